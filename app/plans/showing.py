"""What an actor gets to see of a stored plan: its own party's projection, or another party's within that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.operations.lookup import refused
from app.projection import Audience, narrowed
from app.seen import audience_of
from scheduler.plan import SELLER

from .opening import open_plan, opened_on

if TYPE_CHECKING:
    from datetime import date

    from app.actors import Actor
    from app.projection import Projection, Projections
    from app.store import Unit

    from .opening import Opened


def open_as_of(unit: Unit, plan_id: str, day: date | None) -> Opened:
    """Return a plan as of a day, today where none is named.

    Every day that has passed is refused, not only one that what happened since contradicts: that may be hidden.
    """
    today = open_plan(unit, plan_id)
    if day is None or day == today.day:
        return today
    if day < today.day:
        sentence = f"the plan has dates as of {today.day.isoformat()} and later days; take one of these"
        raise refused("no-dates-then", sentence)
    return opened_on(unit, today.stored, day)


def own_eyes(actor: Actor) -> Audience | None:
    """Return with whose eyes an actor looks by itself; None for one that sees all."""
    return None if actor.party is None else Audience(party=actor.party, person=actor.person)


def shown(actor: Actor, projections: Projections, *, party: str | None = None, person: str | None = None) -> Projection:
    """Return what an actor sees of a plan; or what a party, or a person's, sees of that.

    Only the seller's people look with the eyes of another party, and see nothing by it that they do not see anyway.
    Raises Refused for a name that the actor does not see, and for other eyes.
    """
    own = own_eyes(actor)
    seen_by_actor = projections.of(own)
    asked = audience_of(seen_by_actor.document, party=party, person=person)
    if asked is None:
        return seen_by_actor
    if own is None or asked.party == own.party:
        return projections.of(asked)
    if own.party != SELLER:
        raise refused("other-eyes", f"you see the plan as {own.party!r} does; leave the audience out")
    return narrowed(seen_by_actor, asked)
