"""The small picture of a step in the table: when it is planned, how far it may move, where the critical dates lie."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from scheduler.wording import day_said

if TYPE_CHECKING:
    from scheduler.plan import Moment
    from scheduler.schedule import Schedule, ScheduledStep

    from .page import Page

BAR = 24
"""Its columns."""


def bar(schedule: Schedule, one: ScheduledStep, page: Page) -> str:
    """Draw the planned days (=), those past the latest safe finish (!), the window (-) and the critical dates (|)."""
    first, last = _span(schedule)
    at_place = partial(place, schedule)

    def column(moment: Moment) -> int:
        return round((at_place(moment) - first) * (BAR - 1) / max(last - first, 1))

    cells = ["."] * BAR
    for date in schedule.critical_dates.values():
        cells[column(date.date)] = "|"
    if schedule.run.compiled.steps[schedule.run.compiled.index[one.id]].progress.skipped:
        return _drawn(cells, page)
    end = one.late_finish or one.planned_finish
    for at in range(column(one.early_start), column(end) + 1):
        cells[at] = "-" if cells[at] == "." else cells[at]
    late = one.late_finish is not None and at_place(one.planned_finish) > at_place(one.late_finish)
    for at in range(column(one.planned_start), column(one.planned_finish) + 1):
        cells[at] = "!" if late and at > column(end) else "="
    if late:
        cells[column(one.planned_finish)] = "!"
    return _drawn(cells, page)


def _drawn(cells: list[str], page: Page) -> str:
    drawn = "".join(cells)
    return drawn.translate(BLOCKS) if page.blocks else drawn


BLOCKS = str.maketrans("=-.|", "\N{FULL BLOCK}\N{LIGHT SHADE}\N{MIDDLE DOT}\N{BOX DRAWINGS LIGHT VERTICAL}")


def place(schedule: Schedule, moment: Moment) -> int:
    """Return where a moment lies: its day, or in minute plans its minute, of a day without a time the last one."""
    last = 0 if isinstance(moment, datetime) else 1
    return schedule.run.compiled.timeline.end(moment) - last


def scale(schedule: Schedule) -> str:
    """Return the first and the last day of the picture, as its title."""
    timeline = schedule.run.compiled.timeline
    days = (day_said(timeline.day(at), near=schedule.as_of) for at in _span(schedule))
    begin, end = (said.partition(" ")[2] for said in days)  # the weekday is left out
    return begin + end.rjust(BAR - len(begin))


def _span(schedule: Schedule) -> tuple[int, int]:
    moments = [date.date for date in schedule.critical_dates.values()]
    for one in schedule.steps.values():
        known = (one.early_start, one.late_start, one.late_finish, one.planned_start, one.planned_finish)
        moments += [moment for moment in known if moment is not None]
    places = [place(schedule, moment) for moment in moments]
    return min(places), max(places)
