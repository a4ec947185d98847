"""The plan as the passes see it: steps, links and critical dates on one line of instants."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from .lengths import Length
from .lines import Line
from .worktime import WorkTime

FINISHED, STARTED, SKIPPED, OPEN = "finished", "started", "skipped", "open"


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One predecessor of one step (rule 3.6)."""

    before: str
    """The predecessor's id."""

    after: str
    """The successor's id."""

    kind: str
    """FS, SS, FF or SF."""

    lag: Length
    """Working or elapsed units between; negative for a lead."""

    calendar: WorkTime
    """The calendar on which a working lag is counted, without absences."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Instants before or after which a step may not start or finish (rule 3.9); pins stand on both sides."""

    early_starts: Mapping[str, int] = field(default_factory=dict)
    """Start or later, by the field that says so."""

    early_finishes: Mapping[str, int] = field(default_factory=dict)
    """Finish then or later."""

    late_starts: Mapping[str, int] = field(default_factory=dict)
    """Start or earlier."""

    late_finishes: Mapping[str, int] = field(default_factory=dict)
    """Finish then or earlier."""

    start_pin: int | None = None
    """The begin of must_start_on, which is among the early and late starts too."""

    finish_pin: int | None = None
    """The end of must_finish_on, which is among the early and late finishes too."""

    owes_finish: bool = False
    """Whether finish_no_later_than or must_finish_on binds the finish (rule 3.13)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One piece of work."""

    id: str
    """Stable within the plan."""

    kind: str
    """task, meeting, milestone, gate or value_event."""

    state: str
    """finished, started, skipped or open (rule 3.16)."""

    point: bool
    """Takes no time: a milestone, a gate or value event without duration, or a skipped step (rule 3.4)."""

    anchored: bool
    """A point that stands at the begin of a working day (rule 3.4)."""

    own: WorkTime
    """Its working time: calendars of its parties less absences, or elapsed time."""

    plain: WorkTime
    """The same as a calendar: without absences, never elapsed."""

    units: int
    """Duration in own working units; 0 for points and in the thought behind drag (rule 3.14)."""

    rest: int
    """Remaining units of a started step."""

    started: int | None
    """Actual start."""

    finished: int | None
    """Actual finish."""

    limits: Limits
    """No-earlier-than, no-later-than and pins."""

    slot: WorkTime | None
    """Own working units at which it may start; None when any."""

    sharp: bool
    """In minute plans: its slots are times of day, so that a milestone happens at the minute's begin."""

    fine: bool
    """In minute plans: a milestone may stand at the begin or at the end of a minute, not only at the end of a day."""

    frozen: WorkTime | None
    """Units in which it may neither start nor finish; None when none."""

    asap: bool
    """Planned as soon as possible (rule 3.10)."""

    blocked: bool
    """Its progress says that it is blocked."""

    booking: Length | None
    """How long before its planned start a meeting is to be booked."""

    @property
    def done(self) -> bool:
        """Finished or skipped."""
        return self.state in {FINISHED, SKIPPED}


@dataclass(frozen=True, slots=True, kw_only=True)
class CriticalDate:
    """A date by which a step, or the whole plan, must be done."""

    id: str
    """Stable within the plan."""

    step: str | None
    """The step bound, None for every step."""

    text: str
    """The date as written."""

    end: int
    """Its end, which is what it means for all but anchored milestones."""

    buffer: Length
    """Reserve before it (rule 3.21)."""

    calendar: WorkTime
    """The bound step's working time, seller's and customer's together, or elapsed: counts buffer, short_by and drag."""

    closed: bool
    """Whether it falls on a non-working day (rule 3.5)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A compiled plan."""

    line: Line
    """Reads and shows dates."""

    as_of: int
    """The data date."""

    floors: Mapping[str, int]
    """What nothing unfinished is dated before: `as_of`, the plan's `start`, the end of a `hold`."""

    held: bool
    """On hold at the data date."""

    threshold: int
    """Float at or below which a step is critical."""

    steps: dict[str, Step]
    """In topological order: predecessors first."""

    links: list[Link]
    """Every link."""

    dates: list[CriticalDate]
    """Critical dates by id."""

    @property
    def base(self) -> int:
        """The latest of the floors."""
        return max(self.floors.values())

    def links_into(self, step: str) -> list[Link]:
        """Give the links from a step's predecessors."""
        return [link for link in self.links if link.after == step]

    def links_from(self, step: str) -> list[Link]:
        """Give the links to a step's successors."""
        return [link for link in self.links if link.before == step]

    def bound_of(self, date: CriticalDate, step: Step) -> int | None:
        """Give the instant by which a date binds a step directly, None when it does not."""
        if date.step not in {None, step.id}:
            return None
        return self.instant_of(date, step)

    def instant_of(self, date: CriticalDate, step: Step) -> int:
        """Give the instant that a date means for a step."""
        return self.line.deadline(date.text, step.own, anchored=step.anchored)

    def latest_date(self) -> CriticalDate | None:
        """Give the latest critical date; ties go to the smaller id (rule 3.13)."""
        return min(self.dates, key=lambda date: (-date.end, date.id), default=None)

    def shown_finish(self, step: Step, at: int) -> str:
        """Show an early or planned finish (rules 3.3, 3.4)."""
        if not step.point:
            return self.line.show_finish(at)
        if step.anchored:
            return self.line.show_start(at)
        return self.line.show_point(at, at - 1 if step.state == FINISHED else self.base, step.own)
