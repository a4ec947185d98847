"""The steps of a plan on their way to integers: a list for each trait, and a prepared step where one says more.

Nearly all steps say no more than who does them, how long they take and what they wait for. They get no object of their
own: a plan is compiled whenever it is read, and objects are most of what that costs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .compiled import ANCHORED, MILESTONE, TASK
from .plan import NO_PROGRESS
from .prepared import PreparedStep, marks_beginning

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .frame import Frame
    from .plan import Step
    from .working_time import WorkingTime

Traits = tuple[int, int, "WorkingTime", "WorkingTime", bool, int]
"""Of one step: kind, units, its side's time, its own, whether it marks a beginning, units to book it ahead."""


class Layout(NamedTuple):
    """The steps in some order, each list by it."""

    steps: list[Step]
    places: Sequence[int]
    """Where each stands in the plan."""
    kind: list[int]
    units: list[int]
    side: list[WorkingTime]
    own: list[WorkingTime]
    marks_beginning: list[bool]
    booking: list[int]
    special: dict[int, PreparedStep]
    """Those that say more, or something wrong."""


def laid_out(frame: Frame, places: Sequence[int]) -> Layout:
    """Return the steps of a plan in the order of their places; what is wrong with one is noted in the frame."""
    steps = [frame.plan.steps[place] for place in places]
    special: dict[int, PreparedStep] = {}
    rows: list[Traits] = []
    for at, step in enumerate(steps):
        traits = None if _says_more(step, frame) else _traits(frame, step, places[at])
        if traits is None:
            one = special[at] = PreparedStep(frame, step, places[at])
            traits = one.kind, one.units, one.side, one.own, one.marks_beginning, one.booking
        rows.append(traits)
    kind, units, side, own, beginning, booking = map(list, zip(*rows, strict=True)) if rows else ([] for _ in range(6))
    return Layout(
        steps=steps,
        places=places,
        kind=kind,
        units=units,
        side=side,
        own=own,
        marks_beginning=beginning,
        booking=booking,
        special=special,
    )


def _says_more(step: Step, frame: Frame) -> bool:
    """Tell whether limits, pins, slots, freezes or what has happened bear on a step."""
    return (
        step.progress is not NO_PROGRESS
        or step.slots is not None
        or step.start_no_earlier_than is not None
        or step.finish_no_earlier_than is not None
        or step.start_no_later_than is not None
        or step.finish_no_later_than is not None
        or step.must_start_on is not None
        or step.must_finish_on is not None
        or (bool(frame.freezes) and "change" in step.tags)
    )


def _traits(frame: Frame, step: Step, place: int) -> Traits | None:
    """Return the traits of a step that says no more; None where anything is wrong with it."""
    clocks, duration, meeting = frame.clocks, step.duration, step.meeting
    side, own = clocks.times(step, place)
    units: int | None = 0
    if duration is None:
        sound, beginning = step.timeless, marks_beginning(step)
        kind = ANCHORED if beginning else MILESTONE
    else:
        sound = duration.amount > 0 and step.kind != "milestone" and step.anchor is None
        units, beginning, kind = clocks.units(duration, own), False, TASK
    booking = 0 if meeting is None or meeting.booking is None else clocks.units(meeting.booking, side)
    if not sound or units is None or booking is None or not own.total:
        return None
    return kind, units, side, own, beginning, booking
