"""Turn a plan document into the plan that the passes see (sections 1 and 3 of the contract)."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from .book import CalendarBook
from .lengths import is_elapsed, read_length
from .lines import DayLine, Line
from .minutes import MinuteLine
from .plan import FINISHED, OPEN, SKIPPED, STARTED, CriticalDate, Limits, Link, Plan, Step
from .worktime import WorkTime

_NO_TIME_KINDS = {"milestone", "gate", "value_event"}


def read(document: Mapping[str, Any], as_of: str, margin: int) -> Plan:
    """Compile a document; calendars reach `margin` days beyond the dates it names."""
    line = line_of(document, as_of, margin)
    book = CalendarBook(document, line)
    at = line.begin(as_of)
    steps = {raw["id"]: _Reader(book, line, raw, at).step() for raw in _in_order(document["steps"])}
    hold = document.get("hold") or {}
    held = bool(hold) and line.begin(hold["since"]) <= at and (not hold.get("until") or line.begin(hold["until"]) > at)
    floors = {"as_of": at}
    if document.get("start"):
        floors["start"] = line.begin(document["start"])
    if held and hold.get("until"):
        floors["hold"] = line.begin(hold["until"])
    threshold = read_length(document.get("critical_threshold", 0), per_day=book.joint(["seller"]).per_day)
    return Plan(
        line=line,
        as_of=at,
        floors=floors,
        held=held,
        threshold=threshold.units,
        steps=steps,
        links=[link for raw in document["steps"] for link in _links(book, raw, steps)],
        dates=sorted(
            (_date(book, line, raw, steps) for raw in document.get("critical_dates") or []), key=lambda d: d.id
        ),
    )


def line_of(document: Mapping[str, Any], as_of: str, margin: int) -> Line:
    """Lay out the line that a document's dates need, `margin` days further at both ends."""
    named = [*_dates_in([document.get(key) for key in ("start", "critical_dates", "steps", "hold")]), _day(as_of)]
    first, last = min(named) - timedelta(days=margin), max(named) + timedelta(days=margin)
    if document.get("resolution", "day") == "minute":
        return MinuteLine(first, last, document.get("time_zone") or "UTC")
    return DayLine(first, last)


def _dates_in(value: object) -> Iterator[date]:
    if isinstance(value, Mapping):
        value = [inner for key, inner in value.items() if key not in {"cost_of_delay", "confirmed", "slots"}]
    if isinstance(value, list):
        for inner in value:
            yield from _dates_in(inner)
    elif isinstance(value, str) and len(value) >= 10 and value[4] == value[7] == "-" and value[:4].isdigit():
        yield _day(value)


def _day(text: str) -> date:
    return date.fromisoformat(text[:10])


def _predecessors(raw: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [link if isinstance(link, Mapping) else {"step": link} for link in raw.get("after") or []]


def _in_order(raws: list[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Sort steps so that predecessors come first."""
    left = {raw["id"]: raw for raw in raws}
    ordered: list[Mapping[str, Any]] = []
    while left:
        ready = [raw for raw in left.values() if not any(link["step"] in left for link in _predecessors(raw))]
        if not ready:
            raise ValueError(sorted(left))
        ordered.extend(left.pop(raw["id"]) for raw in ready)
    return ordered


def _links(book: CalendarBook, raw: Mapping[str, Any], steps: Mapping[str, Step]) -> Iterator[Link]:
    after = steps[raw["id"]]
    for link in _predecessors(raw):
        before = steps[link["step"]]
        name = link.get("lag_calendar", "successor")
        calendar = {"successor": after.plain, "predecessor": before.plain}.get(name) or book.joint([name])
        yield Link(
            before=before.id,
            after=after.id,
            kind=link.get("type", "FS"),
            lag=read_length(link.get("lag", 0), per_day=calendar.per_day),
            calendar=calendar,
        )


def _date(book: CalendarBook, line: Line, raw: Mapping[str, Any], steps: Mapping[str, Step]) -> CriticalDate:
    bound = raw.get("step")
    work = steps[bound].own if bound else book.joint(["seller", "customer"])
    buffer = read_length(raw.get("buffer") or 0, per_day=work.per_day)
    return CriticalDate(
        id=raw["id"],
        step=bound,
        text=raw["date"],
        end=line.end(raw["date"]),
        buffer=buffer,
        calendar=line.elapsed() if buffer.elapsed else work,
        closed=line.closed_day(raw["date"], work),
    )


class _Reader:
    """Reads one step."""

    def __init__(self, book: CalendarBook, line: Line, raw: Mapping[str, Any], as_of: int) -> None:
        self.book = book
        self.line = line
        self.raw = raw
        self.as_of = as_of
        progress = raw.get("progress") or {}
        self.progress = progress
        self.state = next(
            (name for name in (FINISHED, SKIPPED, STARTED) if progress.get(name)),
            OPEN,
        )
        self.timeless = raw.get("kind", "task") in _NO_TIME_KINDS and not raw.get("duration")
        self.anchored = self.timeless and self.state != SKIPPED and self._anchor()

    def step(self) -> Step:
        """Compile it."""
        raw, progress = self.raw, self.progress
        plain = self.book.plain(raw)
        elapsed = not self.timeless and is_elapsed(raw["duration"])
        own = self.line.elapsed() if elapsed else self.book.own(raw)
        units = 0 if self.timeless else self._length(raw["duration"], plain)
        started, finished = self._actuals(own, units)
        open_ = self.state != SKIPPED
        booking = (raw.get("meeting") or {}).get("booking") if raw.get("kind") == "meeting" else None
        return Step(
            id=raw["id"],
            kind=raw.get("kind", "task"),
            state=self.state,
            point=self.timeless or not open_,
            anchored=self.anchored,
            own=own,
            plain=plain,
            units=units if open_ else 0,
            rest=self._rest(own, plain, units, started) if self.state == STARTED else units,
            started=started,
            finished=finished,
            limits=self._limits(own) if open_ else Limits(),
            slot=self._slots(own) if raw.get("slots") and open_ else None,
            sharp=bool(raw.get("slots") and self.state != SKIPPED and self.line.sharp(raw["slots"])),
            fine=self.line.unit == "minute",
            frozen=self.book.frozen if "change" in (raw.get("tags") or []) and open_ else None,
            asap=raw.get("policy") == "asap",
            blocked=bool(progress.get("blocked")),
            booking=read_length(booking, per_day=plain.per_day) if booking else None,
        )

    def _slots(self, own: WorkTime) -> WorkTime:
        return self.line.slots(self.raw["slots"], own, resting=self.timeless and not self.anchored)

    def _anchor(self) -> bool:
        if "anchor" in self.raw:
            return bool(self.raw["anchor"] == "start")
        kinds = [link.get("type", "FS") for link in _predecessors(self.raw)]
        return bool(kinds) and all(kind in {"SS", "SF"} for kind in kinds)

    @staticmethod
    def _length(text: str, plain: WorkTime) -> int:
        return read_length(text, per_day=plain.per_day).units

    def _actuals(self, own: WorkTime, units: int) -> tuple[int | None, int | None]:
        """Read actual dates; without a start a finished step began its duration before (rule 3.16)."""
        started = self.progress.get("started")
        begun = self.line.begin(started) if started else None
        if self.state != FINISHED:
            return begun, None
        done = self.progress["finished"]
        if self.timeless:
            at = self.line.begin(done) if self.anchored else self.line.actual_point(done)
            return at, at
        ended = self.line.end(done)
        return (own.begin_before(ended, max(units, 1)) if begun is None else begun), ended

    def _rest(self, own: WorkTime, plain: WorkTime, units: int, started: int | None) -> int:
        remaining = self.progress.get("remaining")
        if remaining:
            return self._length(remaining, plain)
        assert started is not None
        return max(1, units - own.between(started, self.as_of))

    def _limits(self, own: WorkTime) -> Limits:
        late_finishes = self._bounds(own, "finish_no_later_than", "must_finish_on")
        return Limits(
            early_starts=self._bounds(own, "start_no_earlier_than", "must_start_on"),
            late_starts=self._bounds(own, "start_no_later_than", "must_start_on"),
            early_finishes=self._bounds(own, "finish_no_earlier_than", "must_finish_on"),
            late_finishes=late_finishes,
            start_pin=self._bound("must_start_on", own),
            finish_pin=self._bound("must_finish_on", own),
            owes_finish=bool(late_finishes),
        )

    def _bounds(self, own: WorkTime, *keys: str) -> dict[str, int]:
        return {key: bound for key in keys if (bound := self._bound(key, own)) is not None}

    def _bound(self, key: str, own: WorkTime) -> int | None:
        """Read a limit as the instant that it means for this step (rules 3.4 and 3.9)."""
        text = self.raw.get(key)
        if not text:
            return None
        return self.line.limit(key, text, own, point=self.timeless, anchored=self.anchored)
