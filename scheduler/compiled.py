"""A plan made into integers: what the passes run on, laid out by step in an order in which predecessors come first."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from .working_time import Table

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from .openings import Openings
    from .plan import CriticalDate, Link, Moment, Plan, Step, StepId
    from .timeline import Timeline
    from .working_time import Spans, WorkingTime

NEVER = 1 << 60
"""Later than any instant: a bound that binds nothing."""

TASK, MILESTONE, ANCHORED, STARTED, FINISHED = range(5)
"""What a step is to the passes. A skipped step is a milestone; a finished one binds nobody backward."""


UNSTOPPED: Table = range(NEVER + 1)
"""The table of a lag that no calendar counts: every instant is its own number."""


def waits_for_target(step: Step, kind: int) -> bool:
    """Tell whether a step is planned as late as is safe; not once it has begun, nor where it is only passed through."""
    return step.policy == "alap" and kind < STARTED and not step.progress.skipped


class CompiledLink(NamedTuple):
    """A link with a lag, of another type than finish-to-start, or both; seen from either end.

    From instant t the successor's end sees the bound `begin[before[t] + shift] + edge`, the predecessor's end the
    latest instant `begin[before[t + edge] + shift]`: all rows of the table in `docs/scheduling.md`, section 4.
    """

    other: int
    """The step at the other end."""
    from_start: bool
    """SS and SF: the predecessor's start counts."""
    to_finish: bool
    """FF and SF: the successor's finish is held."""
    before: Table
    """Units before an instant on the lag calendar."""
    begin: Table
    """Where the k-th unit of the lag calendar begins."""
    shift: int
    """Units from the one to the other."""
    edge: int
    """1 where the end of a unit counts and not its begin; else 0."""
    night: WorkingTime | None
    """SF: the predecessor's own working time."""
    lag: int
    """In units; 0 for none."""
    source: Link
    """The link as the plan has it."""


Arrow = tuple[int, bool, bool, Table, Table, int, int, "WorkingTime | None", int, "Link"]
"""The fields of a CompiledLink as a plain tuple, which the innermost loops unpack eight times as fast."""


class Limit(NamedTuple):
    """A limit or pin of a step as an instant."""

    field: str
    """Its name in the plan document."""
    instant: int
    on_finish: bool


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class CompiledDate:
    """A critical date as instants; each is itself and equals no other, so that it can be a key."""

    source: CriticalDate
    step: int | None
    """The step it binds; None for every step."""
    begin: int
    """The instant at which the date begins, which is what it means to a milestone that marks a beginning."""
    end: int
    """The instant at which it ends, by which its step must be done."""
    buffer: int
    """Units."""
    work: WorkingTime
    """The working time of the step that it binds; the seller's and the customer's for the whole plan."""
    time: WorkingTime
    """The buffer's calendar, the same unless the buffer is elapsed; shortfalls are counted on it too."""

    def less_buffer(self, instant: int) -> int:
        """Return the begin of the buffer that ends at an instant."""
        return self.time.begin[self.time.before[instant] - self.buffer] if self.buffer else instant


@dataclass(frozen=True, kw_only=True)
class Compiled:
    """All that the passes need. Lists run over the steps in topological order, ties by id."""

    plan: Plan
    as_of: Moment
    timeline: Timeline
    now: int
    """The as-of instant."""
    base: int
    """Nothing that has not begun is dated before this instant: as of, the plan's start, the end of a hold."""
    freezes: Spans
    """The plan's freezes as instants, merged."""
    steps: tuple[Step, ...]
    index: dict[StepId, int]
    kind: list[int]
    by_begin: list[bool]
    """Milestones that mark a beginning, finished ones too; any other milestone stands at the end of its day."""
    units: list[int]
    """Duration in units; of a started step what remains."""
    before: list[Table]
    """Own working time: units before an instant (w)."""
    begin: list[Table]
    """Own working time: where the k-th unit begins (d)."""
    own: list[WorkingTime]
    side: list[WorkingTime]
    openings: list[Openings | None]
    """Slots and freezes, for steps that have not begun and have any."""
    timeless_openings: list[Openings | None]
    """The same if the step took no time, for its drag."""
    ignored_slots: list[Openings | None]
    """Slots that a started step no longer heeds."""
    plain_in: list[list[int]]
    """Predecessors by finish-to-start without lag, by far the most."""
    plain_out: list[list[int]]
    arrows_in: list[Sequence[Arrow]]
    """All other links, seen from their successors."""
    arrows_out: list[Sequence[Arrow]]
    """The same, seen from their predecessors."""
    ordinary: list[bool]
    """Tasks and milestones that have not begun, without slots, freezes and SF links: nearly all steps."""
    floor: list[int]
    """The earliest instant for the start (a milestone's instant): base and no-earlier-than limits."""
    finish_floor: list[int]
    """The earliest instant for the finish; 0 for none."""
    start_cap: list[int]
    """The latest instant for the start by limits and pins; NEVER for none."""
    finish_cap: list[int]
    """The latest instant for the finish by limits and pins."""
    lower_limits: list[tuple[Limit, ...]]
    """What the floors are made of, beside the base: no-earlier-than limits and pins."""
    upper_limits: list[tuple[Limit, ...]]
    """What the caps are made of: no-later-than limits and pins."""
    actual_start: list[int]
    """Of started and finished steps; else -1."""
    actual_finish: list[int]
    """Of finished steps; else -1."""
    booking: list[int]
    """Booking lead times of meetings, in units; 0 for none."""
    held: bool
    """Whether the plan is on hold."""
    dates: tuple[CompiledDate, ...]
    """By id."""
    last_date: int | None
    """The latest critical date, which binds dangling finishes."""
    dangling: frozenset[int]
    """Steps whose start is bound by links and whose finish by nothing."""
    led: list[bool]
    """Whether a step leads to a critical date."""
    aims: list[bool]
    """Whether its planned dates wait for a target."""

    closed_days: dict[str, dict[date, str]] = field(default_factory=dict, repr=False, compare=False)
    """By calendar, filled when an explanation first asks: closed days and why."""

    @cached_property
    def links_in(self) -> list[list[CompiledLink]]:
        """The arrows at each successor, with names: for all but the innermost loops."""
        return [[CompiledLink._make(arrow) for arrow in arrows] for arrows in self.arrows_in]

    @cached_property
    def links_out(self) -> list[list[CompiledLink]]:
        """The same at each predecessor."""
        return [[CompiledLink._make(arrow) for arrow in arrows] for arrows in self.arrows_out]

    def __len__(self) -> int:
        """Return the number of steps."""
        return len(self.steps)

    def due(self, date: CompiledDate, step: int) -> int:
        """Return what a critical date means to one step: an instant."""
        return self.own[step].first_between(date.begin, date.end) if self.by_begin[step] else date.end

    def target(self, date: CompiledDate, step: int) -> int:
        """Return the same less the buffer."""
        return date.less_buffer(self.due(date, step))

    def bound_steps(self, date: CompiledDate) -> range:
        """Return the steps that a critical date binds by itself."""
        return range(len(self.steps)) if date.step is None else range(date.step, date.step + 1)
