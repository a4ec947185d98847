"""One step on its way to integers: what it is, how long it takes, and when it may begin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .actuals import actual_dates, check_progress, units_left
from .compiled import ANCHORED, FINISHED, MILESTONE, STARTED, TASK
from .limits import Limits
from .openings import Openings, SlotRuleError
from .plan import NO_PROGRESS

if TYPE_CHECKING:
    from .frame import Frame
    from .plan import Progress, Step
    from .working_time import Spans


class PreparedStep:
    """A step of the plan with everything about it that needs no other step."""

    booking = 0
    openings: Openings | None = None
    timeless_openings: Openings | None = None
    ignored_slots: Openings | None = None
    actual_start = actual_finish = -1

    def __init__(self, frame: Frame, step: Step, place: int) -> None:
        """Read the step; what is wrong with it is noted in the frame."""
        self.frame = frame
        self.step = step
        self.path = path = ("steps", place)
        self.side, self.own = frame.clocks.times(step, place)
        timeless = step.timeless
        self.marks_beginning = timeless and marks_beginning(step)
        """Whether it is a milestone that stands at the begin of a day."""
        self.kind = TASK if not timeless else ANCHORED if self.marks_beginning else MILESTONE
        if step.progress is not NO_PROGRESS:
            self._read_progress(step.progress)
        self.units = self._units(timeless=timeless)
        if step.meeting is not None and step.meeting.booking is not None:
            self.booking = frame.units(step.meeting.booking, self.side, (*path, "meeting", "booking"))
        self._bind()

    def _read_progress(self, progress: Progress) -> None:
        if progress.finished is not None:
            self.kind = FINISHED
        elif progress.skipped:
            self.kind = MILESTONE
        elif progress.started is not None and not self.step.timeless:
            self.kind = STARTED

    def _bind(self) -> None:
        self.limits = Limits(self.frame, self.step, self.path, kind=self.kind, own=self.own, units=self.units)
        if not self.own.total:  # told already, with the calendar that never works
            return
        try:
            self._date()
        except IndexError:
            self._tell(
                "beyond-horizon",
                "",
                "its dates or slots run out of the plan's calendar; look for a duration or a lag that is far too large",
            )

    def _date(self) -> None:
        frame, step = self.frame, self.step
        if step.progress is not NO_PROGRESS:
            check_progress(frame, step, self.path)
        if self.kind == FINISHED:
            dates = actual_dates(frame, step, self.own, self.units, by_begin=self.marks_beginning)
            self.actual_start, self.actual_finish = dates
        elif step.progress.skipped:
            self.units = 0
        elif self.kind == STARTED:
            self._start()
        else:
            self.openings = self.limits.openings = self._openings()
            self.limits.bind()

    def _start(self) -> None:
        frame, started = self.frame, self.step.progress.started
        if started is None or not frame.timeline.covers(started):
            return
        self.actual_start = frame.timeline.begin(started)
        self.units = units_left(frame, self.step, self.own, self.units, self.path)
        if self._slots() is not None:
            self.ignored_slots = frame.occasions.of_task(self.own, 1, self.step.slots, frozen=False)
        self.limits.floor = max(frame.now, frame.hold_end())
        self.limits.cap_finish()

    def _tell(self, code: str, field: str, sentence: str) -> None:
        self.frame.problem(code, (*self.path, field) if field else self.path, sentence)

    def _units(self, *, timeless: bool) -> int:
        step = self.step
        if step.anchor is not None and not timeless:
            self._tell(
                "anchor-not-milestone", "anchor", "only what takes no time can mark a beginning; take 'anchor' out"
            )
        if step.duration is None:
            if not timeless:
                self._tell(
                    "missing-duration",
                    "duration",
                    f"a {step.kind} needs a duration, such as 5d; or make it a milestone",
                )
            return 0
        if step.kind == "milestone":
            cure = (
                f"make it a task or leave {step.duration} out" if step.duration.amount > 0 else "leave the duration out"
            )
            sentence = f"a milestone takes no time; {cure}"
            self._tell("milestone-duration", "duration", sentence)
            return 0
        if step.duration.amount < 1:
            kind = step.kind.replace("_", " ")
            cure = "leave the duration out" if step.kind in {"gate", "value_event"} else "make it a milestone"
            sentence = (
                f"{step.duration} is no duration; write at least one unit, or, if the {kind} takes no time, {cure}"
            )
            self._tell("zero-duration", "duration", sentence)
            return 1
        return self.frame.units(step.duration, self.own, (*self.path, "duration"))

    def _slots(self) -> Spans | None:
        if self.step.slots is None:
            return None
        try:
            return self.frame.occasions.slots(self.step.slots)
        except SlotRuleError as error:
            self._tell("slot-rule", "slots", str(error))
            return None

    def _openings(self) -> Openings | None:
        frame = self.frame
        frozen = bool(frame.freezes) and "change" in self.step.tags
        slots = self._slots()
        if slots is None and not frozen:
            return None
        rule, own = self.step.slots if slots is not None else None, self.own
        if self.kind == MILESTONE:
            found = frame.occasions.of_milestone(own, rule, frozen=frozen)
        else:
            found = frame.occasions.of_task(own, max(self.units, 1), rule, frozen=frozen)
            self.timeless_openings = frame.occasions.of_task(own, 1, rule, frozen=frozen)
        if not found.forward:
            self._tell("no-slot", "slots" if slots is not None else "tags", _without_slot(slots))
            return None
        return found


def marks_beginning(step: Step) -> bool:
    """Tell whether a milestone marks a beginning: it says so, or only predecessors' starts hold it."""
    return step.anchor == "start" or (bool(step.after) and all(link.type in {"SS", "SF"} for link in step.after))


def _without_slot(slots: Spans | None) -> str:
    if slots is None:
        freeze = "a freeze lies on every day on which it could start or finish"
        return f"{freeze}; shorten the freeze or take the tag 'change' out"
    if not slots:
        return "its rule names no day at all; write for example FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"
    return (
        "none of its slots falls on its working time outside the freezes; change the rule, the calendar or the freezes"
    )
