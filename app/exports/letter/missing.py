"""What the letter does not know yet, said as what is still to be agreed; never a gap in the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.phrases import day_in_full
from scheduler.plan import CUSTOMER
from scheduler.timeline import day_of
from scheduler.wording import listed

from .opening import pressing_date, shared_dates
from .people import SPONSORS, recipient
from .plan_parts import open_steps
from .why_parts import said_criteria, shared

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.brief import Brief

MOST = 5
"""Facts that are told as missing; a longer list would be a reproach."""
NAMED = 3
"""Parts that are named of those that nobody has yet, the sponsor's before the others."""


def is_draft(plan: Brief) -> bool:
    """Tell whether nobody is named to write to and the customer has said nothing of why: no letter yet."""
    why = plan.why
    said = shared(why.pains) or said_criteria(why) or why.solution or why.current_way or why.value
    return recipient(plan) is None and not said


def missing(plan: Brief) -> str:
    """Return one sentence, or nothing."""
    facts = list(_facts(plan))[:MOST]
    return f"To be agreed: {'; '.join(facts)}." if facts else ""


def _facts(plan: Brief) -> Iterator[str]:
    if not shared_dates(plan):
        yield "the date that matters to you, and why"
    elif not (pressing := pressing_date(plan)).reason and pressing.health != "done":
        yield f"why {day_in_full(pressing.due, near=day_of(plan.as_of))} matters to you"
    yield from (
        f"who decides on {step.title}" for step in open_steps(plan) if step.kind == "gate" and not step.decider_says
    )
    yield from _unnamed(plan)
    if not shared(plan.why.pains):
        yield "what hurts today, in your words"
    if not said_criteria(plan.why):
        yield "how you will tell success"
    if plan.why.value is None or not plan.why.value.value:
        yield "what it is worth, in your own figures"
    moved = [step.title for step in open_steps(plan) if step.moved]
    if moved:
        yield f"new dates for {moved[0]} and {len(moved) - 1} more" if len(moved) > 1 else f"a new date for {moved[0]}"


def _unnamed(plan: Brief) -> Iterator[str]:
    """Yield the parts on the customer's side that nobody has yet, where a step waits for them."""
    needed = {owner for step in open_steps(plan) for owner in step.owners}
    people = [person for party in plan.parties if party.id == CUSTOMER for person in party.people]
    roles = [one.role for one in people if not one.name and one.role and one.id in needed]
    if roles:
        roles = [*(one for one in SPONSORS if one in roles), *(one for one in roles if one not in SPONSORS)]
        told = roles if len(roles) <= NAMED + 1 else [*roles[:NAMED], f"{len(roles) - NAMED} more"]
        yield f"who takes the part{'s' if len(roles) > 1 else ''} of {listed(told)} on your side"
