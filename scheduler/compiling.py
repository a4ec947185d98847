"""From a plan to its compiled form, or to everything that keeps it from being scheduled."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from .clocks import Clocks
from .compiled import (
    ANCHORED,
    FINISHED,
    MILESTONE,
    NEVER,
    STARTED,
    TASK,
    Compiled,
    CompiledDate,
    CompiledLink,
    Limit,
)
from .graph import cycles, topological_order
from .names import name_problems
from .openings import Openings, SlotRuleError, merged, milestone_openings, slot_spans, task_openings
from .refusals import Path, Problem, Refused
from .timeline import Timeline, timeline_of

if TYPE_CHECKING:
    from .plan import CriticalDate, Duration, Link, Moment, Plan, Step
    from .working_time import Spans, WorkingTime


def compile_plan(plan: Plan, as_of: Moment) -> Compiled:
    """Make a plan into integers, as things stand at the begin of `as_of`.

    Raises Refused with every problem found, in the order of the document.
    """
    return _Compiler(plan, as_of).compiled()


class _Compiler:
    def __init__(self, plan: Plan, as_of: Moment) -> None:
        self.plan = plan
        self.as_of = as_of
        self.timeline: Timeline = timeline_of(plan.resolution, plan.time_zone, plan.start or as_of)
        self.clocks = Clocks(plan, self.timeline)
        self.problems: list[Problem] = list(name_problems(plan))
        self.now = self.begin(as_of, ("as_of",))
        self.base = self._base()
        self.freezes = merged(
            (self.begin(freeze.start, ("freezes", at, "from")), self.end(freeze.end, ("freezes", at, "to")))
            for at, freeze in enumerate(plan.freezes)
        )

    # Moments and durations, each problem told with its place.

    def problem(self, code: str, path: Path, sentence: str) -> None:
        self.problems.append(Problem(code=code, path=path, sentence=sentence))

    def begin(self, moment: Moment, path: Path) -> int:
        return self.timeline.begin(self._covered(moment, path))

    def end(self, moment: Moment, path: Path) -> int:
        return self.timeline.end(self._covered(moment, path))

    def _covered(self, moment: Moment, path: Path) -> Moment:
        if self.timeline.covers(moment):
            return moment
        first, last = self.timeline.first, self.timeline.last
        self.problem("beyond-horizon", path, f"{moment} lies outside the plan's calendar, {first} to {last}")
        return self.as_of

    def units(self, duration: Duration, time: WorkingTime, path: Path) -> int:
        try:
            return self.clocks.units(duration, time)
        except ValueError as error:
            self.problem("unit-in-day-plan", path, str(error))
            return duration.amount

    def _base(self) -> int:
        base = self.now
        if self.plan.start is not None:
            base = max(base, self.begin(self.plan.start, ("start",)))
        return max(base, self.hold_end())

    @property
    def held(self) -> bool:
        """Whether the plan is on hold at the as-of instant."""
        hold = self.plan.hold
        if hold is None or self.begin(hold.since, ("hold", "since")) > self.now:
            return False
        return hold.until is None or self.begin(hold.until, ("hold", "until")) > self.now

    def hold_end(self) -> int:
        """Return the instant at which a held plan resumes; 0 where it is not held or nobody knows."""
        hold = self.plan.hold
        return self.timeline.begin(hold.until) if hold is not None and hold.until is not None and self.held else 0

    # The whole.

    def compiled(self) -> Compiled:
        plan = self.plan
        self.clocks.check_calendars()
        made = [_CompiledStep(self, step, ("steps", at)) for at, step in enumerate(plan.steps)]
        predecessors = {one.step.id: [link.step for link in one.step.after] for one in made}
        self._refuse_circles(predecessors)
        self.problems += self.clocks.problems
        if self.problems:
            raise Refused(_in_order(self.problems))
        order = topological_order(predecessors)
        if order is None:
            message = "a circle of links got past the check for circles"
            raise AssertionError(message)
        index = {step: at for at, step in enumerate(order)}
        made.sort(key=lambda one: index[one.step.id])
        return self._laid_out(made, index)

    def _refuse_circles(self, predecessors: dict[str, list[str]]) -> None:
        known = {
            step: [one for one in before if one in predecessors and one != step]
            for step, before in predecessors.items()
        }
        if topological_order(known) is not None:
            return
        at = {step.id: number for number, step in enumerate(self.plan.steps)}
        for circle in cycles(known):
            way = " -> ".join(circle)
            sentence = f"these steps wait for each other in a circle: {way}; take one of the links out"
            self.problem("cycle", ("steps", at[circle[0]], "after"), sentence)

    def _laid_out(self, made: list[_CompiledStep], index: dict[str, int]) -> Compiled:
        plan = self.plan
        plain_in: list[list[int]] = [[] for _ in made]
        plain_out: list[list[int]] = [[] for _ in made]
        links_in: list[list[CompiledLink]] = [[] for _ in made]
        links_out: list[list[CompiledLink]] = [[] for _ in made]
        for at, one in enumerate(made):
            for number, link in enumerate(one.step.after):
                other = index[link.step]
                if link.type == "FS" and link.lag is None:
                    plain_in[at].append(other)
                    plain_out[other].append(at)
                    continue
                compiled_link = self._link(made[other], one, link, other, number)
                links_in[at].append(compiled_link)
                links_out[other].append(compiled_link._replace(other=at))
        dates = [self._date(date, at, made, index) for at, date in enumerate(plan.critical_dates)]
        if self.problems:
            raise Refused(_in_order(self.problems))
        dates.sort(key=lambda date: date.source.id)
        last = max(range(len(dates)), key=lambda at: (dates[at].end, -at), default=None)
        reach = _Reach(made, dates, plain_out, links_out)
        return Compiled(
            plan=plan,
            as_of=self.as_of,
            timeline=self.timeline,
            now=self.now,
            base=self.base,
            freezes=self.freezes,
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
            plain_in=[tuple(one) for one in plain_in],
            plain_out=[tuple(one) for one in plain_out],
            links_in=[tuple(one) for one in links_in],
            links_out=[tuple(one) for one in links_out],
            floor=[one.floor for one in made],
            finish_floor=[one.finish_floor for one in made],
            start_cap=[one.start_cap for one in made],
            finish_cap=[one.finish_cap for one in made],
            lower_limits=[tuple(one.lower_limits) for one in made],
            upper_limits=[tuple(one.upper_limits) for one in made],
            actual_start=[one.actual_start for one in made],
            actual_finish=[one.actual_finish for one in made],
            booking=[one.booking for one in made],
            held=self.held,
            dates=tuple(dates),
            last_date=last,
            dangling=reach.dangling,
            led=reach.led,
            aims=[led and one.waits_for_target for led, one in zip(reach.led, made, strict=True)],
        )

    def _link(self, before: _CompiledStep, after: _CompiledStep, link: Link, other: int, number: int) -> CompiledLink:
        lag, time = 0, None
        if link.lag is not None:
            if link.lag_calendar == "successor":
                time = after.side
            elif link.lag_calendar == "predecessor":
                time = before.side
            else:
                time = self.clocks.named(link.lag_calendar)
            lag = self.units(link.lag, time, (*after.path, "after", number, "lag"))
            if link.lag.elapsed:
                time = None
        return CompiledLink(
            other=other,
            from_start=link.type in {"SS", "SF"},
            to_finish=link.type in {"FF", "SF"},
            lag=lag,
            before=time.before if time else None,
            begin=time.begin if time else None,
            night_before=before.own.before if link.type == "SF" else None,
            night_begin=before.own.begin if link.type == "SF" else None,
            source=link,
        )

    def _date(self, date: CriticalDate, at: int, made: list[_CompiledStep], index: dict[str, int]) -> CompiledDate:
        path: Path = ("critical_dates", at)
        step = None if date.step is None else index[date.step]
        time = self.clocks.both() if step is None else made[step].own
        end, begin = self.end(date.date, (*path, "date")), self.begin(date.date, (*path, "date"))
        buffer, reserve = 0, time
        if date.buffer is not None:
            buffer = self.units(date.buffer, time, (*path, "buffer"))
            reserve = self.clocks.elapsed if date.buffer.elapsed else time
        if reserve.total == 0:
            sentence = "seller and customer never work at the same time; bind the date to a step"
            self.problem("no-common-time", path, sentence)
            buffer = 0
        return CompiledDate(source=date, step=step, begin=begin, end=end, buffer=buffer, time=reserve)


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


class _CompiledStep:
    """One step on its way to integers."""

    def __init__(self, compiler: _Compiler, step: Step, path: Path) -> None:
        self.compiler = compiler
        self.step = step
        self.path = path
        self.own = compiler.clocks.own(step, path)
        self.side = compiler.clocks.side(step, path)
        self.kind = self._kind()
        self.units = self._units()
        self.booking = self._booking()
        self.floor, self.finish_floor = compiler.base, 0
        self.start_cap = self.finish_cap = NEVER
        self.lower_limits: list[Limit] = []
        self.upper_limits: list[Limit] = []
        self.openings: Openings | None = None
        self.timeless_openings: Openings | None = None
        self.ignored_slots: Openings | None = None
        self.actual_start = self.actual_finish = -1
        if not self.own.total:  # told already, with the calendar that never works
            return
        try:
            self._date()
        except IndexError:
            self.problem("beyond-horizon", "", "its dates or slots run out of the plan's calendar")

    def _date(self) -> None:
        progress = self.step.progress
        self._check_progress()
        if progress.finished is not None:
            self._finish()
        elif progress.skipped:
            return
        elif self.kind == STARTED:
            self._start()
        else:
            self.openings = self._openings()
            self._bind()

    def _kind(self) -> int:
        step = self.step
        if step.progress.finished is not None:
            return FINISHED
        if step.progress.skipped:
            return MILESTONE
        if step.timeless:
            return ANCHORED if self.marks_beginning else MILESTONE
        return STARTED if step.progress.started is not None else TASK

    @property
    def marks_beginning(self) -> bool:
        """Whether a milestone stands at the begin of a day: said so, or held by predecessors' starts alone."""
        after = self.step.after
        return self.step.timeless and (
            self.step.anchor == "start" or (bool(after) and all(link.type in {"SS", "SF"} for link in after))
        )

    @property
    def waits_for_target(self) -> bool:
        """Whether it is planned as late as is safe; not once it has begun, nor where it is only passed through."""
        progress = self.step.progress
        begun = self.kind in {FINISHED, STARTED} or progress.skipped
        return self.step.policy == "alap" and not begun

    def problem(self, code: str, field: str, sentence: str) -> None:
        self.compiler.problem(code, (*self.path, *filter(None, field.split("."))), sentence)

    def _units(self) -> int:
        step = self.step
        if step.anchor is not None and not step.timeless:
            self.problem("anchor-not-milestone", "anchor", "only a milestone can mark a beginning; take `anchor` out")
        if step.duration is None:
            if not step.timeless:
                self.problem("missing-duration", "duration", f"a {step.kind} needs a duration, such as 5d")
            return 0
        if step.kind == "milestone":
            sentence = f"a milestone takes no time; make it a task or leave {step.duration} out"
            self.problem("milestone-duration", "duration", sentence)
            return 0
        if step.duration.amount < 1:
            sentence = f"{step.duration} is no duration; write at least one unit, or make it a milestone"
            self.problem("zero-duration", "duration", sentence)
            return 1
        return self.compiler.units(step.duration, self.own, (*self.path, "duration"))

    def _booking(self) -> int:
        meeting = self.step.meeting
        if meeting is None or meeting.booking is None:
            return 0
        return self.compiler.units(meeting.booking, self.side, (*self.path, "meeting", "booking"))

    # Progress.

    def _check_progress(self) -> None:
        progress = self.step.progress
        for name in ("started", "finished"):
            moment: Moment | None = getattr(progress, name)
            if moment is not None and self.compiler.begin(moment, (*self.path, "progress", name)) > self.compiler.now:
                sentence = (
                    f"{moment} is after the plan's day, {self.compiler.as_of}; only what has happened is progress"
                )
                self.problem("actual-after-as-of", f"progress.{name}", sentence)
        if progress.started is not None and progress.finished is not None:
            begin = self.compiler.timeline.begin(progress.started)
            if begin > self.compiler.timeline.end(progress.finished):
                sentence = f"it cannot have finished on {progress.finished}, before it started on {progress.started}"
                self.problem("finished-before-started", "progress.finished", sentence)
        if self.step.timeless and progress.started is not None and progress.finished is None:
            sentence = "a milestone takes no time, so it cannot be under way; write `finished` once it has happened"
            self.problem("milestone-started", "progress.started", sentence)
        if progress.remaining is None:
            return
        if progress.remaining.amount < 1:
            sentence = "a step with nothing remaining is finished; write `finished` with its date"
            self.problem("zero-remaining", "progress.remaining", sentence)
        elif progress.started is None and progress.finished is None:
            sentence = "only a started step has something remaining; write `started` too, or change the duration"
            self.problem("remaining-not-started", "progress.remaining", sentence)

    def _finish(self) -> None:
        timeline, progress = self.compiler.timeline, self.step.progress
        finished = progress.finished
        if finished is None or not timeline.covers(finished):
            return
        instant = timeline.begin(finished) if self.marks_beginning else timeline.end(finished)
        self.actual_start = self.actual_finish = instant
        if progress.started is not None and timeline.covers(progress.started):
            begun = timeline.begin(progress.started)
            self.actual_start = begun if not self.step.timeless else instant
        elif not self.step.timeless:
            self.actual_start = self.own.begin[max(self.own.before[instant] - max(self.units, 1), 0)]

    def _start(self) -> None:
        compiler, progress = self.compiler, self.step.progress
        if progress.started is None or not compiler.timeline.covers(progress.started):
            return
        self.actual_start = compiler.timeline.begin(progress.started)
        self.floor = max(compiler.now, compiler.hold_end())
        if progress.remaining is not None:
            self.units = compiler.units(progress.remaining, self.own, (*self.path, "progress", "remaining"))
        else:
            worked = self.own.before[compiler.now] - self.own.before[self.actual_start]
            self.units = max(1, self.units - worked)
        slots = self._slots()
        if slots is not None:
            self.ignored_slots = task_openings(self.own, 1, slots, ())
        self._cap_finish()

    # What binds a step that has not begun.

    def _slots(self) -> Spans | None:
        if self.step.slots is None:
            return None
        try:
            return slot_spans(self.compiler.timeline, self.step.slots)
        except SlotRuleError as error:
            self.problem("slot-rule", "slots", str(error))
            return None

    def _openings(self) -> Openings | None:
        compiler = self.compiler
        freezes: Spans = compiler.freezes if "change" in self.step.tags else ()
        slots = self._slots()
        if slots is None and not freezes:
            return None
        if self.kind == MILESTONE:
            found = milestone_openings(compiler.timeline, self.own, slots, freezes, base=compiler.base)
        else:
            found = task_openings(self.own, max(self.units, 1), slots, freezes)
            self.timeless_openings = task_openings(self.own, 1, slots, freezes)
        if not found.forward:
            sentence = (
                "none of its slots falls on its working time outside the freezes; change the rule or the calendar"
            )
            self.problem("no-slot", "slots" if slots is not None else "tags", sentence)
            return None
        return found

    def _bind(self) -> None:
        """Gather the limits and pins, each as an instant, and fold them into floors and caps."""
        step = self.step
        for name in ("start_no_earlier_than", "finish_no_earlier_than", "start_no_later_than"):
            moment: Moment | None = getattr(step, name)
            if moment is not None:
                self._limit(name, self._bound(moment, name))
        self._cap_finish()
        if step.must_start_on is not None:
            self._limit("must_start_on", self._pin_start(step.must_start_on, "must_start_on"))
        if step.must_finish_on is not None:
            self._limit("must_finish_on", self._pin_finish(step.must_finish_on))
        if self.kind != TASK:
            self.floor, self.finish_floor = max(self.floor, self.finish_floor), 0

    def _cap_finish(self) -> None:
        names = ("finish_no_later_than", "must_finish_on") if self.kind == STARTED else ("finish_no_later_than",)
        for name in names:
            moment: Moment | None = getattr(self.step, name)
            if moment is not None:
                limit = Limit(name, self._bound(moment, name), on_finish=True)
                self.upper_limits.append(limit)
                self.finish_cap = min(self.finish_cap, limit.instant)

    def _limit(self, name: str, instant: int) -> None:
        limit = Limit(name, instant, on_finish="finish" in name)
        if "later" not in name:
            self.lower_limits.append(limit)
            if limit.on_finish:
                self.finish_floor = max(self.finish_floor, instant)
            else:
                self.floor = max(self.floor, instant)
        if "earlier" not in name:
            self.upper_limits.append(limit)
            if limit.on_finish:
                self.finish_cap = min(self.finish_cap, instant)
            else:
                self.start_cap = min(self.start_cap, instant)

    def _bound(self, moment: Moment, name: str) -> int:
        """Return what a date means: to a task's start its begin, to a finish or a milestone its end.

        A bare day in a minute plan is the whole day: from its begin on, or until its end.
        """
        path = (*self.path, name)
        if self._bare(moment):
            return self._bare_bound(moment, name, path)
        if self.kind == ANCHORED or (self.kind != MILESTONE and "start" in name):
            return self.compiler.begin(moment, path)
        return self.compiler.end(moment, path)

    def _bare_bound(self, moment: Moment, name: str, path: Path) -> int:
        begin, end = self.compiler.begin(moment, path), self.compiler.end(moment, path)
        if "earlier" in name:
            return begin
        if name == "must_start_on" or self.kind == ANCHORED:
            return self.own.first_between(begin, end)
        if name == "must_finish_on":
            last = self.own.before[end] - 1
            return self.own.begin[last] + 1 if last >= self.own.before[begin] else end
        return end - 1 if self.kind == TASK and "start" in name else end

    def _bare(self, moment: Moment) -> bool:
        """Tell whether a moment of a minute plan is a day without a time."""
        return self.compiler.timeline.resolution == "minute" and not isinstance(moment, datetime)

    def _pin_start(self, moment: Moment, name: str) -> int:
        instant = self._bound(moment, name)
        if self.kind == MILESTONE:
            return self._milestone_pin(moment, instant, name)
        w, d = self.own.before, self.own.begin
        stop = self.compiler.timeline.end(moment) if self._bare(moment) else instant + 1
        place = w[instant]
        if w[stop] == place or not self._opens(place):
            self._refuse_pin(name, "start", moment, place, w[stop])
            return instant
        return d[place]

    def _pin_finish(self, moment: Moment) -> int:
        name = "must_finish_on"
        if self.kind == ANCHORED:
            return self._pin_start(moment, name)
        instant = self._bound(moment, name)
        if self.kind == MILESTONE:
            return self._milestone_pin(moment, instant, name)
        w, d = self.own.before, self.own.begin
        since = self.compiler.timeline.begin(moment) if self._bare(moment) else instant - 1
        last = w[instant] - 1
        place = last + 1 - self.units
        if w[since] > last or not self._opens(place):
            worked = w[since] <= last
            self._refuse_pin(name, "finish", moment, place if worked else place + 1, place + 1)
            return instant
        return d[last] + 1

    def _opens(self, place: int) -> bool:
        return place >= 0 and (self.openings is None or self.openings.opens(place))

    def _milestone_pin(self, moment: Moment, instant: int, name: str) -> int:
        if self.openings is not None and not self.openings.opens(instant):
            day = 1 if self.compiler.timeline.resolution == "day" else 0
            earlier, later = self.openings.around(instant)
            self._tell_pin(name, "happen", moment, earlier - day, later - day)
        return instant

    def _refuse_pin(self, name: str, verb: str, moment: Moment, before: int, after: int) -> None:
        """Name the nearest days on which the step can start (finish): before one working unit, and from another on."""
        d, openings = self.own.begin, self.openings
        earlier, later = max(before - 1, 0), max(after, 0)
        if openings is not None:
            earlier, later = openings.last(earlier), openings.next(later)
        shift = self.units - 1 if verb == "finish" else 0
        self._tell_pin(name, verb, moment, d[earlier + shift], d[later + shift])

    def _tell_pin(self, name: str, verb: str, moment: Moment, earlier: int, later: int) -> None:
        shown = self.compiler.timeline.shown
        sentence = (
            f"it cannot {verb} on {moment}; the nearest days on which it can are {shown(earlier)} and {shown(later)}"
        )
        self.problem("impossible-pin", name, sentence)


class _Reach:
    """Which steps are bound by what: found once, since every backward pass binds the same ones."""

    def __init__(
        self,
        made: list[_CompiledStep],
        dates: list[CompiledDate],
        plain_out: list[list[int]],
        links_out: list[list[CompiledLink]],
    ) -> None:
        count = len(made)
        everywhere = any(date.step is None for date in dates)
        dated = {date.step for date in dates}
        bound = [False] * count
        self.led = [False] * count
        dangling = set()
        for at in range(count - 1, -1, -1):
            one = made[at]
            if one.kind == FINISHED:
                continue
            on_finish = [*plain_out[at], *(link.other for link in links_out[at] if not link.from_start)]
            on_start = [link.other for link in links_out[at] if link.from_start]
            counted = on_finish if one.kind == STARTED else on_finish + on_start
            self.led[at] = everywhere or at in dated or any(self.led[other] for other in counted)
            held = everywhere or at in dated or one.finish_cap < NEVER or any(bound[other] for other in on_finish)
            started = any(bound[other] for other in on_start)
            if started and not held and dates and not one.step.progress.skipped:
                dangling.add(at)
                held = self.led[at] = True
            bound[at] = held or (one.kind != STARTED and (started or one.start_cap < NEVER))
        self.dangling = frozenset(dangling)
