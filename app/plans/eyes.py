"""What somebody sees of a stored plan, and who alone will see what is said about it or handed in."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.operations.lookup import party_name, refused, step_of
from app.projection.visible import visible

if TYPE_CHECKING:
    from app.actors import Actor
    from app.document import PlanDocument


def seen_of(actor: Actor, document: PlanDocument) -> PlanDocument:
    """Return what an actor may see of a document."""
    return document if actor.party is None else visible(document, actor.party)


def known_in(document: PlanDocument, actor: Actor) -> Actor:
    """Return an actor as who it is among the plan's people: a member is known by the e-mail address."""
    if actor.person is not None or actor.email is None:
        return actor
    wanted = actor.email.casefold()
    own = (one for one in document.people if one.party == actor.party and (one.email or "").casefold() == wanted)
    return replace(actor, person=next((one.id for one in own), None))


def told_as(actor: Actor, seen: PlanDocument, doer: Actor) -> Actor:
    """Return who did something as it is told to an actor, who sees this of the document.

    Somebody of another party who is none of the people that the actor sees, as that party keeps them to itself or took
    them away, has the name of the party and no other, and whether its address was proved is not told either.
    """
    if actor.party in {None, doer.party} or doer.person is None or doer.party is None:
        return doer
    if any(one.id == doer.person for one in seen.people):
        return doer
    return replace(doer, id=doer.party, name=party_name(seen, doer.party), person=None, verified=True)


def may_read(actor: Actor, seen: PlanDocument, *, step: str | None, private: str | None) -> bool:
    """Tell whether an actor, who sees this of the document, may read what was said about a step or the plan."""
    if actor.party is None:
        return True
    return private in {None, actor.party} and (step is None or any(one.id == step for one in seen.steps))


def kept_to(actor: Actor, seen: PlanDocument, *, step: str | None, private: bool) -> str | None:
    """Return the party that alone will read what an actor says about a step or the plan; None for everybody.

    Raises Refused with `unknown-step` for a step that the actor does not see. What is about a private step is private.
    """
    owner = None if step is None else step_of(seen, step).private
    if not private or owner is not None:
        return owner
    if actor.party is None:
        raise refused("no-party", "the service belongs to no party, so it can keep nothing to one")
    return actor.party
