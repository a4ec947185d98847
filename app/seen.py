"""A plan as somebody sees it who was named: a party, or a person of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.names import unknown
from app.operations.lookup import party_of, person_of, refused
from app.projection import Audience, project, whole
from app.projection.visible import visible

if TYPE_CHECKING:
    from app.document import PlanDocument, Reading
    from app.projection import Projection


def audience_of(document: PlanDocument, *, party: str | None = None, person: str | None = None) -> Audience | None:
    """Return who reads, named by ids or by a person's name; nobody in particular where nobody is named.

    Raises Refused for a name that the plan does not have, or not for the party, and for a person of another party.
    """
    if party is not None:
        document = visible(document, party_of(document, party))
    if person is None:
        return None if party is None else Audience(party=party)
    found = person_of(document, person)
    if found is None:
        raise unknown("person", person, [(one.id, one.name or "") for one in document.people])
    if party not in {None, found.party}:
        raise refused("other-party", f"{found.name or found.id} belongs to {found.party!r}, not to {party!r}")
    return Audience(party=found.party, person=found.id)


def seen(reading: Reading, *, audience: Audience | None) -> Projection:
    """Return what an audience may see of a plan: all of it, where nobody in particular reads."""
    return whole(reading) if audience is None else project(reading, reading.schedule, audience)
