"""How a projection's days, people and sides are said in files, where every day has its year."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from scheduler.plan import CUSTOMER, SELLER
from scheduler.wording import day_said, listed

if TYPE_CHECKING:
    from app.document.wire import Person
    from app.projection import Projection
    from scheduler.plan import Moment, PartyId, PersonId, Step


def dated(day: Moment) -> str:
    """Say a day as `Mon 23 Nov 2026`, a time with its hour behind."""
    return day_said(day, near=date.min)


def span_dated(first: Moment, last: Moment) -> str:
    """Say a run of days as `Mon 23 Nov 2026 to Fri 11 Dec 2026`, a single one as that day, hours of one day once."""
    if first == last:
        return dated(first)
    if isinstance(first, datetime) and isinstance(last, datetime) and first.date() == last.date():
        return f"{dated(first)} to {last:%H:%M}"
    return f"{dated(first)} to {dated(last)}"


def names_of_people(projection: Projection) -> dict[PersonId, str]:
    """Return what people call the visible people: their names, else the part that somebody yet unnamed plays."""
    return {person.id: _named(person) for person in projection.document.people}


def owners_of(step: Step, names: dict[PersonId, str]) -> dict[PartyId, str]:
    """Return who answers for a step on each side, the seller first, then the customer."""
    named = {party: names[person] for party, person in step.owners if person in names}
    order = [SELLER, CUSTOMER, *sorted(named)]
    return {party: named[party] for party in order if party in named}


def who(projection: Projection, step: Step, names: dict[PersonId, str]) -> str:
    """Say who answers for a step: `Ana Ruiz (Acme), Jo Kern (Northwind)`, or its side where nobody is named."""
    party_name = projection.schedule.plan.party_name
    owners = [f"{name} ({party_name(party)})" for party, name in owners_of(step, names).items()]
    return ", ".join(owners) or sides(projection, step)


def sides(projection: Projection, step: Step) -> str:
    """Say whose work a step is: `Northwind`, `Acme and Northwind`."""
    return listed([projection.schedule.plan.party_name(party) for party in step.side])


def counterpart(projection: Projection) -> str:
    """Return by whose name the reader knows the plan: for the customer the seller's, else the customer's."""
    plan = projection.schedule.plan
    reads = projection.audience.party if projection.audience else None
    return plan.seller if reads == CUSTOMER else plan.customer


def _named(person: Person) -> str:
    return person.name or (person.role or person.id).replace("_", " ")
