"""Who writes the letter, and to whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scheduler.plan import CUSTOMER, SELLER
from scheduler.wording import listed

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.brief import Brief
    from app.brief.people import PersonBrief
    from app.brief.steps import StepBrief
    from scheduler.plan import PartyId, PersonId

SPONSORS = ("economic buyer", "executive sponsor", "champion")
"""To whom it is written, the first that has a name."""
WRITERS = ("account executive", "customer success manager", "implementation lead")


def recipient(plan: Brief) -> PersonBrief | None:
    """Return the sponsor, else who decides at a gate; nobody where none has a name.

    Whoever reviews the contract has a name early, and does not answer for the purchase.
    """
    deciders = {step.decider for step in plan.steps}
    fit = [one for one in _named(plan, CUSTOMER) if one.role in SPONSORS or one.id in deciders]
    return min(fit, key=_by(SPONSORS), default=None)


def writer(plan: Brief) -> PersonBrief | None:
    """Return who signs for the selling side: by role, else anybody of it who has a name."""
    return min(_named(plan, SELLER), key=_by(WRITERS), default=None)


def lines(person: PersonBrief | None, organisation: str) -> tuple[str, ...]:
    """Return a person as the head of a letter has them: the name, then role and organisation, as far as known."""
    if person is None:
        return (organisation,) if organisation else ()
    role = f"{person.role[:1].upper()}{person.role[1:]}"
    return tuple(filter(None, [person.name, ", ".join(filter(None, [role, organisation]))]))


def doing(plan: Brief, step: StepBrief) -> str:
    """Say who does a step, as one side says it to the other: names, else `your legal`, else `you and we`."""
    owners = [called(plan, owner) for owner in step.owners]
    if any(owners):
        return ", ".join(filter(None, owners))
    names = dict(zip(step.sides, step.parties, strict=True))
    others = [name for side, name in names.items() if side not in {SELLER, CUSTOMER}]
    return listed([*others, *(["you"] if CUSTOMER in names else []), *(["we"] if SELLER in names else [])])


def called(plan: Brief, person: PersonId | None) -> str:
    """Say who somebody is: the name, else whose and what; empty for nobody."""
    for party in plan.parties:
        for one in party.people:
            if one.id == person:
                whose = {CUSTOMER: "your", SELLER: "our"}.get(party.id, party.name)
                return one.name or (f"{whose} {one.role}" if one.role else "")
    return ""


def _named(plan: Brief, party: PartyId) -> list[PersonBrief]:
    """Return the people of a party who have a name that everybody may read."""
    return [
        person for one in plan.parties if one.id == party for person in one.people if person.name and not person.private
    ]


def _by(roles: tuple[str, ...]) -> Callable[[PersonBrief], int]:
    """Return an order of people by their roles, all others behind."""
    order = {role: number for number, role in enumerate(roles)}
    return lambda person: order.get(person.role, len(roles))
