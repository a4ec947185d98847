"""The people of a plan, by party."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.phrases import role_said
from scheduler.plan import CUSTOMER, SELLER
from scheduler.timeline import day_of
from scheduler.wording import days_said

if TYPE_CHECKING:
    from app.document.wire import Person as WrittenPerson
    from app.projection import Projection
    from scheduler.plan import PartyId, Person, PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonBrief:
    """Somebody who takes part."""

    id: PersonId
    name: str
    """Empty where nobody has been named."""
    role: str
    email: str
    private: bool
    """Whether one party alone may see the person."""
    away: str
    """When the person is away from now on: `11-15 Jan`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyBrief:
    """A party with its people."""

    id: PartyId
    name: str
    people: tuple[PersonBrief, ...]


def party_briefs(projection: Projection) -> tuple[PartyBrief, ...]:
    """Return the parties that have people, the customer first."""
    plan = projection.schedule.plan
    written = {person.id: person for person in projection.document.people}
    found = [
        PartyBrief(
            id=party,
            name=plan.party_name(party),
            people=tuple(_person(projection, one, written[one.id]) for one in plan.people if one.party == party),
        )
        for party in (CUSTOMER, SELLER, *(party.id for party in plan.parties))
    ]
    return tuple(party for party in found if party.people)


def _person(projection: Projection, one: Person, written: WrittenPerson) -> PersonBrief:
    near = projection.schedule.as_of
    ahead = [days_said(period.start, period.end, near=near) for period in one.away if period.end >= day_of(near)]
    return PersonBrief(
        id=one.id,
        name=one.name,
        role=role_said(one.role),
        email=written.email or "",
        private=written.private is not None,
        away=", ".join(ahead),
    )
