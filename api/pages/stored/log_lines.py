"""What happened to a plan, as its log tells the reader."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from app.brief.deeds import OWN, deed_said
from app.brief.who import who_did
from app.plans.telling import told_log
from scheduler.wording import day_said

if TYPE_CHECKING:
    from app.brief.who import Who
    from app.plans.telling import Told

    from .reader import Reader

NEWEST = 15
"""Lines that a page shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of the log."""

    when: str
    who: Who | None
    """None for what the reader does not see."""
    did: str
    why: str
    effect: str
    """What it did to the forecasts: `Go-live 3 days later`."""


def log_of(reader: Reader) -> tuple[Line, ...]:
    """Return the newest lines, the newest first."""
    lines, _ = told_log(reader.unit, reader.opened.stored.id, limit=NEWEST)
    return tuple(_line(reader, one) for one in lines)


def _line(reader: Reader, one: Told) -> Line:
    titles = {step.id: step.title for step in reader.brief.steps}
    dates = {date.id: date.name for date in reader.brief.dates}
    asked = {"step": one.step or "", "critical_date": one.critical_date or ""}
    at = one.at.astimezone(ZoneInfo(reader.opened.stored.zone))
    return Line(
        when=f"{day_said(at.date(), near=reader.projection.schedule.as_of)}, {at:%H:%M}",
        who=who_did(one.by, reader.projection.schedule.plan) if one.by else None,
        did=deed_said(OWN.get(one.verb, one.verb) if one.is_own else one.verb, asked, titles, {}, dates),
        why=one.why or "",
        effect=_effect(reader, one),
    )


def _effect(reader: Reader, one: Told) -> str:
    names = {brief.id: brief.name for brief in reader.brief.dates}
    said = []
    for name, move in one.effect.items():
        if name in names and move.before is not None and move.after is not None:
            days = (date.fromisoformat(move.after) - date.fromisoformat(move.before)).days
            counted = f"{abs(days)} day{'' if abs(days) == 1 else 's'} {'later' if days > 0 else 'earlier'}"
            said.append(f"{names[name]} {counted}")
    return ", ".join(said)
