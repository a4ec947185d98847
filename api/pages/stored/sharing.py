"""The links by which other parties come into a plan, as the seller's side sees and makes them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from typing import TYPE_CHECKING, cast
from zoneinfo import ZoneInfo

from app.callers import Right
from app.document.moments import read_day
from app.document.problems import Wrong
from app.links import Issued, Wanted, links_of, make_link, visits_of
from app.operations.lookup import refused
from app.phrases import person_said
from scheduler.plan import SELLER
from scheduler.wording import day_said

from .reader import Named

if TYPE_CHECKING:
    from app.store import Unit
    from app.store.share_links import Level, ShareLink, Visit

    from .doing import Form
    from .reader import Reader

LEVELS = {
    "name": "asks for a name",
    "open": "lets anybody look, without a name",
    "password": "asks for a password",
    "code": "sends a code by e-mail",
    "listed": "only for e-mail addresses that you list",
}
"""How a link lets people in, what most want first."""
ALONE = "asks for nothing"
"""The same of a link for one person, whose name is known."""
PROVING = ("code", "listed")
MOST_VISITS = 10
"""That the page shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkLine:
    """A link that was made."""

    id: str
    says: str
    """For whom it is, how it lets in, and since when."""
    holds: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Sharing:
    """What can be shared, and what is."""

    links: tuple[LinkLine, ...]
    parties: tuple[tuple[str, str], ...]
    """Each with its name."""
    levels: tuple[tuple[str, str], ...]
    people: tuple[Named, ...]
    """Of the other parties: a link can be for one alone."""
    lists: bool
    """Whether a link can be for certain e-mail addresses alone."""
    visits: tuple[str, ...]
    """Who opened the plan by links that keep that, the newest first."""


def sharing_of(reader: Reader) -> Sharing | None:
    """Return the links of a plan; None for whoever may not share it."""
    if not reader.is_seller or not reader.caller.may(Right.SHARE_PLANS):
        return None
    plan = reader.projection.schedule.plan
    others = [party for party in ("customer", *(party.id for party in plan.parties)) if party != SELLER]
    links = links_of(reader.unit, reader.opened.stored.id)
    return Sharing(
        links=tuple(_line(reader, one) for one in links if one.revoked_at is None),
        parties=tuple((party, plan.party_name(party)) for party in others),
        levels=tuple((level, says) for level, says in LEVELS.items() if reader.mails or level not in PROVING),
        people=tuple(
            Named(id=one.id, said=f"{one.name}, {plan.party_name(one.party)}" if one.name else person_said(plan, one))
            for one in plan.people
            if one.party != SELLER
        ),
        lists=reader.mails,
        visits=tuple(_visited(reader, one) for one in visits_of(reader.unit, reader.opened.stored.id)[:MOST_VISITS]),
    )


def _visited(reader: Reader, one: Visit) -> str:
    near, zone = reader.projection.schedule.as_of, ZoneInfo(reader.projection.document.time_zone or "UTC")
    return f"{one.name or 'Somebody with the link'}, {day_said(one.at.astimezone(zone).date(), near=near)}"


def _line(reader: Reader, one: ShareLink) -> LinkLine:
    plan, near = reader.projection.schedule.plan, reader.projection.schedule.as_of
    person = next((person_said(plan, person) for person in plan.people if person.id == one.person), "")
    ends = f"until {day_said(one.expires_at.date(), near=near)}" if one.expires_at else ""
    used = f"last used {day_said(one.used_at.date(), near=near)}" if one.used_at else "not used yet"
    level = ALONE if person and one.level == "name" else LEVELS[one.level]
    said = [one.label or "", f"for {person or plan.party_name(one.party)}", level, ends, used]
    return LinkLine(id=one.id, says=", ".join(filter(None, said)), holds=one.holds(reader.unit.now))


def share(unit: Unit, plan_id: str, form: Form, *, zone: str, mails: bool) -> Issued:
    """Make a link as a form asks for it."""
    level, until = form.said("level"), form.said("until")
    if level not in LEVELS:
        raise refused("bad-form", "this is no form of the page; go back and try again")
    listed = tuple(one.strip() for one in form.said("listed").replace(",", "\n").splitlines() if one.strip())
    wanted = Wanted(
        party=form.said("party"),
        level=cast("Level", level),
        label=form.said("label") or None,
        password=form.said("password") or None,
        listed=listed,
        person=form.said("person") or None,
        expires_at=_end_of(until, zone) if until else None,
        keeps_visits=bool(form.said("visits")),
    )
    return make_link(unit, plan_id, wanted, mails=mails)


def _end_of(day: str, zone: str) -> datetime:
    try:
        return datetime.combine(read_day(day), time(23, 59), ZoneInfo(zone))
    except Wrong as wrong:
        raise refused(wrong.code, wrong.sentence) from None
