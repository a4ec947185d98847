"""What names something that is to go: it cannot go before that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.document.wire.values import Wire
from app.projection.fields import named
from scheduler.refusals import quoted
from scheduler.wording import listed

from .lookup import refused

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.document import PlanDocument
    from app.document.wire.values import Says
    from app.document.wire.why import Why

MOST_TOLD = 5
"""Places that a refusal names."""


def refuse_named(left: PlanDocument, mark: Says, name: str, remedy: str) -> None:
    """Refuse that something is gone from a document where something that is left names it, and say what does."""
    places = [place for place, part in places_of(left) if (mark, name) in set(named(part))]
    if places:
        more = [f"{len(places) - MOST_TOLD} more"] if len(places) > MOST_TOLD else []
        sentence = f"{quoted(name)} is still named by {listed(places[:MOST_TOLD] + more)}; {remedy}"
        raise refused("still-named", sentence)


def places_of(document: PlanDocument) -> Iterator[tuple[str, Wire]]:
    """Yield every part of a document that can name another, with the words in which people find it."""
    for step in document.steps:
        yield quoted(step.title), step
    for date in document.critical_dates:
        yield f"the critical date {quoted(date.id)}", date
    for person in document.people:
        yield f"the person {quoted(person.name or person.id)}", person
    for party in document.parties:
        yield f"the party {quoted(party.name or party.id)}", party
    for phase in document.phases:
        yield f"the phase {quoted(phase.title or phase.id)}", phase
    for name, calendar in document.calendars.items():
        yield f"the calendar {quoted(name)}", calendar
    if document.why is not None:
        yield from _in_why(document.why)


def _in_why(why: Why) -> Iterator[tuple[str, Wire]]:
    for field in type(why).model_fields:
        value = getattr(why, field)
        if isinstance(value, Wire):
            yield f"why.{field}", value
        else:
            yield from ((f"{quoted(one.id)} in why.{field}", one) for one in value or ())
