"""What all steps of a plan share while it is compiled: timeline, clocks, freezes, and the problems found so far."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .clocks import Clocks
from .openings import Occasions
from .refusals import Path, Problem, moment_written
from .timeline import Timeline, timeline_of
from .working_time import merged

if TYPE_CHECKING:
    from .plan import Duration, Moment, Plan
    from .stretches import Stretches
    from .working_time import WorkingTime


class Frame:
    """Reads moments and durations of one plan as integers; what cannot be read is noted as a problem with its place."""

    _slipped: Timeline | None = None
    """The horizon around a start that is nowhere near as of."""

    def __init__(self, plan: Plan, as_of: Moment, stretches: Stretches) -> None:
        """Lay out the timeline around the plan's start."""
        self.plan = plan
        self.as_of = as_of
        self.problems: list[Problem] = []
        self.timeline = self._timeline()
        self.clocks = Clocks(plan, self.timeline, stretches)
        self.now = self.begin(as_of, ("as_of",))
        self.base = self._base()
        self.freezes = merged(
            (self.begin(freeze.start, ("freezes", at, "from")), self.end(freeze.end, ("freezes", at, "to")))
            for at, freeze in enumerate(plan.freezes)
        )
        self.occasions = Occasions(self.timeline, self.freezes, self.base, stretches)

    def _timeline(self) -> Timeline:
        """Return the horizon around the plan's start, or around as of where the start is nowhere near that."""
        start, as_of = self.plan.start or self.as_of, self.as_of
        timeline = timeline_of(self.plan.resolution, self.plan.time_zone, start)
        if timeline.covers(as_of):
            return timeline
        sentence = (
            f"{moment_written(start)} is too far from the plan's as_of, {moment_written(as_of)}: its calendar reaches "
            f"from {timeline.first} to {timeline.last}; look for a slip in the year"
        )
        self.problem("beyond-horizon", ("start",), sentence)
        self._slipped = timeline
        return timeline_of(self.plan.resolution, self.plan.time_zone, as_of)

    def problem(self, code: str, path: Path, sentence: str) -> None:
        """Note a problem."""
        self.problems.append(Problem(code=code, path=path, sentence=sentence))

    def begin(self, moment: Moment, path: Path) -> int:
        """Return the instant at which a day begins, or that a time is."""
        return self.timeline.begin(self._covered(moment, path))

    def end(self, moment: Moment, path: Path) -> int:
        """Return the instant at which a day ends, or that a time is."""
        return self.timeline.end(self._covered(moment, path))

    def _covered(self, moment: Moment, path: Path) -> Moment:
        if self.timeline.covers(moment):
            return moment
        if self._slipped is not None and self._slipped.covers(moment):  # told with the start
            return self.as_of
        first, last = self.timeline.first, self.timeline.last
        sentence = (
            f"{moment_written(moment)} lies outside the plan's calendar, {first} to {last}; look for a slip in the year"
        )
        self.problem("beyond-horizon", path, sentence)
        return self.as_of

    def units(self, duration: Duration, time: WorkingTime, path: Path) -> int:
        """Return a duration in the plan's unit."""
        units = self.clocks.units(duration, time)
        if units is not None:
            return units
        sentence = f"a day plan cannot count {duration}; write days, or set 'resolution: minute'"
        self.problem("unit-in-day-plan", path, sentence)
        return duration.amount

    def _base(self) -> int:
        base = self.now
        if self.plan.start is not None:
            base = max(base, self.begin(self.plan.start, ("start",)))
        return max(base, self.hold_end())

    @property
    def held(self) -> bool:
        """Whether the plan is on hold at the as-of instant."""
        hold = self.plan.hold
        if hold is None or self.begin(hold.since, ("hold", "since")) > self.now:
            return False
        return hold.until is None or self.begin(hold.until, ("hold", "until")) > self.now

    def hold_end(self) -> int:
        """Return the instant at which a held plan resumes; 0 where it is not held or nobody knows."""
        hold = self.plan.hold
        return self.timeline.begin(hold.until) if hold is not None and hold.until is not None and self.held else 0
