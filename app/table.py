"""A schedule as a table for the terminal: the one sentence first, then every step with its latest safe start."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scheduler.compiled import FINISHED
from scheduler.headline import headline
from scheduler.timeline import day_of
from scheduler.wording import MONTHS, day_said

if TYPE_CHECKING:
    from datetime import date

    from scheduler.plan import Moment, Step
    from scheduler.schedule import Schedule, ScheduledDate, ScheduledStep

BAR = 24
"""Columns of the small picture of each step."""

RED, YELLOW, GREEN, BOLD, DIM, PLAIN = "\x1b[31m", "\x1b[33m", "\x1b[32m", "\x1b[1m", "\x1b[2m", "\x1b[0m"
COLOURS = {"late": RED, "blocked": RED, "at_risk": YELLOW, "on_track": GREEN, "done": DIM, "on_hold": DIM}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of the table, each cell as it is printed."""

    mark: str
    cells: tuple[str, ...]
    colour: str = ""


HEAD = ("start by", "planned", "step", "who", "spare")


def table(schedule: Schedule, *, colour: bool) -> str:
    """Return the schedule as lines of text; `colour` is for terminals only."""
    rows = [_row(schedule, one) for one in _ordered(schedule)]
    head = Row(mark=" ", cells=(*HEAD, _scale(schedule)), colour=DIM)
    widths = [max(len(row.cells[at]) for row in [head, *rows]) for at in range(len(head.cells))]
    title = f"{schedule.plan.title}, as of {day_said(schedule.as_of, near=schedule.as_of)} {schedule.as_of.year}"
    lines = [_painted(title, DIM, colour=colour), _painted(headline(schedule), BOLD, colour=colour), ""]
    lines += [_line(head, widths, colour=colour)]
    lines += [_line(row, widths, colour=colour) for row in rows]
    lines += ["", *(_date_line(schedule, date) for date in _dates(schedule))]
    findings = [f"{one.severity}: {one.sentence}. {one.remedy}" for one in schedule.findings]
    lines += ["", *findings] if findings else []
    lines += ["", "* on the critical path   = planned   - may move   | critical date"] if rows else []
    return "\n".join(line.rstrip() for line in lines) + "\n"


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
        _who(schedule, step),
        "" if one.total_float is None else f"{one.total_float}{'d' if schedule.unit == 'day' else 'm'}",
        _bar(schedule, one),
    )
    return Row(mark="*" if one.critical and not done else " ", cells=cells, colour=COLOURS[one.health])


def _planned(one: ScheduledStep, schedule: Schedule) -> str:
    start, finish = _said(one.planned_start, schedule), _said(one.planned_finish, schedule)
    return start if start == finish else f"{start} - {finish}"


def _said(day: Moment | None, schedule: Schedule) -> str:
    return "" if day is None else day_said(day, near=schedule.as_of)


def _who(schedule: Schedule, step: Step) -> str:
    people = {person.id: person.name or person.role or person.id for person in schedule.plan.people}
    owners = [people[owner] for party, owner in step.owners if party in step.side and owner in people]
    return ", ".join(owners) or " and ".join(schedule.plan.party_name(party) for party in step.side)


def _bar(schedule: Schedule, one: ScheduledStep) -> str:
    """Draw the planned days (=), the window in which the step may move (-) and the critical dates (|)."""
    first, last = _span(schedule)

    def column(day: Moment) -> int:
        return round((day_of(day) - first).days * (BAR - 1) / max((last - first).days, 1))

    cells = ["."] * BAR
    for date in schedule.critical_dates.values():
        cells[column(date.date)] = "|"
    ends = [one.early_start, *([] if one.late_finish is None else [one.late_finish])]
    for at in range(min(map(column, ends)), max(map(column, ends)) + 1):
        cells[at] = "-" if cells[at] == "." else cells[at]
    for at in range(column(one.planned_start), column(one.planned_finish) + 1):
        cells[at] = "="
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


def _line(row: Row, widths: list[int], *, colour: bool) -> str:
    text = "  ".join(cell.ljust(width) for cell, width in zip(row.cells, widths, strict=True))
    return _painted(f"{row.mark} {text}", row.colour, colour=colour)


def _painted(text: str, paint: str, *, colour: bool) -> str:
    return f"{paint}{text}{PLAIN}" if colour and paint else text
