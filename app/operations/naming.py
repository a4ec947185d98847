"""What names something that is to go: it cannot go before that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.projection.visible import named
from scheduler.refusals import quoted
from scheduler.wording import listed

from .lookup import refused

if TYPE_CHECKING:
    from app.document import PlanDocument
    from app.document.wire.values import Says, Wire

MOST_TOLD = 5
"""Steps that a refusal names."""


def refuse_named(document: PlanDocument, mark: Says, name: str, remedy: str) -> None:
    """Refuse to remove what something else of a document names, and say what does."""
    steps = [quoted(step.title) for step in document.steps if _names(step, mark, name)]
    elsewhere = _names(document.model_copy(update={"steps": ()}), mark, name)
    if steps or elsewhere:
        shown = steps[:MOST_TOLD] + ([f"{len(steps) - MOST_TOLD} more"] if len(steps) > MOST_TOLD else [])
        where = listed(shown + (["another part of the plan"] if elsewhere else []))
        raise refused("still-named", f"{quoted(name)} is still named by {where}; {remedy}")


def _names(block: Wire, mark: Says, name: str) -> bool:
    return (mark, name) in set(named(block))
