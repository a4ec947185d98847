"""Not me, it's ...: a step goes to somebody else of one's side, who gets a way in of their own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import uuid4

from app.operations.lookup import party_of, refused, step_of
from app.plans import change_plan
from app.plans.advancing import open_to_change
from app.store.share_links import ShareLink, links_of
from app.verbs.people import Delegate
from scheduler.plan import SELLER

from .letters import handed_on_letter
from .links import PROVING, issue
from .participants import participant_of

if TYPE_CHECKING:
    from app.accounts.letters import Post
    from app.plans import Changed
    from app.store import Unit

HAND_ON = "hand_on"


@dataclass(frozen=True, slots=True, kw_only=True)
class To:
    """Whose a step is from now on."""

    name: str
    """Or the id of one of the party's people."""
    email: str | None = None
    party: str | None = None
    """Whose side that is; one's own where absent."""
    by_mail: bool = True
    """Whether the way in is mailed, where there is an address and the service sends mail."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedOn:
    """A step that was handed on."""

    changed: Changed
    link: ShareLink
    secret: str | None
    """Of the way in, to be handed over; None where it went out by mail."""


def hand_on(unit: Unit, plan_id: str, step: str, to: To, *, post: Post) -> HandedOn:
    """Hand a step of a side to somebody else of it, and make a link for that person alone."""
    party = to.party or unit.actor.party or ""
    changed = change_plan(unit, plan_id, [Delegate(step=step, to=to.name, email=to.email or None, party=to.party)])
    document = changed.after.reading.document
    if party_of(document, party) == SELLER:
        raise refused("own-side", "a link is for another party than the seller; invite a member to the workspace")
    owner = next(one for one in document.people if one.id == step_of(document, step).owners[party])
    link = _link(unit, plan_id, party, owner.id, owner.email)
    issued = issue(unit, open_to_change(unit, plan_id), link, logged=HAND_ON, private=unit.actor.party or SELLER)
    if not (to.by_mail and owner.email and post.is_there):
        return HandedOn(changed=changed, link=link, secret=issued.secret)
    letter = handed_on_letter(
        owner.email,
        f"{post.at}/s/{issued.secret}",
        plan=plan_id,
        title=document.title,
        step=step_of(document, step).title,
        by=unit.actor.name,
    )
    post.send(unit, letter)
    return HandedOn(changed=changed, link=link, secret=None)


def _link(unit: Unit, plan_id: str, party: str, person: str, email: str | None) -> ShareLink:
    """Return a link for one person: no wider, no longer and no easier to use than the one it comes of."""
    parent = _parent(unit, plan_id)
    proves = parent is not None and parent.level in PROVING
    if proves and email is None:
        sentence = "who comes in here proves an e-mail address; say where mail reaches the one who takes this over"
        raise refused("needs-email", sentence)
    is_password = parent is not None and parent.level == "password"
    return ShareLink(
        id=str(uuid4()),
        plan=plan_id,
        party=party,
        level="listed" if proves else "password" if is_password else "name",
        password=parent.password if parent else None,
        listed=(email,) if proves and email else (),
        person=person,
        handed_on_from=parent.id if parent else None,
        keeps_visits=parent.keeps_visits if parent else False,
        made_at=unit.now,
        made_by=unit.actor.id,
        made_by_name=unit.actor.name,
        expires_at=parent.expires_at if parent else None,
    )


def _parent(unit: Unit, plan_id: str) -> ShareLink | None:
    """Return by which link the one came in who hands on; None of a member."""
    one = participant_of(unit, plan_id, unit.actor.id)
    return None if one is None else next(link for link in links_of(unit, plan_id) if link.id == one.link)
