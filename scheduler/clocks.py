"""Which working time counts for what: a step's own, its side's, a link's lag, a critical date's buffer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .plan import CUSTOMER, SELLER, Calendar, CalendarId, Duration, Plan, Step
from .refusals import Path, Problem
from .working_time import Absence, WorkingTime, elapsed_time, working_time

if TYPE_CHECKING:
    from .stretches import Stretches
    from .timeline import Timeline

UNITS_IN_MINUTES = {"m": 1, "h": 60, "d": 1440, "w": 7 * 1440}
UNITS_IN_DAYS = {"d": 1, "w": 7}


class Clocks:
    """The working times of one plan, each made once; what cannot be worked at all is a problem."""

    def __init__(self, plan: Plan, timeline: Timeline, stretches: Stretches) -> None:
        """Index the plan's calendars and people by their ids."""
        self._plan = plan
        self._stretches = stretches
        self._timeline = timeline
        self._in_days = timeline.resolution == "day"
        self._calendars = {calendar.id: calendar for calendar in plan.calendars}
        self._people = {person.id: person for person in plan.people}
        self._sometimes_away = {person.id for person in plan.people if person.away}
        self._kept: dict[tuple[tuple[CalendarId, ...], tuple[str, ...]], WorkingTime] = {}
        self._times: dict[object, tuple[WorkingTime, WorkingTime]] = {}
        self.elapsed = elapsed_time(timeline)
        self.problems: list[Problem] = []

    def times(self, step: Step, place: int) -> tuple[WorkingTime, WorkingTime]:
        """Return the time of a step's calendar, and that in which the step itself is worked."""
        duration = step.duration
        key = (step.calendar, step.side, step.owners, duration is not None and duration.elapsed)
        found = self._times.get(key)
        if found is None:
            path = ("steps", place)
            side = self._side(step, path)
            found = side, self._own(step, side, path)
            if side.total and found[1].total:  # what cannot be worked is told of every step
                self._times[key] = found
        return found

    def calendars_of(self, step: Step) -> tuple[CalendarId, ...]:
        """Return the calendars that a step is worked on: the one it names, else its side's."""
        return (step.calendar,) if step.calendar is not None else step.side

    def absent_owners(self, step: Step) -> tuple[str, ...]:
        """Return the owners from the step's own parties who are ever away."""
        absent: tuple[str, ...] = ()
        for party, one in step.owners:
            if one in self._sometimes_away and one not in absent and party in step.side:
                absent += (one,)
        return tuple(sorted(absent)) if len(absent) > 1 else absent

    def _own(self, step: Step, side: WorkingTime, path: Path) -> WorkingTime:
        """Return the time in which a step is worked: its side's, absences of its owners taken out."""
        if step.duration is not None and step.duration.elapsed:
            return self.elapsed
        absent = self.absent_owners(step)
        if not absent or side.total == 0:
            return side
        time = self._time(self.calendars_of(step), absent)
        if time.total == 0:
            sentence = "its owners are away whenever its calendar works; name another owner or change the absences"
            self.problems.append(Problem(code="no-common-time", path=(*path, "owners"), sentence=sentence))
        return time

    def _side(self, step: Step, path: Path) -> WorkingTime:
        """Return the time of a step's calendar, whoever is away."""
        names = self.calendars_of(step)
        time = self._time(names)
        if time.total == 0 and len(names) > 1 and all(self._time((name,)).total for name in names):
            parties = " and ".join(self._plan.party_name(name) for name in names)
            sentence = f"{parties} never work at the same time; change a calendar, or give the step one of its own"
            problem = Problem(code="no-common-time", path=(*path, "side"), sentence=sentence)
            if problem not in self.problems:
                self.problems.append(problem)
        return time

    def named(self, name: CalendarId) -> WorkingTime:
        """Return the time of one calendar, Monday to Friday where the plan says nothing of it."""
        return self._time((name,))

    def both(self) -> WorkingTime:
        """Return the time that the seller and the customer share, for dates of the whole plan."""
        return self._time((SELLER, CUSTOMER))

    def check_calendars(self) -> None:
        """Find the plan's calendars that never work."""
        for name, calendar in self._calendars.items():
            if self.named(name).total == 0:
                sentence = "this calendar has no working time; name at least one working day in its week"
                if any(calendar.week):
                    sentence = (
                        "this calendar has no working time: all its working days are closed; shorten what is closed"
                    )
                self.problems.append(Problem(code="no-working-time", path=("calendars", name), sentence=sentence))

    def units(self, duration: Duration, time: WorkingTime) -> int | None:
        """Return a duration in the plan's unit, `1d` as long as a day of that working time.

        None for hours and minutes in a day plan.
        """
        if self._in_days:
            factor = UNITS_IN_DAYS.get(duration.unit)
            return None if factor is None else duration.amount * factor
        if not duration.elapsed and duration.unit == "d":
            return duration.amount * time.day
        return duration.amount * UNITS_IN_MINUTES[duration.unit]

    def _time(self, names: tuple[CalendarId, ...], absent: tuple[str, ...] = ()) -> WorkingTime:
        key = names, absent
        time = self._kept.get(key)
        if time is None:
            time = self._kept[key] = self._made(names, absent)
            self._stretches.make(time.stretches)
        return time

    def _made(self, names: tuple[CalendarId, ...], absent: tuple[str, ...]) -> WorkingTime:
        """Return the time in which all the calendars work and nobody is absent."""
        people = [self._people[one] for one in absent]
        absences = tuple([Absence(period, one.time_zone) for one in people for period in one.away])
        calendars = tuple([self._calendars.get(name) or Calendar(id="") for name in names])
        if len(names) > 1 and not self._in_days:
            self._stretches.make(sum(self._time((name,)).stretches for name in names))
        return working_time(self._timeline, calendars, absences)
