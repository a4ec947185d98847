"""What the letter does not know yet, said as what is still to be agreed; never a gap in the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scheduler.plan import CUSTOMER
from scheduler.wording import listed

from .opening import shared_dates
from .plan_parts import open_steps
from .why_parts import said_criteria

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.brief import Brief

MOST = 4
"""Facts that are told as missing; a longer list would be a reproach."""


def missing(plan: Brief) -> str:
    """Return one sentence, or nothing."""
    facts = list(_facts(plan))[:MOST]
    return f"To be agreed: {'; '.join(facts)}." if facts else ""


def _facts(plan: Brief) -> Iterator[str]:
    if not shared_dates(plan):
        yield "the date that matters to you, and why"
    yield from (
        f"who decides on {step.title}" for step in open_steps(plan) if step.kind == "gate" and not step.decider_says
    )
    yield from _unnamed(plan)
    if not plan.why.pains:
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
        yield f"who takes the part{'s' if len(roles) > 1 else ''} of {listed(roles)} on your side"
