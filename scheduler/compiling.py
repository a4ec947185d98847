"""From a plan to its compiled form, or to everything that keeps it from being scheduled."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from .compiled import MILESTONE, UNSTOPPED, Compiled, CompiledDate, CompiledLink, waits_for_target
from .frame import Frame
from .graph import cycles, topological_order
from .names import name_problems
from .prepared import PreparedStep
from .reach import Reach
from .refusals import Path, Problem, Refused

if TYPE_CHECKING:
    from .plan import CriticalDate, Link, Moment, Plan


TOLD = 12
"""Steps of a circle that a refusal names."""


def compile_plan(plan: Plan, as_of: Moment) -> Compiled:
    """Make a plan into integers, as things stand at the begin of `as_of`.

    Raises Refused with every problem found, in the order of the document.
    """
    return _Compiler(plan, as_of).compiled()


FITS_THE_WHOLE = frozenset({"impossible-pin", "no-slot", "beyond-horizon"})
"""Problems that a part may have though the whole has none: days that are closed there are open here."""


def compile_part(plan: Plan, as_of: Moment) -> Compiled:
    """Make a part of a plan into integers, of which the whole could be compiled."""
    return _Compiler(plan, as_of).compiled(forgiven=FITS_THE_WHOLE)


class _Links(NamedTuple):
    """The links of each step, as `Compiled` keeps them."""

    plain_in: list[list[int]]
    plain_out: list[list[int]]
    into: list[list[CompiledLink]]
    out: list[list[CompiledLink]]


class _Compiler:
    def __init__(self, plan: Plan, as_of: Moment) -> None:
        self.plan = plan
        self.frame = Frame(plan, as_of)
        self.frame.problems += name_problems(plan)

    def compiled(self, *, forgiven: frozenset[str] = frozenset()) -> Compiled:
        plan = self.plan
        self.frame.clocks.check_calendars()
        made = [PreparedStep(self.frame, step, ("steps", at)) for at, step in enumerate(plan.steps)]
        order = self._order(made)
        self._check_dates_and_lags(made)
        self.frame.problems += self.frame.clocks.problems
        self.frame.problems = [problem for problem in self.frame.problems if problem.code not in forgiven]
        if self.frame.problems:
            raise Refused(_in_order(self.frame.problems))
        index = {step: at for at, step in enumerate(order)}
        made.sort(key=lambda one: index[one.step.id])
        return self._laid_out(made, index)

    def _check_dates_and_lags(self, made: list[PreparedStep]) -> None:
        """Find what is wrong with them now, so that it is told with everything else."""
        positions = {one.step.id: at for at, one in enumerate(made)}
        for at, date in enumerate(self.plan.critical_dates):
            if date.step is None or date.step in positions:
                self._date(date, at, made, positions)
        for one in made if self.frame.timeline.resolution == "day" else ():  # minute plans count any unit
            for number, link in enumerate(one.step.after):
                if link.lag is not None:
                    self.frame.units(link.lag, self.frame.clocks.elapsed, (*one.path, "after", number, "lag"))

    def _order(self, made: list[PreparedStep]) -> list[str]:
        """Return the ids, predecessors first; where steps wait for each other in a circle, that is a problem."""
        counts = Counter(one.step.id for one in made)
        known = {one.step.id: [link.step for link in one.step.after] for one in made}
        if self.frame.problems:  # wrong names and links of a step to itself have been told
            known = {
                step: [one for one in before if counts[one] == 1 and one != step]
                for step, before in known.items()
                if counts[step] == 1
            }
        order = topological_order(known)
        if order is not None:
            return order
        at = {step.id: number for number, step in enumerate(self.plan.steps)}
        for circle in cycles(known):
            way = " -> ".join(
                circle if len(circle) <= TOLD else [*circle[: TOLD - 2], f"({len(circle) - TOLD + 1} more)", circle[-1]]
            )
            sentence = f"these steps wait for each other in a circle: {way}; take one of the links out"
            self.frame.problem("cycle", ("steps", at[circle[0]], "after"), sentence)
        return []

    def _laid_out(self, made: list[PreparedStep], index: dict[str, int]) -> Compiled:
        plan = self.plan
        links = self._links(made, index)
        dates = [self._date(date, at, made, index) for at, date in enumerate(plan.critical_dates)]
        if self.frame.problems:
            raise Refused(_in_order(self.frame.problems))
        dates.sort(key=lambda date: date.source.id)
        last = max(range(len(dates)), key=lambda at: (dates[at].end, -at), default=None)
        reach = Reach(made, dates, links.plain_out, links.out)
        return Compiled(
            plan=plan,
            as_of=self.frame.as_of,
            timeline=self.frame.timeline,
            now=self.frame.now,
            base=self.frame.base,
            freezes=self.frame.freezes,
            steps=tuple(one.step for one in made),
            index=index,
            kind=[one.kind for one in made],
            by_begin=[one.marks_beginning and not one.step.progress.skipped for one in made],
            units=[one.units for one in made],
            before=[one.own.before for one in made],
            begin=[one.own.begin for one in made],
            own=[one.own for one in made],
            side=[one.side for one in made],
            openings=[one.openings for one in made],
            timeless_openings=[one.timeless_openings for one in made],
            ignored_slots=[one.ignored_slots for one in made],
            plain_in=[tuple(one) for one in links.plain_in],
            plain_out=[tuple(one) for one in links.plain_out],
            links_in=[tuple(one) for one in links.into],
            links_out=[tuple(one) for one in links.out],
            arrows_in=[tuple([link[:7] for link in one]) for one in links.into],
            arrows_out=[tuple([link[:7] for link in one]) for one in links.out],
            ordinary=[
                one.kind <= MILESTONE
                and one.openings is None
                and all(link.night is None for link in into)
                and all(link.night is None for link in out)
                for one, into, out in zip(made, links.into, links.out, strict=True)
            ],
            floor=[one.limits.floor for one in made],
            finish_floor=[one.limits.finish_floor for one in made],
            start_cap=[one.limits.start_cap for one in made],
            finish_cap=[one.limits.finish_cap for one in made],
            lower_limits=[tuple(one.limits.lower) for one in made],
            upper_limits=[tuple(one.limits.upper) for one in made],
            actual_start=[one.actual_start for one in made],
            actual_finish=[one.actual_finish for one in made],
            booking=[one.booking for one in made],
            held=self.frame.held,
            dates=tuple(dates),
            last_date=last,
            dangling=reach.dangling,
            led=reach.led,
            aims=[led and waits_for_target(one.step, one.kind) for led, one in zip(reach.led, made, strict=True)],
        )

    def _links(self, made: list[PreparedStep], index: dict[str, int]) -> _Links:
        links = _Links([[] for _ in made], [[] for _ in made], [[] for _ in made], [[] for _ in made])
        for at, one in enumerate(made):
            for number, link in enumerate(one.step.after):
                other = index[link.step]
                if link.type == "FS" and link.lag is None:
                    links.plain_in[at].append(other)
                    links.plain_out[other].append(at)
                    continue
                ends = self._link(made[other], one, link, (other, at), number)
                links.into[at].append(ends[0])
                links.out[other].append(ends[1])
        return links

    def _link(
        self, before: PreparedStep, after: PreparedStep, link: Link, steps: tuple[int, int], number: int
    ) -> tuple[CompiledLink, CompiledLink]:
        """Return a link as its successor and as its predecessor sees it."""
        lag, time = 0, None
        if link.lag is not None:
            if link.lag_calendar == "successor":
                time = after.side
            elif link.lag_calendar == "predecessor":
                time = before.side
            else:
                time = self.frame.clocks.named(link.lag_calendar)
            lag = self.frame.units(link.lag, time, (*after.path, "after", number, "lag"))
            if lag == 0 or link.lag.elapsed:
                time = None
        to_finish = link.type in {"FF", "SF"}
        if time is None:
            forward, backward = (lag, 0), (-lag, 0)
        elif lag > 0 or to_finish:
            forward, backward = (lag - 1, 1), (-lag, 0)
        else:
            forward, backward = (lag, 0), (-1 - lag, 1)
        seen = CompiledLink(
            other=steps[0],
            from_start=link.type in {"SS", "SF"},
            to_finish=to_finish,
            before=time.before if time else UNSTOPPED,
            begin=time.begin if time else UNSTOPPED,
            shift=forward[0],
            edge=forward[1],
            night=before.own if link.type == "SF" else None,
            lag=lag,
            source=link,
        )
        return seen, seen._replace(other=steps[1], shift=backward[0], edge=backward[1])

    def _date(self, date: CriticalDate, at: int, made: list[PreparedStep], index: dict[str, int]) -> CompiledDate:
        path: Path = ("critical_dates", at)
        step = None if date.step is None else index[date.step]
        time = self.frame.clocks.both() if step is None else made[step].own
        end, begin = self.frame.end(date.date, (*path, "date")), self.frame.begin(date.date, (*path, "date"))
        buffer, reserve = 0, time
        if date.buffer is not None:
            buffer = self.frame.units(date.buffer, time, (*path, "buffer"))
            reserve = self.frame.clocks.elapsed if date.buffer.elapsed else time
        if reserve.total == 0:
            sentence = "seller and customer never work at the same time; bind the date to a step"
            self.frame.problem("no-common-time", path, sentence)
            buffer = 0
        return CompiledDate(source=date, step=step, begin=begin, end=end, buffer=buffer, work=time, time=reserve)


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
