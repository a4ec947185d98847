"""From a plan to its compiled form, or to everything that keeps it from being scheduled."""

from __future__ import annotations

from collections import Counter
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from .compiled import MILESTONE, NEVER, Compiled, CompiledDate, waits_for_target
from .frame import Frame
from .graph import cycles, topological_order
from .layout import Layout, laid_out
from .linking import links_of
from .names import name_problems, self_links
from .reach import reach_of
from .refusals import Path, Problem, Refused
from .stretches import MOST, Stretches

if TYPE_CHECKING:
    from collections.abc import Container

    from .plan import CriticalDate, Moment, Plan
    from .timeline import Timeline


TOLD = 12
"""Steps of a circle that a refusal names."""


def compile_plan(plan: Plan, as_of: Moment, *, stretches: int = MOST) -> Compiled:
    """Make a plan into integers, as things stand at the begin of `as_of`.

    Raises Refused with every problem found, in the order of the document.
    """
    return _Compiler(plan, as_of, stretches=stretches).compiled()


FITS_THE_WHOLE = frozenset({"impossible-pin", "no-slot", "beyond-horizon"})
"""Problems that a part may have though the whole has none: days that are closed there are open here."""


def compile_part(plan: Plan, as_of: Moment) -> Compiled:
    """Make a part of a plan into integers, of which the whole could be compiled."""
    return _Compiler(plan, as_of, forgiven=FITS_THE_WHOLE).compiled()


class _Compiler:
    def __init__(self, plan: Plan, as_of: Moment, *, forgiven: Container[str] = (), stretches: int = MOST) -> None:
        self.plan = plan
        self.forgiven = forgiven
        self.frame = Frame(plan, as_of, Stretches(stretches))
        self.frame.problems += name_problems(plan)

    def compiled(self) -> Compiled:
        self.frame.clocks.check_calendars()
        order = self._order()
        if self.frame.problems:
            self._refuse_with_all()
        places = {step.id: at for at, step in enumerate(self.plan.steps)}
        return self._whole(laid_out(self.frame, [places[step] for step in order]))

    def _order(self) -> list[str]:
        """Return the ids, predecessors first; where steps wait for each other in a circle, that is a problem."""
        steps = self.plan.steps
        known = {step.id: [link.step for link in step.after] for step in steps}
        order = None if self.frame.problems else topological_order(known)
        if order is not None:
            return order
        self.frame.problems += self_links(self.plan)
        if self.frame.problems:  # wrong names and links of a step to itself have been told
            counts = Counter(step.id for step in steps)
            known = {
                step: [one for one in before if counts[one] == 1 and one != step]
                for step, before in known.items()
                if counts[step] == 1
            }
        if topological_order(known) is not None:
            return []
        at = {step.id: number for number, step in enumerate(steps)}
        for circle in cycles(known):
            way = " -> ".join(
                circle if len(circle) <= TOLD else [*circle[: TOLD - 2], f"({len(circle) - TOLD + 1} more)", circle[-1]]
            )
            sentence = f"these steps wait for each other in a circle: {way}; take one of the links out"
            self.frame.problem("cycle", ("steps", at[circle[0]], "after"), sentence)
        return []

    def _refuse_with_all(self) -> None:
        """Find what is wrong with steps, dates and lags too, so that all is told at once."""
        steps = laid_out(self.frame, range(len(self.plan.steps)))
        positions = {step.id: at for at, step in enumerate(self.plan.steps)}
        for at, date in enumerate(self.plan.critical_dates):
            if date.step is None or date.step in positions:
                self._date(date, at, steps, positions)
        for at, step in enumerate(self.plan.steps if self.frame.timeline.resolution == "day" else ()):
            for number, link in enumerate(step.after):  # minute plans count any unit
                if link.lag is not None:
                    self.frame.units(link.lag, self.frame.clocks.elapsed, ("steps", at, "after", number, "lag"))
        self._refuse()

    def _refuse(self) -> None:
        """Raise Refused with what has been found, in the order of the document, unless all of it is forgiven."""
        problems = self.frame.problems + self.frame.clocks.problems
        problems = [problem for problem in problems if problem.code not in self.forgiven]
        if problems:
            raise Refused(_in_order(problems))

    def _whole(self, steps: Layout) -> Compiled:
        frame, count = self.frame, len(steps.steps)
        index = {step.id: at for at, step in enumerate(steps.steps)}

        def column(name: str, otherwise: object) -> list[Any]:
            """Return what special steps say, and for all others, by far the most, the one thing that holds for them."""
            values, read = [otherwise] * count, attrgetter(name)
            for at, one in steps.special.items():
                values[at] = read(one)
            return values

        links = links_of(frame, steps, index)
        dates = [self._date(date, at, steps, index) for at, date in enumerate(self.plan.critical_dates)]
        self._refuse()
        dates.sort(key=lambda date: date.source.id)
        openings = column("openings", None)
        start_caps, finish_caps = column("limits.start_cap", NEVER), column("limits.finish_cap", NEVER)
        skipped = {at for at, one in steps.special.items() if one.step.progress.skipped}
        reach = reach_of(steps.kind, skipped, (start_caps, finish_caps), dates, links)
        return Compiled(
            plan=self.plan,
            as_of=frame.as_of,
            timeline=frame.timeline,
            now=frame.now,
            base=frame.base,
            freezes=frame.freezes,
            steps=tuple(steps.steps),
            index=index,
            kind=steps.kind,
            by_begin=[beginning and at not in skipped for at, beginning in enumerate(steps.marks_beginning)],
            units=steps.units,
            before=[time.before for time in steps.own],
            begin=[time.begin for time in steps.own],
            own=steps.own,
            side=steps.side,
            openings=openings,
            timeless_openings=column("timeless_openings", None),
            ignored_slots=column("ignored_slots", None),
            plain_in=links.plain_in,
            plain_out=links.plain_out,
            arrows_in=links.arrows_in,
            arrows_out=links.arrows_out,
            ordinary=[
                kind <= MILESTONE and opening is None and at not in links.nights
                for at, (kind, opening) in enumerate(zip(steps.kind, openings, strict=True))
            ],
            floor=column("limits.floor", frame.base),
            finish_floor=column("limits.finish_floor", 0),
            start_cap=start_caps,
            finish_cap=finish_caps,
            lower_limits=column("limits.lower", ()),
            upper_limits=column("limits.upper", ()),
            actual_start=column("actual_start", -1),
            actual_finish=column("actual_finish", -1),
            booking=steps.booking,
            held=frame.held,
            dates=tuple(dates),
            last_date=max(range(len(dates)), key=lambda at: (dates[at].end, -at), default=None),
            dangling=reach.dangling,
            led=reach.led,
            aims=[
                led and waits_for_target(step, kind)
                for led, step, kind in zip(reach.led, steps.steps, steps.kind, strict=True)
            ],
        )

    def _date(self, date: CriticalDate, at: int, steps: Layout, index: dict[str, int]) -> CompiledDate:
        path: Path = ("critical_dates", at)
        step = None if date.step is None else index[date.step]
        time = self.frame.clocks.both() if step is None else steps.own[step]
        end, begin = self.frame.end(date.date, (*path, "date")), self.frame.begin(date.date, (*path, "date"))
        buffer, reserve = 0, time
        if date.buffer is not None:
            buffer = self.frame.units(date.buffer, time, (*path, "buffer"))
            reserve = self.frame.clocks.elapsed if date.buffer.elapsed else time
        if reserve.total == 0:
            sentence = "seller and customer never work at the same time; bind the date to a step"
            self.frame.problem("no-common-time", path, sentence)
            buffer = 0
        elif reserve.before[begin] < buffer:
            self.frame.problem("beyond-horizon", (*path, "buffer"), _no_room(self.frame.timeline))
            buffer = 0
        return CompiledDate(source=date, step=step, begin=begin, end=end, buffer=buffer, work=time, time=reserve)


def _no_room(timeline: Timeline) -> str:
    return (
        f"there is less working time before the date, in a calendar that begins on {timeline.first}; "
        "look for a buffer that is far too large, or for sides that hardly ever work at the same time"
    )


def _in_order(problems: list[Problem]) -> list[Problem]:
    sections = (
        "as_of",
        "start",
        "calendars",
        "freezes",
        "critical_dates",
        "parties",
        "people",
        "phases",
        "steps",
        "hold",
    )
    unique = dict.fromkeys(problems)

    def place(problem: Problem) -> tuple[int, list[tuple[int, str]], str]:
        head = problem.path[0] if problem.path else ""
        parts = [(part, "") if isinstance(part, int) else (-1, part) for part in problem.path[1:]]
        return (sections.index(head) if head in sections else -1, parts, problem.code)

    return sorted(unique, key=place)
