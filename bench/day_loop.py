"""The rival: critical path method on a networkx graph with date objects, walking day by day.

Written the way a good engineer would write it who does not count working days beforehand: holidays in sets, joint
calendars and the graph made once, the topological order kept. A finish is the day after the last one worked.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

import networkx as nx

from scheduler.plan import Calendar, Duration, Plan, Step

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scheduler.plan import LinkType, Period, StepId

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """The days on which somebody, or several together, work."""

    weekdays: frozenset[int]
    closed: frozenset[date]
    opened: frozenset[date] = frozenset()

    def works(self, day: date) -> bool:
        """Tell whether a day is worked."""
        return (day.weekday() in self.weekdays and day not in self.closed) or day in self.opened

    def next(self, day: date) -> date:
        """Return the first working day that is not before a day."""
        while not self.works(day):
            day += DAY
        return day

    def last(self, day: date) -> date:
        """Return the last working day that is not after a day."""
        while not self.works(day):
            day -= DAY
        return day

    def after(self, day: date, count: int) -> date:
        """Return the day behind so many working days from a day on."""
        while count:
            if self.works(day):
                count -= 1
            day += DAY
        return day

    def before(self, day: date, count: int) -> date:
        """Return the day on which the last so many working days before a day begin."""
        while count:
            day -= DAY
            if self.works(day):
                count -= 1
        return day


@dataclass(frozen=True, slots=True)
class Tie:
    """One link: its type, its lag in working days, and the calendar of the lag."""

    type: LinkType
    lag: int
    days: WorkingDays


@dataclass(slots=True)
class Node:
    """One step: how long it takes on which days, by when it must be done, and what the passes find."""

    length: int
    days: WorkingDays
    due: date | None = None
    early_start: date = date.min
    early_finish: date = date.min
    late_start: date | None = None
    late_finish: date | None = None


Neighbours = Callable[["StepId"], list[tuple[Node, Tie]]]


class Network:
    """A plan as a graph, made once and dated as often as wanted."""

    def __init__(self, plan: Plan, as_of: date, *, rota: Rota | None = None, keep_neighbours: bool = False) -> None:
        """Make the calendars, the graph and its order; if asked, lists of neighbours too, so no pass asks the graph."""
        self.start = as_of
        rota = rota or Rota(plan)
        nodes = {step.id: Node(_days(step.duration), rota.own(step)) for step in plan.steps}
        for critical in plan.critical_dates:
            if critical.step is not None:
                nodes[critical.step].due = critical.date + DAY
        self.graph: nx.DiGraph[StepId] = nx.DiGraph()
        for step in plan.steps:
            self.graph.add_node(step.id, node=nodes[step.id])
        for step in plan.steps:
            for link in step.after:
                tie = Tie(link.type, _days(link.lag), rota.side(step))
                if self.graph.has_edge(link.step, step.id):
                    self.graph.edges[link.step, step.id]["ties"].append(tie)
                else:
                    self.graph.add_edge(link.step, step.id, ties=[tie])
        self.nodes = nodes
        self.order = list(nx.topological_sort(self.graph))
        self.predecessors: Neighbours = self._predecessors
        self.successors: Neighbours = self._successors
        if keep_neighbours:
            self.predecessors = {step: self._predecessors(step) for step in self.order}.__getitem__
            self.successors = {step: self._successors(step) for step in self.order}.__getitem__

    def _predecessors(self, step: StepId) -> list[tuple[Node, Tie]]:
        return [(self.nodes[other], tie) for other, edge in self.graph.pred[step].items() for tie in edge["ties"]]

    def _successors(self, step: StepId) -> list[tuple[Node, Tie]]:
        return [(self.nodes[other], tie) for other, edge in self.graph.succ[step].items() for tie in edge["ties"]]

    def date_all(self) -> None:
        """Run both passes."""
        self.forward()
        self.backward()

    def forward(self) -> None:
        """Date every step as early as its predecessors allow."""
        for step in self.order:
            node = self.nodes[step]
            bound, finish_bound = self.start, None
            for before, tie in self.predecessors(step):
                instant = before.early_start if tie.type in {"SS", "SF"} else before.early_finish
                if tie.type == "SF":
                    instant = before.days.before(instant, 1) + DAY
                instant = _pushed(tie, instant)
                if tie.type in {"FS", "SS"}:
                    bound = max(bound, instant)
                elif finish_bound is None or instant > finish_bound:
                    finish_bound = instant
            if node.length == 0:
                node.early_start = node.early_finish = max(bound, finish_bound) if finish_bound else bound
                continue
            start = node.days.next(bound)
            if finish_bound is not None:
                last = node.days.next(finish_bound - DAY)
                start = max(start, node.days.before(last + DAY, node.length))
            node.early_start, node.early_finish = start, node.days.after(start, node.length)

    def backward(self) -> None:
        """Date every step as late as its successors and the critical dates allow."""
        for step in reversed(self.order):
            node = self.nodes[step]
            start_cap, cap = None, node.due
            for after, tie in self.successors(step):
                instant = after.late_finish if tie.type in {"FF", "SF"} else after.late_start
                if instant is None:
                    continue
                instant = _pulled(tie, instant)
                if tie.type == "SF":
                    instant = node.days.next(instant)
                if tie.type in {"FS", "FF"}:
                    cap = instant if cap is None else min(cap, instant)
                else:
                    start_cap = instant if start_cap is None else min(start_cap, instant)
            bounds = [one for one in (start_cap, cap) if one is not None]
            if not bounds:
                node.late_start = node.late_finish = None
                continue
            if node.length == 0:
                node.late_start = node.late_finish = min(bounds)
                continue
            starts = [] if cap is None else [node.days.before(cap, node.length)]
            if start_cap is not None:
                starts.append(node.days.last(start_cap))
            node.late_start = min(starts)
            node.late_finish = node.days.after(node.late_start, node.length)


def _pushed(tie: Tie, instant: date) -> date:
    """Return the bound that a link makes from its predecessor's date."""
    if tie.lag == 0:
        return instant
    if tie.lag > 0:
        return tie.days.after(instant, tie.lag)
    if tie.type in {"FS", "SS"}:
        return tie.days.before(instant, -tie.lag)
    return tie.days.before(instant, 1 - tie.lag) + DAY


def _pulled(tie: Tie, instant: date) -> date:
    """Return the latest date of the predecessor whose bound is not after a date."""
    if tie.lag == 0:
        return instant
    if tie.lag > 0:
        return tie.days.before(instant, tie.lag)
    if tie.type in {"FS", "SS"}:
        return tie.days.next(tie.days.after(tie.days.last(instant), -tie.lag))
    return tie.days.next(tie.days.after(instant, -tie.lag))


def _days(duration: Duration | None) -> int:
    return 0 if duration is None else duration.amount


class Rota:
    """The working days of steps, each made once."""

    def __init__(self, plan: Plan) -> None:
        """Index the calendars and the absences."""
        self._calendars = {calendar.id: calendar for calendar in plan.calendars}
        self._away = {person.id: frozenset(_each_day(person.away)) for person in plan.people}
        self._kept: dict[tuple[tuple[str, ...], frozenset[str]], WorkingDays] = {}

    def side(self, step: Step) -> WorkingDays:
        """Return the days of a step's side, on which its lags count."""
        return self._kept_days(_calendars_of(step), frozenset())

    def own(self, step: Step) -> WorkingDays:
        """Return the days on which a step is worked: its side's, less its owners' absences."""
        absent = frozenset(person for party, person in step.owners if party in step.side and self._away[person])
        return self._kept_days(_calendars_of(step), absent)

    def _kept_days(self, names: tuple[str, ...], absent: frozenset[str]) -> WorkingDays:
        key = (names, absent)
        if key not in self._kept:
            self._kept[key] = self._joint(names, absent)
        return self._kept[key]

    def _joint(self, names: tuple[str, ...], absent: frozenset[str]) -> WorkingDays:
        parts = [_working_days(self._calendars.get(name) or Calendar(id=name)) for name in names]
        weekdays = frozenset.intersection(*(part.weekdays for part in parts))
        opened = {day for part in parts for day in part.opened if all(other.works(day) for other in parts)}
        closed = frozenset().union(*(part.closed for part in parts), *(self._away[one] for one in absent))
        return WorkingDays(
            weekdays, closed, frozenset(opened) - frozenset().union(*(self._away[one] for one in absent))
        )


def _calendars_of(step: Step) -> tuple[str, ...]:
    return (step.calendar,) if step.calendar is not None else step.side


def _working_days(calendar: Calendar) -> WorkingDays:
    opened = frozenset(one.date for one in calendar.open)
    closed = frozenset(holiday.date for holiday in calendar.holidays) | frozenset(_each_day(calendar.closed))
    return WorkingDays(frozenset(day for day, hours in enumerate(calendar.week) if hours), closed - opened, opened)


def _each_day(periods: Iterable[Period]) -> Iterable[date]:
    for period in periods:
        for number in range((period.end - period.start).days + 1):
            yield period.start + timedelta(days=number)
