"""Limits and pins of a step as instants: floors, caps, and the days on which it cannot be pinned."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from .compiled import ANCHORED, MILESTONE, NEVER, STARTED, TASK, Limit
from .refusals import moment_written

if TYPE_CHECKING:
    from .frame import Frame
    from .openings import Openings
    from .plan import Moment, Step
    from .refusals import Path
    from .working_time import WorkingTime


class Limits:
    """What binds one step beside its links."""

    def __init__(
        self,
        frame: Frame,
        step: Step,
        path: Path,
        *,
        kind: int,
        own: WorkingTime,
        units: int,
    ) -> None:
        """Begin with what binds every step: the base."""
        self.frame = frame
        self.step = step
        self.path = path
        self.kind = kind
        self.own = own
        self.units = units
        self.openings: Openings | None = None
        """Slots and freezes, which a pin has to fit; set before `bind`."""
        self.floor, self.finish_floor = frame.base, 0
        self.start_cap = self.finish_cap = NEVER
        self.lower: tuple[Limit, ...] = ()
        self.upper: tuple[Limit, ...] = ()

    def bind(self) -> None:
        """Gather the limits and pins, each as an instant, and fold them into floors and caps."""
        step = self.step
        for name in ("start_no_earlier_than", "finish_no_earlier_than", "start_no_later_than"):
            moment: Moment | None = getattr(step, name)
            if moment is not None:
                self._limit(name, self._bound(moment, name))
        self.cap_finish()
        if step.must_start_on is not None:
            self._limit("must_start_on", self._pin_start(step.must_start_on, "must_start_on"))
        if step.must_finish_on is not None:
            self._limit("must_finish_on", self._pin_finish(step.must_finish_on))
        if self.kind != TASK:
            self.floor, self.finish_floor = max(self.floor, self.finish_floor), 0

    def cap_finish(self) -> None:
        """Gather what binds a finish late; of a started step its finish pin too."""
        names = ("finish_no_later_than", "must_finish_on") if self.kind == STARTED else ("finish_no_later_than",)
        for name in names:
            moment: Moment | None = getattr(self.step, name)
            if moment is not None:
                limit = Limit(name, self._bound(moment, name), on_finish=True)
                self.upper += (limit,)
                self.finish_cap = min(self.finish_cap, limit.instant)

    def _limit(self, name: str, instant: int) -> None:
        limit = Limit(name, instant, on_finish="finish" in name)
        if "later" not in name:
            self.lower += (limit,)
            if limit.on_finish:
                self.finish_floor = max(self.finish_floor, instant)
            else:
                self.floor = max(self.floor, instant)
        if "earlier" not in name:
            self.upper += (limit,)
            if limit.on_finish:
                self.finish_cap = min(self.finish_cap, instant)
            else:
                self.start_cap = min(self.start_cap, instant)

    def _bound(self, moment: Moment, name: str) -> int:
        """Return what a date means: to a task's start its begin, to a finish or a milestone its end.

        A bare day in a minute plan is the whole day: from its begin on, or until its end.
        """
        path = (*self.path, name)
        if self._bare(moment):
            return self._bare_bound(moment, name, path)
        if self.kind == ANCHORED or (self.kind != MILESTONE and "start" in name):
            return self.frame.begin(moment, path)
        return self.frame.end(moment, path)

    def _bare_bound(self, moment: Moment, name: str, path: Path) -> int:
        begin, end = self.frame.begin(moment, path), self.frame.end(moment, path)
        if "earlier" in name:
            return begin
        if name == "must_start_on" or self.kind == ANCHORED:
            return self.own.first_between(begin, end)
        if name == "must_finish_on":
            last = self.own.before[end] - 1
            return self.own.begin[last] + 1 if last >= self.own.before[begin] else end
        return end - 1 if self.kind == TASK and "start" in name else end

    def _bare(self, moment: Moment) -> bool:
        """Tell whether a moment of a minute plan is a day without a time."""
        return self.frame.timeline.resolution == "minute" and not isinstance(moment, datetime)

    def _pin_start(self, moment: Moment, name: str) -> int:
        instant = self._bound(moment, name)
        if self.kind == MILESTONE:
            return self._milestone_pin(moment, instant, name)
        w, d = self.own.before, self.own.begin
        stop = self.frame.timeline.end(moment) if self._bare(moment) else instant + 1
        place = w[instant]
        if w[stop] == place or not self._opens(place):
            self._refuse_pin(name, "start", moment, place, w[stop])
            return instant
        return d[place]

    def _pin_finish(self, moment: Moment) -> int:
        name = "must_finish_on"
        if self.kind == ANCHORED:
            return self._pin_start(moment, name)
        instant = self._bound(moment, name)
        if self.kind == MILESTONE:
            return self._milestone_pin(moment, instant, name)
        w, d = self.own.before, self.own.begin
        since = self.frame.timeline.begin(moment) if self._bare(moment) else instant - 1
        last = w[instant] - 1
        place = last + 1 - self.units
        if w[since] > last or not self._opens(place):
            worked = w[since] <= last
            self._refuse_pin(name, "finish", moment, place if worked else place + 1, place + 1)
            return instant
        return d[last] + 1

    def _opens(self, place: int) -> bool:
        return place >= 0 and (self.openings is None or self.openings.opens(place))

    def _milestone_pin(self, moment: Moment, instant: int, name: str) -> int:
        if self.openings is not None and not self.openings.opens(instant):
            earlier, later = self.openings.around(instant)
            day = int(self.frame.timeline.resolution == "day")  # which ends where the milestone stands
            self._tell_pin(name, "happen", moment, earlier - max(day, self._bare(moment)), later - day)
        return instant

    def _refuse_pin(self, name: str, verb: str, moment: Moment, before: int, after: int) -> None:
        """Name the nearest that the step can start (finish): before one working unit, and from another on."""
        d, openings = self.own.begin, self.openings
        earlier, later = max(before - 1, 0), max(after, 0)
        if openings is not None:
            earlier, later = openings.last(earlier), openings.next(later)
        if verb == "start":
            self._tell_pin(name, verb, moment, d[earlier], d[later])
        else:
            end, last = int(isinstance(moment, datetime)), self.units - 1  # a day is finished on, a time is the end
            self._tell_pin(name, verb, moment, d[earlier + last] + end, d[later + last] + end)

    def _tell_pin(self, name: str, verb: str, moment: Moment, earlier: int, later: int) -> None:
        nearest = " and ".join(moment_written(self._on_the_wall(instant, like=moment)) for instant in (earlier, later))
        on, when = ("at", "times at") if isinstance(moment, datetime) else ("on", "days on")
        sentence = f"it cannot {verb} {on} {moment_written(moment)}; the nearest {when} which it can are {nearest}"
        self.frame.problem("impossible-pin", (*self.path, name), sentence)

    def _on_the_wall(self, instant: int, *, like: Moment) -> Moment:
        """Return an instant as the plan's own clocks show it: a time if a time was asked for, else its day."""
        if isinstance(like, datetime):
            return self.frame.timeline.time(instant).replace(tzinfo=None)
        return self.frame.timeline.day(instant)
