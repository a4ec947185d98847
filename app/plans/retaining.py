"""Plans that are over are kept for so long, and visits; admins are told of what will be erased while they can keep it.

What was told is kept with the plan, so that a crash erases nothing that nobody was told of, and tells of nothing twice.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from app.actors import SYSTEM
from app.callers import ADMIN
from app.jobs import Job, Regular, enqueue
from app.jobs.report import report
from app.mail import Mail, send
from app.mail.kinds import RETENTION
from app.store.members import members
from app.store.plans import find_plan, keep_plan, over_before
from app.store.share_links import forget_visits
from app.store.workspaces import workspaces

from .keeping import remove_plan

if TYPE_CHECKING:
    from datetime import date, datetime

    from app.jobs import Task
    from app.store import Database, Unit
    from app.store.plans import StoredPlan

FIND_OVER = Job(name="find_plans_over", waits=())
ERASE_OVER = Job(name="erase_plan_over")
EVERY_DAY = Regular(job=FIND_OVER, every=timedelta(days=1))
NOTICE = timedelta(days=14)
"""How long before it is erased admins are told of a plan, at least."""
MOST_TOLD = 200
"""Plans that one mail tells of; the next day has the others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Retention:
    """How long what nobody needs any more is kept."""

    over: timedelta | None = None
    """For how long a plan is kept that is closed or archived; None for ever."""
    visits: timedelta | None = None
    """For how long it is kept who opened a plan when; None for ever."""
    address: str
    """Where people reach the service."""


def find_over(database: Database, kept: Retention, now: datetime) -> None:
    """Forget old visits, tell admins which plans will be erased, and have those erased whose time has come."""
    with database.writing(workspace="", actor=SYSTEM, now=now) as unit:
        if kept.visits is not None:
            forget_visits(unit, before=now - kept.visits)
        everywhere = workspaces(unit) if kept.over is not None else []
    for workspace in everywhere:
        with database.writing(workspace=workspace.id, actor=SYSTEM, now=now) as unit:
            _tell(unit, kept, workspace.name)
            for plan in over_before(unit, now):
                if _is_due(plan, kept, now):
                    enqueue(unit, ERASE_OVER, plan.id, key=f"{plan.id}:{now.date()}")


def erase_over(database: Database, task: Task, kept: Retention, now: datetime) -> None:
    """Erase a plan, unless it is gone, or somebody took it up again meanwhile."""
    with database.writing(workspace=task.workspace, actor=SYSTEM, now=now) as unit:
        plan = find_plan(unit, task.about, to_change=True)
        if plan is None or not _is_due(plan, kept, now):
            return
        remove_plan(unit, plan.id)
    report("plan erased, as it was over", {"plan": task.about})


def _tell(unit: Unit, kept: Retention, workspace: str) -> None:
    """Write to the admins which plans will be erased, and remember that."""
    found = [one for one in over_before(unit, unit.now) if _is_to_be_told(one, kept, unit.now)][:MOST_TOLD]
    told = [replace(one, erasure_told_at=unit.now) for one in found]
    days = {one.id: day.date() for one in told if (day := _erased_from(one, kept)) is not None}
    if not days:
        return
    for one in told:
        keep_plan(unit, one)
    lines = (LINE.format(title=one.title, day=_day(days[one.id]), at=kept.address, plan=one.id) for one in told)
    many = "A plan" if len(told) == 1 else f"{len(told)} plans"
    subject = f"{many} of {workspace} will be erased from {_day(min(days.values()))} on"
    text = TEXT.format(workspace=workspace, lines="".join(lines))
    for member in members(unit):
        if member.is_in and member.role == ADMIN:
            send(unit, Mail(to=member.email, name=member.name, kind=RETENTION.id, subject=subject, text=text))


def _is_to_be_told(plan: StoredPlan, kept: Retention, now: datetime) -> bool:
    if kept.over is None or plan.over_at is None or plan.erasure_told_at is not None:
        return False
    return now >= plan.over_at + kept.over - NOTICE


def _is_due(plan: StoredPlan, kept: Retention, now: datetime) -> bool:
    day = _erased_from(plan, kept)
    return day is not None and now >= day


def _erased_from(plan: StoredPlan, kept: Retention) -> datetime | None:
    """Return from when on a plan is erased: it was over for long enough, and admins know of it for long enough."""
    if kept.over is None or plan.over_at is None or plan.erasure_told_at is None:
        return None
    return max(plan.over_at + kept.over, plan.erasure_told_at + NOTICE)


def _day(day: date) -> str:
    return f"{day.day} {day:%b %Y}"


LINE = """\
  {title}
  from {day} on
  {at}/plans/{plan}

"""
TEXT = """\
These plans of {workspace} have been closed or archived for long, so they will be erased,
with their history, files, comments and signatures:

{lines}To keep one, reopen it or take it out of the archive before that day. To keep a copy,
open it and take it along as a file. Nobody brings it back afterwards.
"""
