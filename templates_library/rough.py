"""A whole piece as one rough step, about as long and with the same outcome."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from .lengths import length
from .pieces import Piece, Placed, conclusion
from .schema import WrittenStep
from .traces import Trace

if TYPE_CHECKING:
    from .library import Library


def rough(library: Library, name: str, piece: Piece) -> Piece:
    """Return a piece of several steps as one that stands for them; a single step stands for itself."""
    if len(piece.steps) == 1:
        return piece
    last = conclusion(library, name, piece)
    end = next(placed for placed in piece.steps if placed.step.id == last)
    open_steps = [placed.step for placed in piece.steps if placed.step.private is None] or [end.step]
    policies = {step.policy for step in open_steps}
    step = WrittenStep(
        id=last,
        title=library.fragments[name].title,
        kind=end.step.kind if end.step.kind in {"gate", "value_event"} else "task",
        side=_sides(open_steps),
        owners=_owners(open_steps),
        decider=end.step.decider,
        exit_criteria=end.step.exit_criteria,
        result=end.step.result,
        policy="asap" if policies == {"asap"} else None,
        private=end.step.private,
        tags=end.step.tags,
    )
    asks = tuple(ask for placed in piece.steps for ask in placed.asks)
    placed = Placed(step=step, phase=end.phase, trace=_trace(piece), fragment=name, asks=asks)
    return Piece(steps=(placed,), entries=(last,), exits=(last,))


def _trace(piece: Piece) -> Trace:
    low, likely, high = (f"{max(1, length(piece.steps, case))}d" for case in ("low", "duration", "high"))
    return Trace(
        base=likely, low=low, duration=likely, high=high, source=f"The longest way through {len(piece.steps)} steps"
    )


def _sides(steps: list[WrittenStep]) -> tuple[str, ...]:
    """Return who takes part: `both` only where nobody else does."""
    named = dict.fromkeys(side for step in steps for side in step.side)
    parties = dict.fromkeys(one for side in named for one in (("seller", "customer") if side == "both" else (side,)))
    return ("both",) if set(parties) == {"seller", "customer"} else tuple(parties)


def _owners(steps: list[WrittenStep]) -> dict[str, str]:
    """Return, for each party, the role that owns most of the steps; the first one of several."""
    roles: dict[str, Counter[str]] = {}
    for step in steps:
        for party, role in step.owners.items():
            roles.setdefault(party, Counter())[role] += 1
    return {party: counted.most_common(1)[0][0] for party, counted in roles.items()}
