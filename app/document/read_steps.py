"""Steps of the document as the engine's values."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from scheduler.plan import (
    CUSTOMER,
    NO_PROGRESS,
    SELLER,
    Agreed,
    Blocked,
    Duration,
    Link,
    Meeting,
    PartyId,
    Progress,
    Slots,
    Step,
)

from .durations import in_order, read_length
from .hours import read_time
from .identifiers import read_id

if TYPE_CHECKING:
    from . import wire
    from .frame import Frame
    from .wire import steps as wire_steps

BOTH = "both"

_At = tuple[Literal["steps"], int]


def read_steps(document: wire.PlanDocument, frame: Frame) -> tuple[Step, ...]:
    """Return the steps of a document, one for one."""
    return tuple(_step(written, frame, ("steps", index)) for index, written in enumerate(document.steps))


def without_names(steps: tuple[Step, ...], lost: frozenset[str]) -> tuple[Step, ...]:
    """Return the steps without what they name of the lists that could not be read: they may be there after all."""
    return tuple(_without_names(step, lost) for step in steps)


def _without_names(step: Step, lost: frozenset[str]) -> Step:
    if "phases" in lost:
        step = replace(step, phase=None)
    if "people" in lost or "parties" in lost:
        step = replace(step, owners=())
    if "parties" in lost:
        step = replace(step, side=(SELLER,))
    if "calendars" in lost:
        after = tuple(replace(link, lag_calendar="successor") for link in step.after)
        step = replace(step, calendar=None, after=after)
    # On which calendar it is worked is unclear now, and with it on which days it can be pinned.
    return replace(step, must_start_on=None, must_finish_on=None)


def _step(written: wire_steps.Step, frame: Frame, at: _At) -> Step:
    frame.problems.read(read_id, written.id, *at, "id")
    _check_what_only_people_read(written, frame, at)
    step = Step(
        id=written.id,
        title=written.title,
        phase=written.phase,
        kind=written.kind or "task",
        side=side_of(written),
        owners=tuple(written.owners.items()) if written.owners else (),
        duration=frame.duration(written.duration, *at, "duration"),
        calendar=written.calendar,
        after=tuple(_link(link, frame, (*at, "after", index)) for index, link in enumerate(written.after)),
        start_no_earlier_than=frame.moment(written.start_no_earlier_than, *at, "start_no_earlier_than"),
        finish_no_earlier_than=frame.moment(written.finish_no_earlier_than, *at, "finish_no_earlier_than"),
        start_no_later_than=frame.moment(written.start_no_later_than, *at, "start_no_later_than"),
        finish_no_later_than=frame.moment(written.finish_no_later_than, *at, "finish_no_later_than"),
        must_start_on=frame.moment(written.must_start_on, *at, "must_start_on"),
        must_finish_on=frame.moment(written.must_finish_on, *at, "must_finish_on"),
        slots=_slots(written.slots, frame, at) if written.slots else None,
        anchor=written.anchor,
        meeting=_meeting(written.meeting, frame, at) if written.meeting else None,
        policy=written.policy or "alap",
        agreed=_agreed(written.agreed, frame, *at, "agreed") if written.agreed else None,
        tags=written.tags,
        progress=_progress(written.progress, frame, at) if written.progress else NO_PROGRESS,
    )
    return _harmless(step, frame, at) if frame.problems.touch(*at) else step


def _harmless(step: Step, frame: Frame, at: _At) -> Step:
    """Return a step, parts of which could not be read, so that nothing false can be said about the rest."""
    touch = frame.problems.touch
    if touch(*at, "duration"):
        step = replace(step, duration=Duration(amount=1, unit="d"))
    if touch(*at, "kind"):
        # A gate may have a duration, so that it is neither missing nor too much.
        step = replace(step, kind="gate", anchor=None)
    if touch(*at, "side"):
        step = replace(step, side=(SELLER,))
    if touch(*at, "owners"):
        step = replace(step, owners=())
    if touch(*at, "slots"):
        step = replace(step, slots=None)
    if touch(*at, "progress", "started"):
        step = replace(step, progress=replace(step.progress, remaining=None))
    return replace(step, must_start_on=None, must_finish_on=None)


def side_of(written: wire_steps.Step) -> tuple[PartyId, ...]:
    """Return the parties of a step's side, each once."""
    parties = [party for name in written.side for party in ((SELLER, CUSTOMER) if name == BOTH else (name,))]
    return tuple(dict.fromkeys(parties)) or (SELLER,)


def _link(written: wire_steps.Link, frame: Frame, at: tuple[str | int, ...]) -> Link:
    return Link(
        step=written.step,
        type=written.type or "FS",
        lag=frame.lag(written.lag, *at, "lag"),
        lag_calendar=written.lag_calendar or "successor",
    )


def _slots(written: wire_steps.Slots, frame: Frame, at: _At) -> Slots:
    return Slots(rule=written.rule, start=frame.moment(written.from_, *at, "slots", "from"))


def _meeting(written: wire_steps.Meeting, frame: Frame, at: _At) -> Meeting:
    return Meeting(
        at=frame.problems.read(read_time, written.at, *at, "meeting", "at"),
        length=frame.problems.read(read_length, written.length, *at, "meeting", "length"),
        booking=frame.duration(written.booking, *at, "meeting", "booking"),
    )


def _agreed(written: wire_steps.Agreed, frame: Frame, *path: str | int) -> Agreed:
    start = frame.moment(written.start, *path, "start")
    finish = frame.moment(written.finish, *path, "finish")
    frame.moment(written.on, *path, "on")
    frame.refuse_reversed(start, finish, *path, "finish")
    return Agreed(start=start, finish=finish)


def _progress(written: wire_steps.Progress, frame: Frame, at: _At) -> Progress:
    started = frame.actual(written.started, *at, "progress", "started")
    finished = frame.actual(written.finished, *at, "progress", "finished")
    blocked = None
    if written.blocked is not None:
        since = frame.moment(written.blocked.since, *at, "progress", "blocked", "since")
        blocked = Blocked(since=since, reason=written.blocked.reason or "")
    return Progress(
        started=started,
        finished=finished,
        remaining=frame.duration(written.remaining, *at, "progress", "remaining"),
        blocked=blocked,
        skipped=written.skipped or False,
    )


def _check_what_only_people_read(written: wire_steps.Step, frame: Frame, at: _At) -> None:
    """Tell what is wrong in fields that the engine does not look at."""
    if written.overlap is not None:
        frame.duration(written.overlap, *at, "overlap")
    if written.proposed is not None:
        _agreed(written.proposed, frame, *at, "proposed")
    if written.help is not None:
        frame.moment(written.help.answer_by, *at, "help", "answer_by")
    if written.estimate is not None:
        _check_estimate(written.estimate, frame, at)


def _check_estimate(written: wire_steps.Estimate, frame: Frame, at: _At) -> None:
    read = (
        frame.duration(written.low, *at, "estimate", "low"),
        frame.duration(written.likely, *at, "estimate", "likely"),
        frame.duration(written.high, *at, "estimate", "high"),
    )
    known = [duration for duration in read if duration is not None]
    if not in_order(known):
        order = ", ".join(f"'{duration}'" for duration in known)
        sentence = f"low, likely and high go from short to long, not {order}; put them in order"
        frame.problems.tell("estimate-out-of-order", (*at, "estimate"), sentence)
