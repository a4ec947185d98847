"""What moved since somebody was last told, and because of what, as far as that one's party may know."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.brief.deeds import deed_said
from app.brief.moved import moved_said
from app.brief.who import who_did
from app.document import read_plain
from app.plans.ledger import HIDDEN
from app.plans.opening import LIMITS
from app.plans.telling import told_log
from app.plans.text import written_at
from app.projection import Audience, Projections
from app.store.log import latest
from scheduler.plan import SELLER
from scheduler.refusals import Refused

if TYPE_CHECKING:
    from datetime import datetime

    from app.plans.opening import Opened
    from app.plans.telling import Told
    from app.projection import Projection
    from app.store import Unit
    from scheduler.plan import Plan

NOTHING = ("No date moves.",)
CAUSES = 3
"""Causes that are told; the plan's page has all."""
LOOKS = 50
"""Lines of the log in which they are looked for."""


def moved_since(unit: Unit, opened: Opened, now: Projection, since: datetime) -> tuple[str, ...]:
    """Say what people moved since then, and who; nothing where nothing moved.

    Both are as of today: that days pass is told by what is late, and would be told of each open step each day.
    """
    before = _as_it_was(unit, opened, now.audience or Audience(party=SELLER), since)
    said = NOTHING if before is None else moved_said(before, now)
    return () if said == NOTHING else (*said, *_causes(unit, opened, now, since))


def _as_it_was(unit: Unit, opened: Opened, audience: Audience, since: datetime) -> Projection | None:
    """Return the plan of then, as its reader sees that; None where there was none, or today contradicts it."""
    last = latest(unit, opened.stored.id, until=since, limit=1)
    if not last or last[0].revision == 0:
        return None
    written = written_at(unit, opened.stored, last[0].revision)
    try:
        then = read_plain(written, file=opened.stored.title, as_of=opened.day.isoformat(), limits=LIMITS)
    except Refused:
        return None
    return Projections(then).of(audience)


def _causes(unit: Unit, opened: Opened, now: Projection, since: datetime) -> tuple[str, ...]:
    """Say what moved forecasts since then, the newest first."""
    lines, _ = told_log(unit, opened.stored.id, limit=LOOKS)
    plan = now.schedule.plan
    said = dict.fromkeys(_said(one, plan) for one in lines if one.at > since and one.effect and not _is_time(one))
    return tuple(said)[:CAUSES]


def _is_time(one: Told) -> bool:
    return one.by is not None and one.by.kind == "system"


def _said(one: Told, plan: Plan) -> str:
    if one.verb == HIDDEN or one.by is None:
        return "Because something took longer that you do not see."
    titles = {step.id: step.title for step in plan.steps}
    dates = {date.id: titles[date.step] for date in plan.critical_dates if date.step is not None}
    asked = {"step": one.step or "", "critical_date": one.critical_date or ""}
    did = deed_said(one.verb, asked, titles, {}, dates)
    return f"Because {who_did(one.by, plan)} {did}."
