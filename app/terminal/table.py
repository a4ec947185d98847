"""A schedule as a table for the terminal: the one sentence first, then every step with its latest safe start."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from app.phrases import who
from scheduler.compiled import FINISHED
from scheduler.headline import headline
from scheduler.timeline import day_of
from scheduler.wording import MONTHS, day_said

from .page import BOLD, DIM, HEALTH, Page, padded, width_of

if TYPE_CHECKING:
    from datetime import date

    from app.projection import Projection
    from scheduler.plan import Moment
    from scheduler.schedule import Schedule, ScheduledDate, ScheduledStep

BAR = 24
"""Columns of the small picture of each step."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of the table, each cell as it is printed."""

    mark: str
    cells: tuple[str, ...]
    colour: str = ""


HEAD = ("start by", "planned", "step", "who", "spare")


def table(projection: Projection, page: Page) -> str:
    """Return a plan as lines of text."""
    schedule = projection.schedule
    title = f"{schedule.plan.title}, as of {_day_with_year(schedule)}{_zone(schedule)}"
    lines = [*page.lines(title, DIM), *page.lines(headline(schedule), BOLD)]
    if schedule.steps:
        lines += ["", *_rows(schedule, page), ""]
        for date in _dates(schedule):
            lines += page.lines(_date_line(schedule, date))
    for one in schedule.findings:
        lines += page.lines(f"{LOOK[one.severity]}: {one.sentence}. {one.remedy}")
    if schedule.steps:
        lines += ["", *page.lines(LEGEND)]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def line(projection: Projection, page: Page) -> str:
    """Return how a plan stands on one line."""
    healths = {date.health for date in projection.schedule.critical_dates.values()}
    worst = next((paint for health, paint in HEALTH.items() if health in healths), "")
    return page.painted(headline(projection.schedule), worst)


LOOK = {"error": "Act on", "warning": "Look at", "note": "Note"}
"""How a finding is announced."""

LEGEND = "* critical   = planned   - may move   ! too late   | critical date   spare: working time until it hurts"


def _rows(schedule: Schedule, page: Page) -> list[str]:
    rows = [_row(schedule, one) for one in _ordered(schedule)]
    head = Row(mark=" ", cells=(*HEAD, _scale(schedule)), colour=DIM)
    kept = _columns([head, *rows], page.width)
    widths = {at: max(width_of(row.cells[at]) for row in [head, *rows]) for at in kept}
    return [_line(row, widths, page) for row in [head, *rows]]


def _columns(rows: list[Row], width: int | None) -> list[int]:
    """Return the columns that fit: on a narrow terminal the picture goes first, then who, then the planned dates."""
    kept = list(range(len(HEAD) + 1))
    for leave in (len(HEAD), 3, 1, 4):
        needed = 2 + sum(max(width_of(row.cells[at]) for row in rows) + 2 for at in kept)
        if width is None or needed - 2 <= width:
            break
        kept.remove(leave)
    return kept


def _day_with_year(schedule: Schedule) -> str:
    day = day_of(schedule.as_of)
    said = f"{day_said(day, near=day)} {day.year}"
    return f"{said} {schedule.as_of:%H:%M}" if isinstance(schedule.as_of, datetime) else said


def _zone(schedule: Schedule) -> str:
    return f", times in {schedule.plan.time_zone}" if schedule.unit == "minute" else ""


def _ordered(schedule: Schedule) -> list[ScheduledStep]:
    return sorted(
        schedule.steps.values(), key=lambda one: (day_of(one.planned_start), day_of(one.planned_finish), one.id)
    )


def _dates(schedule: Schedule) -> list[ScheduledDate]:
    return sorted(schedule.critical_dates.values(), key=lambda date: (day_of(date.date), date.id))


def _row(schedule: Schedule, one: ScheduledStep) -> Row:
    c = schedule.run.compiled
    at = c.index[one.id]
    step, done = c.steps[at], c.kind[at] == FINISHED
    cells = (
        "done" if one.health == "done" else "under way" if c.actual_start[at] >= 0 else _said(one.start_by, schedule),
        _planned(one, schedule),
        step.title,
        who(schedule.plan, step),
        _spare(schedule, one),
        _bar(schedule, one),
    )
    return Row(mark="*" if one.critical and not done else " ", cells=cells, colour=HEALTH[one.health])


def _spare(schedule: Schedule, one: ScheduledStep) -> str:
    if one.total_float is None:
        return ""
    if schedule.unit == "day":
        return f"{one.total_float}d"
    hours, minutes = divmod(abs(one.total_float), 60)
    return f"{'-' if one.total_float < 0 else ''}{hours}h{f' {minutes}m' if minutes else ''}"


def _planned(one: ScheduledStep, schedule: Schedule) -> str:
    start, finish = _said(one.planned_start, schedule), _said(one.planned_finish, schedule)
    return start if start == finish else f"{start} - {finish}"


def _said(day: Moment | None, schedule: Schedule) -> str:
    return "" if day is None else day_said(day, near=schedule.as_of)


def _bar(schedule: Schedule, one: ScheduledStep) -> str:
    """Draw the planned days (=), those past the latest safe finish (!), the window (-) and the critical dates (|)."""
    first, last = _span(schedule)

    def column(day: Moment) -> int:
        return round((day_of(day) - first).days * (BAR - 1) / max((last - first).days, 1))

    cells = ["."] * BAR
    for date in schedule.critical_dates.values():
        cells[column(date.date)] = "|"
    end = one.late_finish or one.planned_finish
    for at in range(column(one.early_start), column(end) + 1):
        cells[at] = "-" if cells[at] == "." else cells[at]
    late = one.late_finish is not None and day_of(one.planned_finish) > day_of(one.late_finish)
    for at in range(column(one.planned_start), column(one.planned_finish) + 1):
        cells[at] = "!" if late and at > column(end) else "="
    if late:
        cells[column(one.planned_finish)] = "!"
    return "".join(cells)


def _scale(schedule: Schedule) -> str:
    first, last = (f"{day.day} {MONTHS[day.month - 1]}" for day in _span(schedule))
    return first + last.rjust(BAR - len(first))


def _span(schedule: Schedule) -> tuple[date, date]:
    days = [day_of(date.date) for date in schedule.critical_dates.values()]
    for one in schedule.steps.values():
        known = (one.early_start, one.late_start, one.late_finish, one.planned_start, one.planned_finish)
        days += [day_of(day) for day in known if day is not None]
    return min(days, default=day_of(schedule.as_of)), max(days, default=day_of(schedule.as_of))


def _date_line(schedule: Schedule, date: ScheduledDate) -> str:
    name = "the whole plan" if date.step is None else schedule.run.compiled.steps[_at(schedule, date.step)].title
    due, lands = _said(date.date, schedule), _said(date.forecast, schedule)
    standing = (
        "is done" if date.health == "done" else f"forecast {lands}, at the earliest {_said(date.earliest, schedule)}"
    )
    return f"{name}: due {due}, {standing} ({date.health.replace('_', ' ')})"


def _at(schedule: Schedule, step: str) -> int:
    return schedule.run.compiled.index[step]


def _line(row: Row, widths: dict[int, int], page: Page) -> str:
    text = "  ".join(padded(row.cells[at], width) for at, width in widths.items())
    return page.painted(f"{row.mark} {text}", row.colour)
