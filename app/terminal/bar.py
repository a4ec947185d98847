"""The small picture of a step in the table: when it is planned, how far it may move, where the critical dates lie."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from scheduler.wording import day_said

if TYPE_CHECKING:
    from scheduler.plan import Moment
    from scheduler.schedule import Schedule, ScheduledStep

    from .page import Page

BAR = 24
"""Its columns."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """The days from the first to the last that a table shows, laid over the columns of its pictures."""

    schedule: Schedule
    first: int
    last: int
    empty: tuple[str, ...]
    """The picture of no step: dots, and the critical dates."""

    @property
    def title(self) -> str:
        """The first and the last day."""
        timeline = self.schedule.run.compiled.timeline
        days = (day_said(timeline.day(at), near=self.schedule.as_of) for at in (self.first, self.last))
        begin, end = (said.partition(" ")[2] for said in days)  # the weekday is left out
        return begin + end.rjust(BAR - len(begin))

    def column(self, moment: Moment) -> int:
        """Return where a moment is drawn."""
        return _column(place(self.schedule, moment), self.first, self.last)


def axis_of(schedule: Schedule) -> Axis:
    """Return the axis of a plan's pictures."""
    dates = [place(schedule, date.date) for date in schedule.critical_dates.values()]
    steps = (place(schedule, moment) for one in schedule.steps.values() for moment in _shown(one) if moment is not None)
    places = [*dates, *steps]
    first, last = min(places), max(places)
    empty = ["."] * BAR
    for at in dates:
        empty[_column(at, first, last)] = "|"
    return Axis(schedule=schedule, first=first, last=last, empty=tuple(empty))


def _shown(one: ScheduledStep) -> tuple[Moment | None, ...]:
    return one.early_start, one.late_start, one.late_finish, one.planned_start, one.planned_finish


def _column(at: int, first: int, last: int) -> int:
    return round((at - first) * (BAR - 1) / max(last - first, 1))


def bar(axis: Axis, one: ScheduledStep, page: Page) -> str:
    """Draw the planned days (=), those past the latest safe finish (!), the window (-) and the critical dates (|)."""
    cells, compiled = [*axis.empty], axis.schedule.run.compiled
    if compiled.steps[compiled.index[one.id]].progress.skipped:
        return _drawn(cells, page)
    end = axis.column(one.late_finish or one.planned_finish)
    for at in range(axis.column(one.early_start), end + 1):
        cells[at] = "-" if cells[at] == "." else cells[at]
    planned = place(axis.schedule, one.planned_finish)
    late = one.late_finish is not None and planned > place(axis.schedule, one.late_finish)
    for at in range(axis.column(one.planned_start), axis.column(one.planned_finish) + 1):
        cells[at] = "!" if late and at > end else "="
    if late:
        cells[axis.column(one.planned_finish)] = "!"
    return _drawn(cells, page)


def _drawn(cells: list[str], page: Page) -> str:
    drawn = "".join(cells)
    return drawn.translate(BLOCKS) if page.blocks else drawn


BLOCKS = str.maketrans("=-.|", "\N{FULL BLOCK}\N{LIGHT SHADE}\N{MIDDLE DOT}\N{BOX DRAWINGS LIGHT VERTICAL}")


def place(schedule: Schedule, moment: Moment) -> int:
    """Return where a moment lies: its day, or in minute plans its minute, of a day without a time the last one."""
    last = 0 if isinstance(moment, datetime) else 1
    return schedule.run.compiled.timeline.end(moment) - last
