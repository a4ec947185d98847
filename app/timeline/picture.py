"""What a timeline shows, as places on an axis of days; nothing here knows how it is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import date

    from scheduler.plan import Kind, LinkType, PartyId, StepId
    from scheduler.schedule import Health


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch of the axis, in days from its begin; half-open."""

    start: float
    end: float

    @property
    def middle(self) -> float:
        """Return the place halfway."""
        return (self.start + self.end) / 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed:
    """Days on which nobody of a party works although its week would have it, a person is away, or changes rest."""

    span: Span
    reason: str
    """Why, or who."""
    says: str
    """`24 Dec-1 Jan: Year-end shutdown`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """The closed days of one party, the absences of people, or the freezes of the plan."""

    name: str
    closed: tuple[Closed, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """A critical date: a line at its end, and its buffer before it."""

    name: str
    """What it binds, such as the go-live."""
    due: str
    """The day, said."""
    at: float
    buffer: Span | None
    health: Health


Look = Literal["bar", "milestone", "gate", "meeting", "value_event"]
"""What stands for a step: a bar alone, or a mark of its kind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One step."""

    id: StepId
    title: str
    who: str
    sides_say: str
    """Which parties it is, where there is no room for who."""
    when: str
    """Its planned dates, short."""
    state: str
    """`done`, `2 working days late`, `agreed Fri 12 Mar`; empty where there is nothing to say."""
    says: str
    """The whole row in one sentence, for whoever does not see it."""
    look: Look
    kind: Kind
    sides: tuple[PartyId, ...]
    health: Health
    left_out: bool
    """Whether the plan goes on without it."""
    critical: bool
    planned: Span
    was: Span | None
    """Where it was planned before the last change; None where that is the same, or where nothing is compared."""
    timeless: bool
    window: Span | None
    """From the earliest start to the latest safe finish; None where nothing binds it, and for what is done."""
    worked: Span | None
    """What of a started step lies behind us."""
    late: Span | None
    """What is planned past the latest safe finish."""
    agreed: float | None
    """The end of the day that both sides agreed on."""
    closed: tuple[Span, ...]
    """Closed days and absences that lie in its window or its planned time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The steps of a phase, or those without one."""

    title: str
    """Empty where no step has a phase."""
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrow:
    """A link between two rows."""

    from_row: StepId
    to_row: StepId
    type: LinkType
    critical: bool
    """Whether both ends lie on the driving path of one critical date."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """A plan laid out on an axis of days."""

    title: str
    seller: str
    customer: str
    """What people call the two sides."""
    says: str
    """What the drawing shows, in two sentences."""
    first: date
    """The day at which the axis begins."""
    days: float
    """How long the axis is."""
    as_of: float
    as_of_name: str
    as_of_says: str
    """The day from which the plan is computed, said."""
    rest_days: frozenset[int]
    """The days of the week (Monday is 0) on which neither the seller nor the customer works."""
    lanes: tuple[Lane, ...]
    goals: tuple[Goal, ...]
    groups: tuple[Group, ...]
    arrows: tuple[Arrow, ...]

    @property
    def rows(self) -> tuple[Row, ...]:
        """Return all rows from top to bottom."""
        return tuple(row for group in self.groups for row in group.rows)
