"""Slots and freezes made into the places at which a step may begin, or a milestone happen."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import MAXYEAR, datetime, timedelta
from typing import TYPE_CHECKING

from dateutil.relativedelta import relativedelta
from dateutil.rrule import DAILY, MONTHLY, WEEKLY, YEARLY, rrule, rrulestr

from .stretches import kept
from .timeline import MINUTES_A_DAY, Timeline, midnights
from .working_time import Spans, WorkingTime, intersection, merged, without

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .plan import Slots
    from .stretches import Stretches

RHYTHM = datetime(2001, 1, 1)  # noqa: DTZ001 - a Monday on every wall; slots are local
"""Where the rhythm of slots is counted from, unless they name a day of their own."""


TIMES = frozenset({"BYHOUR", "BYMINUTE", "BYSECOND"})
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
LONGEST_RULE = 60
"""Characters of an unreadable rule that a refusal repeats."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Openings:
    """The places, in a step's own working units (instants for a milestone), at which it may begin."""

    forward: Spans
    """Where the next one is looked for."""
    backward: Spans
    """Where the last one is looked for; the same, except beside the freezes of a milestone."""
    timed: bool = False
    """Slots with a time of their own, at which a milestone happens exactly."""
    ends: Spans | None = None
    """Where a milestone happens by the end of a minute in its slot: not where a slot begins; None where all do."""

    def next(self, place: int) -> int:
        """Return the first opening not before a place; IndexError past the horizon."""
        at = bisect_right(self.forward, place, key=_start) - 1
        if at >= 0 and place < self.forward[at][1]:
            return place
        return self.forward[at + 1][0]

    def last(self, place: int) -> int:
        """Return the last opening not after a place; IndexError before the horizon."""
        return _last(self.backward, place)

    def last_end(self, instant: int) -> int:
        """Return the last instant, not after one, by which a milestone happens; IndexError before the horizon."""
        return _last(self.backward if self.ends is None else self.ends, instant)

    def opens(self, place: int) -> bool:
        """Tell whether a step may begin at a place, whether or not that lies in the past."""
        return holds(self.backward, place)

    def around(self, place: int) -> tuple[int, int]:
        """Return the nearest openings before and behind a place; IndexError where there is none."""
        at = bisect_right(self.backward, place, key=_start)
        return self.last(place - 1), place + 1 if self.opens(place + 1) else self.backward[at][0]


def _start(span: tuple[int, int]) -> int:
    return span[0]


def _last(spans: Spans, place: int) -> int:
    at = bisect_right(spans, place, key=_start) - 1
    if at < 0:
        raise IndexError(place)
    return min(place, spans[at][1] - 1)


class Occasions:
    """The openings of a plan's steps; those that several steps share are made once, and all are counted."""

    def __init__(self, timeline: Timeline, freezes: Spans, base: int, stretches: Stretches) -> None:
        """Begin with none made."""
        self._timeline = timeline
        self._freezes = freezes
        self._base = base
        self._stretches = stretches
        self._slots: dict[Slots, Spans] = {}
        # Working times go by their identity: the plan's clocks keep each of them as long as this lives.
        self._worked: dict[tuple[int, Slots | None], Spans] = {}
        self._made: dict[tuple[int, int, Slots | None, bool], Openings] = {}

    def slots(self, slots: Slots) -> Spans:
        """Return when the slots are; raises SlotRuleError with a sentence for a rule that cannot be read."""
        if slots not in self._slots:
            self._slots[slots] = self._counted(slot_spans(self._timeline, slots))
        return self._slots[slots]

    def of_task(self, time: WorkingTime, units: int, slots: Slots | None, *, frozen: bool) -> Openings:
        """Return the working units at which a step of so many units may begin: in a slot, neither end in a freeze."""
        worked = self._worked_slots(time, slots)
        freezes = self._freezes if frozen else ()
        key = (id(time), units if freezes else 0, slots, frozen)
        if key not in self._made:
            self._stretches.make(len(worked) + len(freezes) if freezes else 0)
            self._made[key] = task_openings(time, units, worked, freezes)
        return self._made[key]

    def of_milestone(self, time: WorkingTime, slots: Slots | None, *, frozen: bool) -> Openings:
        """Return the instants at which a milestone may happen: by the end of its day, or at its minute."""
        key = (id(time), -1, slots, frozen)
        if key not in self._made:
            given = None if slots is None else self.slots(slots)
            freezes = self._freezes if frozen else ()
            self._stretches.make(time.stretches + len(given or ()))
            self._made[key] = milestone_openings(self._timeline, time, given, freezes, base=self._base)
        return self._made[key]

    def _worked_slots(self, time: WorkingTime, slots: Slots | None) -> Spans:
        """Return the working units that lie in slots."""
        key = (id(time), slots)
        if key not in self._worked:
            spans: Spans = ((0, time.total),)
            if slots is not None:
                w = time.before
                units = ((w[start], w[end]) for start, end in self.slots(slots))
                spans = merged((first, last) for first, last in units if first < last)
                self._counted(self.slots(slots))
            self._worked[key] = spans
        return self._worked[key]

    def _counted(self, spans: Spans) -> Spans:
        self._stretches.make(len(spans))
        return spans


def task_openings(time: WorkingTime, units: int, spans: Spans, freezes: Spans) -> Openings:
    """Return those of some working units at which a step of so many may begin, so that neither end is in a freeze."""
    w = time.before
    frozen = [(w[start], w[end]) for start, end in freezes]
    frozen += [(start - units + 1, end - units + 1) for start, end in frozen if start < end]
    if frozen:
        spans = without(spans, ((start, end) for start, end in frozen if start < end))
    return Openings(forward=spans, backward=spans)


def milestone_openings(
    timeline: Timeline, time: WorkingTime, slots: Spans | None, freezes: Spans, *, base: int
) -> Openings:
    """Return the instants at which a milestone may happen: by the end of its day, or at its minute."""
    if slots is None:
        return _beside_freezes(timeline, time, freezes, base)
    day = int(timeline.resolution == "day")
    timed = not day and all(end - start == 1 for start, end in slots)
    ends: Spans | None = None
    if day:
        w = time.before
        spans = tuple((day + 1, day + 2) for start, end in slots for day in range(start, end) if w[day + 1] > w[day])
    elif timed:  # the end of a working period is still in it
        spans = intersection(merged((start, end + 1) for start, end in time.spans), slots)
    else:
        worked = intersection(time.spans, slots)
        spans = merged((start, end + 1) for start, end in worked)
        ends = merged((start + 1, end + 1) for start, end in worked)
    frozen = [(start + 1, end + day) for start, end in freezes]
    spans = without(spans, frozen)
    forward = without(spans, [(0, base + day)])
    return Openings(forward=forward, backward=spans, timed=timed, ends=None if ends is None else without(ends, frozen))


def _beside_freezes(timeline: Timeline, time: WorkingTime, freezes: Spans, base: int) -> Openings:
    """Keep a milestone where it is unless a freeze pushes it: to the next working day, backward to the last one before.

    Forward the closed days behind a freeze push too, backward those before it, so that a later bound never gives an
    earlier day. In a day plan a milestone at the base, before which nothing can happen, stands on the day that begins
    there; in a minute plan it may stand at either edge of a freeze.
    """
    everywhere: Spans = ((0, timeline.length + 1),)
    day = int(timeline.resolution == "day")
    pushed = [(start + 1, _landing_after(timeline, time, freezes, end)) for start, end in freezes]
    pulled = [(_landing_before(time, freezes, start) + 1, end + day) for start, end in freezes]
    allowed = without(everywhere, pushed)
    frozen = _holding(freezes, base)
    if frozen is not None and (day or frozen[0] < base):
        allowed = without(allowed, [(base, _landing_after(timeline, time, freezes, frozen[1]))])
    elif _holding(allowed, base) is None:
        allowed = merged((*allowed, (base, base + 1)))
    return Openings(forward=allowed, backward=without(everywhere, pulled))


def _landing_after(timeline: Timeline, time: WorkingTime, freezes: Spans, instant: int) -> int:
    """Return where a milestone lands that a freeze pushes: by the end of the next working day, at the next minute."""
    while True:
        unit = time.begin[time.before[instant]]
        frozen = _holding(freezes, unit)
        if frozen is None:
            return unit + 1 if timeline.resolution == "day" else unit
        instant = frozen[1]


def _landing_before(time: WorkingTime, freezes: Spans, instant: int) -> int:
    """Return where a milestone lands that a freeze pulls: by the end of the last working unit before."""
    while time.before[instant]:
        unit = time.begin[time.before[instant] - 1]
        frozen = _holding(freezes, unit)
        if frozen is None:
            return unit + 1
        instant = frozen[0]
    return 0


def holds(spans: Spans, instant: int) -> bool:
    """Tell whether an instant lies in the stretches."""
    return _holding(spans, instant) is not None


def _holding(spans: Spans, instant: int) -> tuple[int, int] | None:
    at = bisect_right(spans, instant, key=_start) - 1
    return spans[at] if at >= 0 and instant < spans[at][1] else None


class SlotRuleError(ValueError):
    """The rule says no rhythm; the text is a sentence."""


@kept(len)
def slot_spans(timeline: Timeline, slots: Slots) -> Spans:
    """Return the days, or in minute plans the times, on which the slots fall, over the whole horizon.

    Raises SlotRuleError with a sentence for a rule that cannot be read.
    """
    timed = timeline.resolution == "minute" and "BYHOUR" in slots.rule.upper()
    rule = _rule(slots, timed=timed)
    first = datetime(timeline.first.year, timeline.first.month, timeline.first.day)  # noqa: DTZ001 - local, as the rule is
    ahead = (MAXYEAR - timeline.last.year) // CYCLE * CYCLE
    start = _years_later(first, ahead)
    rule = rule.replace(dtstart=_years_later(_in_step(rule, first), ahead))
    stop = start + timedelta(days=timeline.days - 1, hours=23, minutes=59)
    found = [_years_later(moment, -ahead) for moment in rule.between(start, stop, inc=True)]
    if timed:
        minutes = _minutes(timeline, found)
        return merged((minute, minute + 1) for minute in minutes if 0 <= minute < timeline.length)
    days = sorted({moment.date() for moment in found})
    spans = ((max(timeline.begin(day), 0), min(timeline.end(day), timeline.length)) for day in days)
    return tuple(spans)


def _minutes(timeline: Timeline, moments: Iterable[datetime]) -> Iterator[int]:
    """Give the UTC minutes of times in the plan's zone; on days without a change of clocks that is an addition."""
    starts = midnights(timeline.first, timeline.days, timeline.zone)
    first = timeline.first.toordinal()
    for moment in moments:
        day = moment.toordinal() - first
        if starts[day + 1] - starts[day] == MINUTES_A_DAY:
            yield starts[day] + moment.hour * 60 + moment.minute
        else:
            yield timeline.begin(moment)


CYCLE = 400
"""Years after which the calendar, weekdays and all, repeats.

A rule is followed as near to the last year that dates know as whole cycles allow: dateutil looks for the next occasion
up to that year, and a rule that has none would be looked for through eight thousand of them.
"""


def _years_later(moment: datetime, years: int) -> datetime:
    return moment.replace(year=moment.year + years)


def _rule(slots: Slots, *, timed: bool) -> rrule:
    text = slots.rule.removeprefix("RRULE:")
    parts = dict(_part(part) for part in text.split(";"))
    for part in ("COUNT", "UNTIL"):
        if part in parts:
            sentence = f"a rhythm has no end: leave out {part}, the plan's dates decide how many slots matter"
            raise SlotRuleError(sentence)
    if not timed:  # only the days count
        parts = {name: value for name, value in parts.items() if name not in TIMES}
        text = ";".join(f"{name}={value}" for name, value in parts.items())
    times = _many(parts, "BYHOUR") * _many(parts, "BYMINUTE")
    if times > TIMES_A_DAY:
        sentence = f"a day has at most {TIMES_A_DAY} slots, and this rule names {times:,}; leave some out"
        raise SlotRuleError(sentence)
    if "BYSECOND" in parts or not parts.get("INTERVAL", "1").strip().isdigit() or int(parts.get("INTERVAL", "1")) == 0:
        raise SlotRuleError(_unreadable(slots.rule))
    start = slots.start or RHYTHM
    if not isinstance(start, datetime):
        start = datetime(start.year, start.month, start.day)  # noqa: DTZ001
    try:
        rule = rrulestr(text, dtstart=start.replace(tzinfo=None))
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError) as error:
        raise SlotRuleError(_unreadable(slots.rule)) from error
    if not isinstance(rule, rrule) or rule._freq not in {DAILY, WEEKLY, MONTHLY, YEARLY}:  # type: ignore[attr-defined]  # noqa: SLF001
        sentence = "slots fall on days: write one rule with FREQ=DAILY, WEEKLY, MONTHLY or YEARLY"
        raise SlotRuleError(sentence)
    return rule


TIMES_A_DAY = 24
"""Slots of one day: one an hour."""


def _many(parts: dict[str, str], name: str) -> int:
    return parts.get(name, "").count(",") + 1


def _part(part: str) -> tuple[str, str]:
    name, _, value = part.partition("=")
    return name.strip().upper(), value


def _unreadable(text: str) -> str:
    """Say what is wrong with a rule, without a word of the library's own."""
    example = "write for example FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"
    if not text.strip():
        return f"the rule is empty; {example}"
    days = next((part[6:] for part in text.upper().split(";") if part.startswith("BYDAY=")), "")
    for day in filter(None, days.split(",")):
        if day.strip().lstrip("+-0123456789") not in DAYS:
            return f"no day {day.strip()[:20]!r}; days are {', '.join(DAYS[:-1])} and {DAYS[-1]}"
    said = text if len(text) <= LONGEST_RULE else f"{text[:LONGEST_RULE]}..."
    return f"{said!r} is no rule for slots; {example}"


def _in_step(rule: rrule, first: datetime) -> datetime:
    """Return the last beginning of the same rhythm that is not after the horizon's first day."""
    start: datetime = rule._dtstart  # type: ignore[attr-defined]  # noqa: SLF001 - dateutil has no public reader
    every: int = rule._interval  # type: ignore[attr-defined]  # noqa: SLF001
    frequency: int = rule._freq  # type: ignore[attr-defined]  # noqa: SLF001
    if frequency in {DAILY, WEEKLY}:
        days = every * (7 if frequency == WEEKLY else 1)
        return start + timedelta(days=(first - start).days // days * days)
    years = 4 * every  # whole four years keep 29 February
    cycles = (first.year - start.year - 1) // years
    return start + relativedelta(years=cycles * years)
