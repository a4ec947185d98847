"""Share links of a plan: made for one party, shown once, made anew, revoked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from uuid import uuid4

from app.accounts.passwords import hashed, refuse_weak
from app.accounts.secrets import SHARE, digest, drawn
from app.accounts.words import read_email, read_name
from app.operations.lookup import party_of, person_of, refused
from app.plans.advancing import advance_day, open_to_change
from app.plans.opening import stored_plan
from app.plans.permitting import refuse_unpermitted
from app.plans.recording import Deed, note
from app.projection.visible import visible
from app.store import share_links as kept
from app.store.share_links import ShareLink
from scheduler.plan import SELLER

if TYPE_CHECKING:
    from datetime import datetime

    from app.document import PlanDocument
    from app.plans import Opened
    from app.store import Unit
    from app.store.share_links import Level, Visit

SHARE_PLAN, REISSUE, REVOKE = "share_plan", "reissue_link", "revoke_link"
PROVING = frozenset({"code", "listed"})
"""Levels at which an e-mail address is proved."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """How a link shall be."""

    party: str
    level: Level = "name"
    label: str | None = None
    password: str | None = None
    listed: tuple[str, ...] = ()
    person: str | None = None
    """For whom it is, by id or name."""
    expires_at: datetime | None = None
    keeps_visits: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued:
    """A link with its secret, which nobody sees again."""

    link: ShareLink
    secret: str


def make_link(unit: Unit, plan_id: str, wanted: Wanted, *, mails: bool) -> Issued:
    """Share a plan with another party; `mails` tells whether the service can mail codes."""
    opened = open_to_change(unit, plan_id)
    _refuse_unfit(unit, opened.reading.document, wanted, mails=mails)
    link = ShareLink(
        id=str(uuid4()),
        plan=plan_id,
        party=wanted.party,
        level=wanted.level,
        label=None if wanted.label is None else read_name(wanted.label, of="what the link is for"),
        password=None if wanted.password is None else hashed(wanted.password),
        listed=tuple(dict.fromkeys(map(read_email, wanted.listed))),
        person=_person(opened.reading.document, wanted),
        keeps_visits=wanted.keeps_visits,
        made_at=unit.now,
        made_by=unit.actor.id,
        made_by_name=unit.actor.name,
        expires_at=wanted.expires_at,
    )
    return issue(unit, opened, link, logged=SHARE_PLAN, private=SELLER)


def issue(unit: Unit, opened: Opened, link: ShareLink, *, logged: str, private: str) -> Issued:
    """Keep a new link, with a line in the log that its own side alone reads and that holds no secret."""
    said = {"do": logged, "link": link.id, "party": link.party, "level": link.level, "person": link.person}
    note(unit, opened, Deed(verb=logged, asked=(said,), private=private))
    secret = drawn(SHARE)
    kept.add_link(unit, link, digest(secret))
    return Issued(link=link, secret=secret)


def links_of(unit: Unit, plan_id: str) -> list[ShareLink]:
    """Return the links of a plan, newest first."""
    refuse_unpermitted(unit.actor, SHARE_PLAN)
    stored_plan(unit, plan_id)
    return kept.links_of(unit, plan_id)


def visits_of(unit: Unit, plan_id: str) -> list[Visit]:
    """Return who opened a plan when by a link that keeps that, newest first."""
    refuse_unpermitted(unit.actor, SHARE_PLAN)
    stored_plan(unit, plan_id)
    return kept.visits_of(unit, plan_id)


def reissue_link(unit: Unit, plan_id: str, link_id: str) -> Issued:
    """Give a link another address: the one before leads nowhere, those who came in by it stay in."""
    link, opened = _found(unit, plan_id, link_id), open_to_change(unit, plan_id)
    if not link.holds(unit.now):
        raise refused("link-over", "this link was taken back or has run out; make a new one")
    _note(unit, opened, REISSUE, link)
    secret = drawn(SHARE)
    kept.keep_link(unit, link.id, digest=digest(secret))
    return Issued(link=link, secret=secret)


def revoke_link(unit: Unit, plan_id: str, link_id: str) -> ShareLink:
    """Let a link lead nowhere at once, and nobody in who came by it, or by one that was handed on from it."""
    link, opened = _found(unit, plan_id, link_id), advance_day(unit, plan_id)
    if link.revoked_at is not None:
        return link
    _note(unit, opened, REVOKE, link)
    kept.revoke_links(unit, link.id)
    return replace(link, revoked_at=unit.now)


def refuse_over(link: ShareLink, now: datetime) -> None:
    """Refuse a link that lets nobody in any more, and say whom to ask."""
    if link.revoked_at is not None:
        raise refused("link-revoked", f"this link was taken back; ask {link.made_by_name} for a new one")
    if not link.holds(now):
        raise refused("link-expired", f"this link has run out; ask {link.made_by_name} for a new one")


def _found(unit: Unit, plan_id: str, link_id: str) -> ShareLink:
    found = next((one for one in links_of(unit, plan_id) if one.id == link_id), None)
    if found is None:
        raise refused("unknown-link", "the plan has no such link; look at those that it has")
    return found


def _note(unit: Unit, opened: Opened, verb: str, link: ShareLink) -> None:
    note(unit, opened, Deed(verb=verb, asked=({"do": verb, "link": link.id},), private=SELLER))


def _refuse_unfit(unit: Unit, document: PlanDocument, wanted: Wanted, *, mails: bool) -> None:
    if party_of(visible(document, SELLER), wanted.party) == SELLER:
        raise refused("own-side", "a link is for another party than the seller; invite a member to the workspace")
    if wanted.expires_at is not None and wanted.expires_at <= unit.now:
        raise refused("past-expiry", "the link would have run out already; name a later moment")
    if wanted.level in PROVING and not mails:
        raise refused("no-mail", "this service sends no mail, so no address can be proved; take another level")
    _refuse_password(wanted)
    if wanted.level != "listed" and wanted.listed:
        raise refused(
            "stray-field", f"a link of the level {wanted.level!r} has no list; leave it out, or take 'listed'"
        )
    if wanted.level == "listed" and not wanted.listed and not _reachable(document, wanted.party):
        raise refused("no-list", "nobody of that party has an e-mail address in the plan; name those who may come in")


def _refuse_password(wanted: Wanted) -> None:
    if wanted.level == "password":
        if wanted.password is None:
            raise refused("no-password", "say which password the link asks for")
        refuse_weak(wanted.password, "")
    elif wanted.password is not None:
        sentence = f"a link of the level {wanted.level!r} has no password; leave it out, or take 'password'"
        raise refused("stray-field", sentence)


def _reachable(document: PlanDocument, party: str) -> bool:
    return any(one.party == party and one.email for one in document.people)


def _person(document: PlanDocument, wanted: Wanted) -> str | None:
    if wanted.person is None:
        return None
    seen = visible(visible(document, SELLER), wanted.party)
    own = seen.model_copy(update={"people": tuple(one for one in seen.people if one.party == wanted.party)})
    found = person_of(own, wanted.person)
    if found is None:
        raise refused("unknown-person", f"{wanted.person!r} is nobody of {wanted.party!r} in this plan; add them first")
    return found.id
