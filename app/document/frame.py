"""What all parts of a plan are read within: the plan's unit, its zone, and the problems told so far."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from .durations import read_duration
from .moments import day_of, ends_before, read_day, read_moment

if TYPE_CHECKING:
    from datetime import date

    from scheduler.plan import Duration, Moment

    from .problems import Problems


class Frame:
    """Reads values at their places; what is wrong is told, and nothing comes back for it."""

    def __init__(self, problems: Problems, *, day_plan: bool, zone: str) -> None:
        """Keep what is told, and whether the plan counts in days, which is not assumed where that is unclear."""
        self.problems = problems
        self.day_plan = day_plan
        self.zone = zone
        self.actuals: list[date] = []
        """The days on which something happened, as far as they are known."""
        self._read_moment = partial(read_moment, day_plan=day_plan)
        self._read_duration = partial(read_duration, day_plan=day_plan)
        self._read_lag = partial(read_duration, day_plan=day_plan, lead=True)

    def moment(self, written: str | None, *path: str | int) -> Moment | None:
        """Return a day, or in minute plans a time."""
        return None if written is None else self.problems.read(self._read_moment, written, *path)

    def actual(self, written: str | None, *path: str | int) -> Moment | None:
        """Return a day or time on which something happened."""
        moment = self.moment(written, *path)
        if moment is not None:
            self.actuals.append(day_of(moment))
        return moment

    def day(self, written: str | None, *path: str | int) -> date | None:
        """Return a day."""
        return self.problems.read(read_day, written, *path)

    def duration(self, written: str | None, *path: str | int) -> Duration | None:
        """Return a duration."""
        return None if written is None else self.problems.read(self._read_duration, written, *path)

    def lag(self, written: str | None, *path: str | int) -> Duration | None:
        """Return a duration that may be negative."""
        return None if written is None else self.problems.read(self._read_lag, written, *path)

    def refuse_reversed(self, start: Moment | None, end: Moment | None, *path: str | int) -> None:
        """Tell that an end, whose place is given, lies before its beginning."""
        if start is not None and end is not None and ends_before(start, end, self.zone):
            sentence = f"{_text(end)} is before {_text(start)}, where it begins; swap them or mend one"
            self.problems.tell("ends-before-it-begins", path, sentence)


def _text(moment: Moment) -> str:
    return moment.isoformat(" ", "minutes") if isinstance(moment, datetime) else moment.isoformat()
