"""What is still open on each side: questions, what is held up, concerns, and what was promised."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scheduler.plan import CUSTOMER, SELLER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .reader import Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class Points:
    """What one side still owes."""

    side: str
    points: tuple[str, ...]


def open_points_of(reader: Reader) -> tuple[Points, ...]:
    """Return the open points by side, the reader's first; what is nobody's in particular stands last."""
    plan = reader.projection.schedule.plan
    parties = {person.id: person.party for person in plan.people}
    found: dict[str, list[str]] = {}
    for party, says in _points(reader, parties):
        found.setdefault(party, []).append(says)
    order = [reader.party, *(one for one in (SELLER, CUSTOMER) if one != reader.party)]
    order += sorted(found.keys() - {*order, ""})
    return tuple(
        Points(side=plan.party_name(party) if party else "Both sides", points=tuple(found[party]))
        for party in (*order, "")
        if party in found
    )


def _points(reader: Reader, parties: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Yield what is open, each with the party that owes it; no party where nobody is named."""
    asked = {step.id: step.help.owner for step in reader.projection.document.steps if step.help is not None}
    for step in reader.brief.steps:
        if step.help:
            yield parties.get(asked[step.id] or "", ""), f"{step.title}: {step.help}"
        if step.blocked:
            side = step.sides[0] if len(step.sides) == 1 else ""
            yield side, f"{step.title} is held up: {step.blocked}"
    why = reader.projection.document.why
    if why is None:
        return
    said = reader.brief.why
    for concern, word in zip(why.concerns, said.concerns, strict=True):
        if not word.settled:
            yield parties.get(concern.owner or "", ""), word.text
    for promise, word in zip(why.promises, said.promises, strict=True):
        if not word.settled:
            due = f" ({word.details[0]})" if word.details else ""
            yield parties.get(promise.owner or "", ""), f"{word.text}{due}"
