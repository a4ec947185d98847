"""A schedule as a table for the terminal: the one sentence first, then every step with its latest safe start."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from app.phrases import who
from scheduler.headline import headline
from scheduler.timeline import day_of

from .bar import BLOCKS, Axis, axis_of, bar, place
from .grid import Column, Row, grid
from .page import BOLD, DIM, HEALTH, Page
from .words import amount, day, span

if TYPE_CHECKING:
    from app.projection import Projection
    from scheduler.schedule import Schedule, ScheduledDate, ScheduledStep


def table(projection: Projection, page: Page) -> str:
    """Return a plan as lines of text."""
    schedule = projection.schedule
    title = f"{schedule.plan.title}, as of {_day_with_year(schedule)}{_zone(schedule)}{_reader(projection)}"
    lines = [*page.lines(title, DIM), *page.lines(headline(schedule), BOLD)]
    rows, legend = _steps(schedule, page)
    if rows:
        lines += ["", *rows]
    if schedule.critical_dates:
        lines += ["", *_dates(schedule, page)]
    if schedule.findings:
        lines += ["", *_findings(schedule, page)]
    if legend:
        lines += ["", *page.lines(legend, DIM)]
    return "\n".join(lines) + "\n"


def line(projection: Projection, page: Page, *, mark: str) -> str:
    """Return how a plan stands on one line behind a mark; on a terminal it is wrapped beside that."""
    healths = {date.health for date in projection.schedule.critical_dates.values()}
    worst = next((paint for health, paint in HEALTH.items() if health in healths), "")
    return "\n".join(page.lines(headline(projection.schedule), worst, mark=mark)) + "\n"


def _steps(schedule: Schedule, page: Page) -> tuple[list[str], str]:
    """Return the steps as rows, and what the marks in those mean, of the columns that there was room for."""
    if not schedule.steps:
        return [], ""
    axis = axis_of(schedule)
    columns = (
        Column(title="start by"),
        Column(title="planned", leaves=1),
        Column(title="step", least=24),
        Column(title="who", least=20, leaves=2),
        Column(title="spare", leaves=4),
        Column(title=axis.title, leaves=3),
    )
    rows = grid(columns, [_row(axis, one, page) for one in _ordered(schedule)], page)
    picture = "  = planned  - may move  ! late  | critical date" if axis.title in rows[0] else ""
    spare = "  spare: working time" if "spare" in rows[0] else ""
    return rows, f"* critical{picture.translate(BLOCKS) if page.blocks else picture}{spare}"


def _day_with_year(schedule: Schedule) -> str:
    today = day_of(schedule.as_of)
    said = f"{day(today, near=today)} {today.year}"
    return f"{said} {schedule.as_of:%H:%M}" if isinstance(schedule.as_of, datetime) else said


def _zone(schedule: Schedule) -> str:
    return f", times in {schedule.plan.time_zone}" if schedule.unit == "minute" else ""


def _reader(projection: Projection) -> str:
    if projection.audience is None:
        return ""
    return f", as {projection.schedule.plan.party_name(projection.audience.party)} sees it"


def _ordered(schedule: Schedule) -> list[ScheduledStep]:
    return sorted(schedule.steps.values(), key=lambda one: (one.planned_start, one.planned_finish, one.id))


def _row(axis: Axis, one: ScheduledStep, page: Page) -> Row:
    schedule = axis.schedule
    c = schedule.run.compiled
    at = c.index[one.id]
    step, skipped = c.steps[at], c.steps[at].progress.skipped
    cells = (
        _start_by(schedule, one),
        "" if skipped else span(one.planned_start, one.planned_finish, near=schedule.as_of),
        f"{step.title} (blocked)" if one.health == "blocked" else step.title,
        who(schedule.plan, step),
        "" if skipped else _spare(schedule, one),
        bar(axis, one, page),
    )
    marked = one.critical and one.health != "done"
    return Row(mark="*" if marked else " ", cells=cells, paint=PAINTS.get(one.health, ""))


PAINTS = {health: paint for health, paint in HEALTH.items() if health != "on_track"}
"""What is on track needs no colour."""


def _start_by(schedule: Schedule, one: ScheduledStep) -> str:
    c = schedule.run.compiled
    at = c.index[one.id]
    if c.steps[at].progress.skipped:
        return "skipped"
    if one.health == "done":
        return "done"
    return "under way" if c.actual_start[at] >= 0 else day(one.start_by, near=schedule.as_of)


def _spare(schedule: Schedule, one: ScheduledStep) -> str:
    return "" if one.total_float is None else amount(one.total_float, schedule.unit)


# What stands below.


def _dates(schedule: Schedule, page: Page) -> list[str]:
    """Return the critical dates as rows: all that need a look, and as many of the others as there is room for."""
    dates = sorted(schedule.critical_dates.values(), key=lambda date: (place(schedule, date.date), date.id))
    calm = [date for date in dates if date.health in {"on_track", "done"}]
    left_out = {date.id for date in calm[CALM:]}
    columns = (
        Column(title="critical date", least=20),
        Column(title="due"),
        Column(title="forecast"),
        Column(title="at best", leaves=1),
        Column(title="stands", leaves=2),
    )
    rows = [_date_row(schedule, date) for date in dates if date.id not in left_out]
    more = page.lines(f"  and {len(left_out)} more, on track or done") if left_out else []
    return [*grid(columns, rows, page), *more]


CALM = 8
"""Critical dates that need no look, yet are shown."""


def _date_row(schedule: Schedule, date: ScheduledDate) -> Row:
    c = schedule.run.compiled
    name = "the whole plan" if date.step is None else c.steps[c.index[date.step]].title
    left, size = (amount(units, schedule.unit) for units in (date.buffer_left, date.buffer))
    reserve = f", {size} in reserve" if left == size else f", {left} of {size} in reserve left"
    short = f", {amount(date.short_by, schedule.unit)} short"
    cells = (
        name,
        day(date.date, near=schedule.as_of),
        day(date.forecast, near=schedule.as_of),
        "" if date.health == "done" else day(date.earliest, near=schedule.as_of),
        date.health.replace("_", " ") + (short if date.short_by else reserve if date.buffer else ""),
    )
    return Row(cells=cells, paint=PAINTS.get(date.health, ""))


def _findings(schedule: Schedule, page: Page) -> list[str]:
    """Return what to look at, the first ones."""
    lines = []
    for one in schedule.findings[:FINDINGS]:
        lines += page.lines(f"{LOOK[one.severity]}: {one.sentence}. {one.remedy}")
    more = len(schedule.findings) - FINDINGS
    return [*lines, *page.lines(f"and {more} more; `backplan check` tells them all")] if more > 0 else lines


FINDINGS = 8

LOOK = {"error": "Act on", "warning": "Look at", "note": "Note"}
"""How a finding is announced."""
