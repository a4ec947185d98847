"""Steps joined into larger pieces: a fragment's steps, a template's fragments, with what is left out passed through."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from .facts import holds
from .schema import WrittenAsk, WrittenLink
from .traces import Trace, trace_of
from .uses import of_fragment

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from .facts import Facts
    from .library import Library
    from .schema import WrittenFragment, WrittenPart, WrittenStep

    Links = Mapping[str, tuple[WrittenLink, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A step in its place in a deal."""

    step: WrittenStep
    phase: str
    trace: Trace | None
    """How long it takes; None for what takes no time."""
    after: tuple[WrittenLink, ...] = ()
    fragment: str | None = None
    """What would replace it, for a rough step."""
    asks: tuple[WrittenAsk, ...] = ()
    """What should be known by its end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Steps that hang together, predecessors first, with the ends by which others are linked to them."""

    steps: tuple[Placed, ...]
    entries: tuple[str, ...]
    """The steps that wait for nothing inside it."""
    exits: tuple[str, ...]
    """The steps for whose finish nothing inside it waits."""


def piece_of(library: Library, name: str, facts: Facts, phase: str = "") -> Piece:
    """Return a fragment as it is in a deal; it has no steps where the answers leave nothing of it."""
    fragment = library.fragments[name]
    phase = fragment.phase or phase
    if fragment.parts:
        return _asking(library, name, facts, joined(*part_pieces(library, fragment.parts, facts, phase)))
    known = (name, phase, *(str(facts[question]) for question in _questions(library, name)))
    if known not in library.kept:
        library.kept[known] = _asking(library, name, facts, _steps(library, fragment, facts, phase))
    return library.kept[known]


def _questions(library: Library, name: str) -> tuple[str, ...]:
    """Return the questions that a fragment depends on."""
    if name not in library.depends:
        library.depends[name] = tuple(sorted(set(of_fragment(library, library.fragments[name]))))
    return library.depends[name]


def _steps(library: Library, fragment: WrittenFragment, facts: Facts, phase: str) -> Piece:
    pieces = {
        step.id: _single(Placed(step=step, phase=step.phase or phase, trace=trace_of(library, step, facts)))
        for step in fragment.steps
        if holds(step.when, facts)
    }
    return joined(pieces, passed_through({step.id: _filled(step.after, facts) for step in fragment.steps}, pieces))


def _asking(library: Library, name: str, facts: Facts, piece: Piece) -> Piece:
    """Return a piece whose last step knows what should be asked by its end."""
    asks = tuple(ask for ask in library.fragments[name].asks if holds(ask.when, facts))
    if not (asks and piece.steps):
        return piece
    end = conclusion(library, name, piece)
    steps = (replace(one, asks=(*one.asks, *asks)) if one.step.id == end else one for one in piece.steps)
    return replace(piece, steps=tuple(steps))


def part_pieces(
    library: Library, parts: Iterable[WrittenPart], facts: Facts, phase: str = ""
) -> tuple[dict[str, Piece], Links]:
    """Return the pieces that parts are in a deal, with the links between them."""
    links = {
        part.fragment: _filled(
            (WrittenLink(step=link.part, type=link.type, lag=link.lag) for link in part.after), facts
        )
        for part in parts
    }
    pieces = {
        part.fragment: piece_of(library, part.fragment, facts, phase) for part in parts if holds(part.when, facts)
    }
    pieces = {name: piece for name, piece in pieces.items() if piece.steps}
    return pieces, passed_through(links, pieces)


def joined(pieces: Mapping[str, Piece], links: Links) -> Piece:
    """Return pieces as one, linked by what they begin and end with."""
    waits: dict[str, list[WrittenLink]] = {}
    for name, piece in pieces.items():
        for link in links[name]:
            before = pieces[link.step]
            sources = before.entries if link.type[0] == "S" else before.exits
            for target in piece.entries if link.type[1] == "S" else piece.exits:
                waits.setdefault(target, []).extend(link.model_copy(update={"step": one}) for one in sources)
    awaited = {link.step for name in pieces for link in links[name] if link.type[0] == "F"}
    return Piece(
        steps=tuple(
            replace(placed, after=(*placed.after, *waits.get(placed.step.id, ())))
            for piece in pieces.values()
            for placed in piece.steps
        ),
        entries=tuple(one for name, piece in pieces.items() if not links[name] for one in piece.entries),
        exits=tuple(one for name, piece in pieces.items() if name not in awaited for one in piece.exits),
    )


def passed_through(links: Links, there: Iterable[str]) -> dict[str, tuple[WrittenLink, ...]]:
    """Return the links of what is there; a link to something left out leads on to what that one waits for."""
    kept = set(there)
    passed: dict[str, tuple[WrittenLink, ...]] = {}
    for name, own in links.items():  # predecessors come first
        found = {
            (link.step, link.type): link for one in own for link in ((one,) if one.step in kept else passed[one.step])
        }
        passed[name] = tuple(found.values())
    return {name: waits for name, waits in passed.items() if name in kept}


def conclusion(library: Library, name: str, piece: Piece) -> str:
    """Return the id of the step that a fragment ends with, which a rough step in its place has too."""
    there = {placed.step.id for placed in piece.steps}
    named = (one for one in library.fragments[name].ends_with if one in there)
    return next(named, piece.steps[-1].step.id)


def _filled(links: Iterable[WrittenLink], facts: Facts) -> tuple[WrittenLink, ...]:
    """Return links whose lags have the numbers that they take from answers."""
    return tuple(
        link.model_copy(update={"lag": link.lag.format_map(facts)}) if link.lag is not None else link for link in links
    )


def _single(placed: Placed) -> Piece:
    return Piece(steps=(placed,), entries=(placed.step.id,), exits=(placed.step.id,))
