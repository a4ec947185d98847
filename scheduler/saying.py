"""The parts of an explanation's sentences: a step's dates, what they wait for, what for, and what is in the way."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from .causes import BACKWARD, Cause, Pass
from .compiled import FINISHED, MILESTONE, Compiled
from .obstacles import LONGEST
from .passes import Run, end_of_last_work
from .plan import MONDAY_TO_FRIDAY
from .shown import forward_finish, forward_start, late_finish
from .sweeps import Spans
from .timeline import day_of
from .wording import amount_said, day_said, days_said, duration_said, listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .plan import Link, Moment, PartyId

LIMITS = {
    "start_no_earlier_than": "it may not start before",
    "finish_no_earlier_than": "it may not finish before",
    "start_no_later_than": "it may not start after",
    "finish_no_later_than": "it may not finish after",
    "must_start_on": "it is pinned to",
    "must_finish_on": "it is pinned to finish on",
    "start": "the plan starts on",
}
WORDS = {
    "late": ("must happen by", "must start by", "finish by", "must be done by"),
    "target": ("should happen by", "should start by", "finish by", "should be done by"),
    "planned": ("is planned for", "is planned to start on", "finish on", "is planned for"),
    "early": ("can happen on", "can start on", "finish on", "can be done on"),
}
"""Of a milestone, of a start, of a finish after a start, of both on one day."""


def dates_said(passes: Run, walk: Pass, at: int) -> str:
    """Say a step's dates in one pass: `must start by Mon 7 Dec and finish by Fri 11 Dec (5 working days)`."""
    c = passes.compiled
    start, finish = _ends(passes, walk, at)
    happens, starts, finishes, both = WORDS[walk]
    last = day_said(finish, near=c.as_of)
    if c.units[at] == 0:
        return f"{happens} {last}"
    duration = f" ({takes(c, at)})"
    if c.actual_start[at] >= 0:
        return f"has started and {'must' if walk in BACKWARD else 'can'} {finishes} {last}{duration}"
    if c.timeline.resolution == "day" and start == finish:
        return f"{both} {last}{duration}"
    return f"{starts} {day_said(start, near=c.as_of)} and {finishes} {last}{duration}"


def takes(c: Compiled, at: int) -> str:
    """Say how long a step takes, or what is left of it."""
    duration = c.steps[at].duration
    said = amount_said(c.units[at], c.timeline.resolution, elapsed=duration is not None and duration.elapsed)
    return f"{said} more" if c.actual_start[at] >= 0 else said


def shared_hours(passes: Run, walk: Pass, at: int) -> str:
    """Say how little of a day a step's parties share while it is worked, where each of them works longer."""
    c, spans = passes.compiled, _spans(passes, walk)
    step = c.steps[at]
    elapsed = step.duration is not None and step.duration.elapsed
    if c.timeline.resolution == "day" or len(step.side) == 1 or step.calendar is not None or elapsed or not c.units[at]:
        return ""
    shared = max(_worked(c, at, spans.work[at], spans.finish[at]), default=0)
    if not 0 < shared < min(_usual_day(c, party) for party in step.side):
        return ""
    parties = listed([c.plan.party_name(party) for party in step.side])
    return f"{parties} share at most {amount_said(shared, 'minute')} a day then"


def _worked(c: Compiled, at: int, begin: int, end: int) -> Iterator[int]:
    """Yield how much of each day between two instants is worked."""
    first = c.timeline.day(begin)
    before = c.side[at].before
    for number in range(min((c.timeline.day(end - 1) - first).days, LONGEST) + 1):
        day = first + timedelta(days=number)
        yield before[c.timeline.end(day)] - before[c.timeline.begin(day)]


def _usual_day(c: Compiled, party: PartyId) -> int:
    """Return the shortest working day of a party's week, in minutes."""
    week = next((calendar.week for calendar in c.plan.calendars if calendar.id == party), MONDAY_TO_FRIDAY)
    return min((sum(hours.end - hours.start for hours in day) for day in week if day), default=0)


def of_itself(said: str, title: str) -> str:
    """Say `it` for the step that the sentence is about."""
    for verb in ("is due", "is needed", "should be done", "waits until"):
        if said.startswith(f"{title} {verb}"):
            return f"it {said.removeprefix(f'{title} ')}"
    return said


def because(passes: Run, walk: Pass, cause: Cause) -> str:
    """Say what a step must be done for."""
    c = passes.compiled
    if cause.kind == "link" and cause.step is not None and cause.link is not None:
        return _successor(passes, walk, c.index[cause.step], cause.link)
    if cause.kind in {"critical_date", "buffer"}:
        return _due(c, cause)
    if cause.kind == "wait" and cause.start is not None:
        wanted = "is needed by" if walk == "late" else "should be done by"
        return f"{cause.who} {wanted} {day_said(cause.start, near=c.as_of)}"
    return _limit(c, cause)


def _successor(passes: Run, walk: Pass, other: int, link: Link) -> str:
    c = passes.compiled
    start, finish = _ends(passes, walk, other)
    to_finish = link.type in {"FF", "SF"}
    must = "must" if walk == "late" else "should"
    title, later = c.steps[other].title, ""
    if link.lag is not None and link.lag.amount < 0:
        title += f", which may overlap by {duration_said(link.lag)},"
    elif link.lag is not None:
        later = (
            f", {duration_said(link.lag)} later" if link.type == "SS" else f", with {duration_said(link.lag)} between"
        )
    if c.units[other] == 0:
        return f"{title} {must} happen by {day_said(finish, near=c.as_of)}{later}"
    if to_finish:
        return f"{title} {must} finish by {day_said(finish, near=c.as_of)}{later}"
    if c.actual_start[other] >= 0:
        spans = _spans(passes, walk)
        rest = day_said(c.timeline.shown(spans.start[other]), near=c.as_of)
        return f"the rest of {title} {must} start by {rest}{later}"
    return f"{title} {must} start by {day_said(start, near=c.as_of)}{later}"


def _due(c: Compiled, cause: Cause) -> str:
    date = next(date for date in c.dates if date.source.id == cause.critical_date)
    what = "the whole plan" if date.step is None else c.steps[date.step].title
    due = f"{what} is due on {day_said(date.source.date, near=c.as_of)}"
    if date.source.reason:
        due += f" ({date.source.reason})"
    if cause.kind == "buffer":
        due += f" with {amount_said(cause.amount, c.timeline.resolution)} in reserve"
    return due if cause.constraint is None else f"nobody waits for its finish and {due}"


def after(passes: Run, walk: Pass, cause: Cause) -> str:
    """Say what a step waits for."""
    c = passes.compiled
    if cause.kind == "link" and cause.step is not None and cause.link is not None:
        return _predecessor(passes, walk, c.index[cause.step], cause.link)
    if cause.kind == "as_of":
        return f"{'now' if isinstance(c.as_of, datetime) else 'today'} is {day_said(c.as_of, near=c.as_of)}"
    if cause.kind == "hold" and cause.end is not None:
        why = f" ({cause.reason})" if cause.reason else ""
        return f"the plan is on hold until {day_said(cause.end, near=c.as_of)}{why}"
    if cause.kind == "wait" and cause.start is not None:
        return f"{cause.who} waits until {day_said(cause.start, near=c.as_of)}"
    return _limit(c, cause)


def _predecessor(passes: Run, walk: Pass, other: int, link: Link) -> str:
    c = passes.compiled
    spans = _spans(passes, walk)
    from_start = link.type in {"SS", "SF"}
    day = day_said((forward_start if from_start else forward_finish)(c, spans, other), near=c.as_of)
    event = f"{c.steps[other].title} {_verb(c, other, from_start=from_start)} on {day}"
    lag = link.lag
    if link.type in {"FS", "SS"}:
        if lag is None:
            return event
        said, lie = duration_said(lag), "lies" if lag.amount == 1 else "lie"
        return f"{event} and they may overlap by {said}" if lag.amount < 0 else f"{event} and {said} {lie} between"
    if lag is None:
        return f"it may not finish before {event}"
    if lag.amount < 0:
        return f"it may not finish earlier than {duration_said(lag)} before {event}"
    return f"it may not finish until {duration_said(lag)} after {event}"


def _verb(c: Compiled, other: int, *, from_start: bool) -> str:
    if c.kind[other] == FINISHED or (from_start and c.actual_start[other] >= 0):
        return "started" if from_start and c.units[other] else "was finished"
    if c.units[other] == 0:
        return "happens"
    return "starts" if from_start else "finishes"


def _limit(c: Compiled, cause: Cause) -> str:
    if cause.start is None or cause.constraint is None:
        return "of a limit"
    return f"{LIMITS[cause.constraint]} {day_said(cause.start, near=c.as_of)}"


def obstacle_said(c: Compiled, cause: Cause) -> str:
    """Say what lay in the way; nothing for what is no obstacle."""
    if cause.kind == "slot":
        return _slot(c, cause)
    if cause.kind == "wait" and cause.start is None:
        return f"{cause.who} waits {amount_said(cause.amount, c.timeline.resolution)} in between"
    if cause.start is None or cause.end is None or cause.kind not in {"closure", "absence", "freeze"}:
        return ""
    why = f" ({cause.reason})" if cause.reason else ""
    days = days_said(day_of(cause.start), day_of(cause.end), near=c.as_of)
    if cause.kind == "absence":
        return f"{cause.who} is away {days}{why}"
    are = "is" if day_of(cause.start) == day_of(cause.end) else "are"
    return f"{days} {are} " + (f"closed at {cause.who}{why}" if cause.kind == "closure" else f"frozen{why}")


def _slot(c: Compiled, cause: Cause) -> str:
    if cause.start is None:
        return ""
    day, amount = day_said(cause.start, near=c.as_of), amount_said(cause.amount, c.timeline.resolution)
    if cause.amount < 0:
        return f"the last slot of {cause.who} before that is {day}, {amount} earlier"
    return f"the next slot of {cause.who} is {day}, {amount} later"


def _ends(passes: Run, walk: Pass, at: int) -> tuple[Moment, Moment]:
    """Return a step's dates in a pass as shown; a milestone's late one is the last day on which it may happen."""
    c = passes.compiled
    spans = _spans(passes, walk)
    if walk in BACKWARD and c.kind[at] == MILESTONE:
        if walk == "late":
            day = late_finish(c, spans, passes.planned, at, passes.waits.late) or c.as_of
            return day, day
        end = end_of_last_work(c, at, spans.finish[at])
        day = c.timeline.shown(end - 1 if c.timeline.resolution == "day" else end)
        return day, day
    return forward_start(c, spans, at), forward_finish(c, spans, at)


def _spans(passes: Run, walk: Pass) -> Spans:
    found: Spans = getattr(passes, walk)
    return found
