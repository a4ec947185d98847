"""How a projection's days, people and sides are said in files, where every day has its year."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from app.phrases import role_said, sides_said
from scheduler.plan import CUSTOMER, SELLER
from scheduler.wording import day_said

if TYPE_CHECKING:
    from app.document.wire import Person
    from app.projection import Dated, Projection
    from scheduler.plan import Moment, PartyId, PersonId, Plan, Step


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


def names_of_people(seen: Dated | Projection) -> dict[PersonId, str]:
    """Return what people call the visible people: their names, else the part that somebody yet unnamed plays."""
    return {person.id: named(person) for person in seen.document.people}


def named(person: Person) -> str:
    """Return a person's name, else the part that somebody yet unnamed plays."""
    return person.name or role_said(person.role or person.id)


def owners_of(step: Step, names: dict[PersonId, str]) -> dict[PartyId, str]:
    """Return who answers for a step on each side, the seller first, then the customer."""
    owners = {party: names[person] for party, person in step.owners if person in names}
    return {
        party: owners[party] for party in (SELLER, CUSTOMER, *sorted({*owners} - {SELLER, CUSTOMER})) if party in owners
    }


def who(plan: Plan, step: Step, names: dict[PersonId, str]) -> str:
    """Say who answers for a step: `Ana Ruiz (Acme), Jo Kern (Northwind)`, or its side where nobody is named."""
    owners = [f"{name} ({plan.party_name(party)})" for party, name in owners_of(step, names).items()]
    return ", ".join(owners) or sides_said(plan, step)


def counterpart(seen: Dated) -> str:
    """Return by whose name the reader knows the plan: for the customer the seller's, else the customer's."""
    reads = seen.audience.party if seen.audience else None
    return seen.plan.seller if reads == CUSTOMER else seen.plan.customer
