"""The plan as the engine sees it: frozen values, already read, in the field's own words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

StepId = str
"""Unique in its plan and permanent; calendar entries keep it as part of their UID."""

CriticalDateId = str
PartyId = str
PersonId = str
CalendarId = str

Moment = date | datetime
"""A day, or in minute plans a day or a time; a time without an offset is wall-clock time in the plan's zone."""

Resolution = Literal["day", "minute"]
Kind = Literal["task", "meeting", "milestone", "gate", "value_event"]
LinkType = Literal["FS", "SS", "FF", "SF"]
Policy = Literal["alap", "asap"]

SELLER: PartyId = "seller"
CUSTOMER: PartyId = "customer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Duration:
    """An amount of time as somebody wrote it: `10d`, `90m`, `3ed`."""

    amount: int
    """Whole units; negative only in a lag (a lead)."""

    unit: Literal["d", "h", "m", "w"]
    """Day, hour, minute, week; a week only elapsed."""

    elapsed: bool = False
    """Whether nights, weekends and holidays count too."""

    def __str__(self) -> str:
        """Return it as it is written in a plan document."""
        return f"{self.amount}{'e' if self.elapsed else ''}{self.unit}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """Days from the first to the last, both included."""

    start: date
    end: date
    reason: str = ""
    """Why, in words that an explanation can repeat."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """A stretch of a working day, in minutes after midnight; `end` is not in it and may be 1440."""

    start: int
    end: int

    def __str__(self) -> str:
        """Return it as a document writes it, like 09:00-17:00."""
        return "-".join(f"{at // 60:02}:{at % 60:02}" for at in (self.start, self.end))


NINE_TO_FIVE = (Hours(start=9 * 60, end=17 * 60),)
"""The hours of a working day that names none."""

DayHours = tuple[Hours, ...]
Week = tuple[DayHours, DayHours, DayHours, DayHours, DayHours, DayHours, DayHours]
"""Monday to Sunday; a day without hours is not worked."""

MONDAY_TO_FRIDAY: Week = (NINE_TO_FIVE, NINE_TO_FIVE, NINE_TO_FIVE, NINE_TO_FIVE, NINE_TO_FIVE, (), ())


@dataclass(frozen=True, slots=True, kw_only=True)
class Holiday:
    """A public holiday."""

    date: date
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenDay:
    """A day that is worked although the week, a holiday or a closure says otherwise."""

    date: date
    hours: DayHours = NINE_TO_FIVE
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """The working time of a party, or one that steps name."""

    id: CalendarId
    week: Week = MONDAY_TO_FRIDAY
    holidays: tuple[Holiday, ...] = ()
    closed: tuple[Period, ...] = ()
    open: tuple[OpenDay, ...] = ()
    time_zone: str | None = None
    """IANA name; the plan's zone where absent. Only minute plans look at it."""

    def __hash__(self) -> int:
        """Hash a few traits: weeks and hundreds of holidays would cost more than the table that is kept by them."""
        return hash(
            (self.id, len(self.holidays), self.holidays and self.holidays[0].date, len(self.closed), len(self.open))
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Who takes part: the seller, the customer, or another organisation that must act."""

    id: PartyId
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody of a party, with the days on which they are away."""

    id: PersonId
    party: PartyId
    name: str = ""
    role: str = ""
    time_zone: str | None = None
    """IANA name; the plan's zone where absent."""
    away: tuple[Period, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Freeze:
    """A period in which steps tagged `change` neither start nor finish; its first and last day are in it."""

    start: Moment
    end: Moment
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CriticalDate:
    """A date by which the customer needs something, bound to a step or, without one, to the whole plan."""

    id: CriticalDateId
    date: Moment
    """Kept when the step is done by its end."""
    step: StepId | None = None
    reason: str = ""
    """The compelling event."""
    party: PartyId = CUSTOMER
    standing: Literal["wished", "confirmed", "contractual"] = "wished"
    buffer: Duration | None = None
    """Shared reserve before the date."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slots:
    """The occasions on which a step can take place, such as a committee's meetings."""

    rule: str
    """An RFC 5545 recurrence rule without COUNT and UNTIL."""
    start: Moment | None = None
    """A day that the rhythm is in step with; else it is counted from Monday 1 January 2001."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """What a step waits for: a predecessor's start or finish holds its own, as the two letters of the type say."""

    step: StepId
    """The predecessor."""
    type: LinkType = "FS"
    lag: Duration | None = None
    """Time that lies between; negative is a lead."""
    lag_calendar: str = "successor"
    """On whose calendar a working lag counts: `successor`, `predecessor`, or the name of a calendar."""

    def __str__(self) -> str:
        """Return it short: `training`, `training SS+2d`."""
        sign = "+" if self.lag is not None and self.lag.amount > 0 else ""
        how = f"{'' if self.type == 'FS' else f' {self.type}'}{'' if self.lag is None else f'{sign}{self.lag}'}"
        return f"{self.step}{how}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Blocked:
    """What holds a step up; it moves no date by itself."""

    since: Moment | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """What has happened to a step."""

    started: Moment | None = None
    finished: Moment | None = None
    remaining: Duration | None = None
    """What is left of a started step; without it, the duration less the working time since the start."""
    blocked: Blocked | None = None
    skipped: bool = False


NO_PROGRESS = Progress()


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """When and how long people meet; clock time that moves no date of the plan."""

    at: str | None = None
    """Time of day, `10:00`."""
    length: Duration | None = None
    booking: Duration | None = None
    """How long before the meeting it has to be booked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed:
    """The dates of a step that both sides accepted; they bind no pass."""

    start: Moment | None = None
    finish: Moment | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One piece of work that a side owes the other."""

    id: StepId
    title: str
    phase: str | None = None
    kind: Kind = "task"
    side: tuple[PartyId, ...] = (SELLER,)
    """The parties that do it; `both` is the seller and the customer."""
    owners: tuple[tuple[PartyId, PersonId], ...] = ()
    """Who is answerable, one person a party."""
    duration: Duration | None = None
    """Absent only for milestones, and for gates and value events that take no time."""
    calendar: CalendarId | None = None
    """The calendar it is worked on; its side's where absent."""
    after: tuple[Link, ...] = ()
    start_no_earlier_than: Moment | None = None
    finish_no_earlier_than: Moment | None = None
    start_no_later_than: Moment | None = None
    finish_no_later_than: Moment | None = None
    must_start_on: Moment | None = None
    must_finish_on: Moment | None = None
    slots: Slots | None = None
    anchor: Literal["start"] | None = None
    """Milestones only: it marks a beginning, such as a kickoff."""
    meeting: Meeting | None = None
    policy: Policy = "alap"
    agreed: Agreed | None = None
    tags: tuple[str, ...] = ()
    """`change` is the one that freezes look at."""
    progress: Progress = NO_PROGRESS

    @property
    def timeless(self) -> bool:
        """Whether it takes no time: a milestone, or a gate or value event without a duration."""
        return self.duration is None and self.kind in {"milestone", "gate", "value_event"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """The plan waits: from `since` until work resumes on `until`, or nobody knows when."""

    since: Moment
    until: Moment | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    """A stage of the plan; it only rolls up."""

    id: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A mutual action plan: what people agreed, from which every date is computed."""

    title: str
    steps: tuple[Step, ...]
    critical_dates: tuple[CriticalDate, ...] = ()
    seller: str = ""
    customer: str = ""
    parties: tuple[Party, ...] = ()
    """The others; the seller and the customer are always there."""
    time_zone: str = "UTC"
    resolution: Resolution = "day"
    start: Moment | None = None
    """Nothing is planned before it; the as-of date where absent."""
    critical_threshold: int = 0
    """Total float, in the plan's unit, at or below which a step is critical."""
    calendars: tuple[Calendar, ...] = ()
    freezes: tuple[Freeze, ...] = ()
    people: tuple[Person, ...] = ()
    phases: tuple[Phase, ...] = ()
    hold: Hold | None = None

    def party_name(self, party: PartyId) -> str:
        """Return what people call a party: its organisation's name, else its id."""
        if party == SELLER:
            return self.seller or "the seller"
        if party == CUSTOMER:
            return self.customer or "the customer"
        return next((p.name for p in self.parties if p.id == party and p.name), party)
