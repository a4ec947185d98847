"""What to look at in a plan that can be scheduled: one registry of rules with stable codes, sentences and remedies."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from .causes import forward_binding
from .compiled import FINISHED, STARTED, TASK, Compiled, CompiledDate
from .openings import holds
from .passes import pushed
from .shown import forward_finish, forward_start
from .wording import amount_said, day_said

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from .passes import Run, Spans
    from .plan import CriticalDateId, Step, StepId

Fact = str | int
Severity = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something to look at, with its facts and what to do."""

    code: str
    """Stable; a key of `RULES`."""
    severity: Severity
    """An error means that a promise cannot be kept as things stand."""
    step: StepId | None = None
    critical_date: CriticalDateId | None = None
    facts: dict[str, Fact] = field(default_factory=dict)
    """What the sentence says, for programs."""
    sentence: str
    remedy: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule of the registry: what it says about a plan, and what to do about it."""

    severity: Severity
    says: str
    remedy: str
    check: Callable[[Run, dict[CompiledDate, Spans]], Iterator[Found]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Where a rule found something."""

    step: int | None = None
    date: CompiledDate | None = None
    facts: dict[str, Fact] = field(default_factory=dict)
    sentence: str


def findings_of(run: Run, by_date: dict[CompiledDate, Spans]) -> tuple[Finding, ...]:
    """Return all findings in the order of the registry; within a rule by critical date, then by step."""
    c = run.compiled
    found = []
    for code, rule in RULES.items():
        ours = [
            Finding(
                code=code,
                severity=rule.severity,
                step=None if one.step is None else c.steps[one.step].id,
                critical_date=None if one.date is None else one.date.source.id,
                facts=one.facts,
                sentence=one.sentence,
                remedy=rule.remedy,
            )
            for one in rule.check(run, by_date)
        ]
        found += sorted(ours, key=lambda one: (one.critical_date or "", one.step or "", one.sentence))
    return tuple(found)


def _title(c: Compiled, step: int) -> str:
    return c.steps[step].title


def _name(c: Compiled, date: CompiledDate) -> str:
    return date.source.id if date.step is None else _title(c, date.step)


# The rules.


def _date_late(run: Run, _: dict[CompiledDate, Spans]) -> Iterator[Found]:
    c = run.compiled
    for date in c.dates:
        steps = c.bound_steps(date)
        missed = [step for step in steps if c.kind[step] != FINISHED and run.planned.finish[step] > c.due(date, step)]
        if not missed:
            continue
        last = max(missed, key=lambda step: run.planned.finish[step])
        w = date.time.before
        short = max(1, w[run.planned.finish[last]] - w[c.due(date, last)])
        lands = forward_finish(c, run.planned, last)
        sentence = (
            f"{_name(c, date)} is due on {day_said(date.source.date, near=c.as_of)} and lands on "
            f"{day_said(lands, near=c.as_of)}: {amount_said(short, c.timeline.resolution)} short"
        )
        yield Found(
            date=date,
            facts={"due": str(date.source.date), "forecast": str(lands), "short_by": short},
            sentence=sentence,
        )


def _start_overdue(run: Run, _: dict[CompiledDate, Spans]) -> Iterator[Found]:
    c = run.compiled
    for step, kind in enumerate(c.kind):
        late = run.late.start[step]
        if kind != TASK or late >= c.now:
            continue
        if all(c.kind[c.index[link.step]] == FINISHED for link in c.steps[step].after):
            since = c.timeline.shown(late)
            sentence = f"{_title(c, step)} should have started on {day_said(since, near=c.as_of)}"
            yield Found(step=step, facts={"start_by": str(since)}, sentence=sentence)


def _start_now(run: Run, _: dict[CompiledDate, Spans]) -> Iterator[Found]:
    c = run.compiled
    tomorrow = c.timeline.end(c.timeline.day(c.now))
    for step, kind in enumerate(c.kind):
        late = run.late.start[step]
        if kind == TASK and c.now <= late < tomorrow:
            sentence = f"{_title(c, step)} must start today, {day_said(c.timeline.day(late), near=c.as_of)}"
            yield Found(step=step, facts={"start_by": str(c.timeline.shown(late))}, sentence=sentence)


def _limit_missed(run: Run, _: dict[CompiledDate, Spans]) -> Iterator[Found]:
    c = run.compiled
    for step, caps in enumerate(c.upper_limits):
        for limit in caps:
            if limit.field.startswith("must") and c.kind[step] != STARTED:
                continue  # a pin has a finding of its own
            instant = run.planned.finish[step] if limit.on_finish else run.planned.start[step]
            if instant > limit.instant:
                lands = (forward_finish if limit.on_finish else forward_start)(c, run.planned, step)
                verb = "finishes" if limit.on_finish else "starts"
                asked = getattr(c.steps[step], limit.field)
                late, due = day_said(lands, near=c.as_of), day_said(asked, near=c.as_of)
                sentence = f"{_title(c, step)} {verb} on {late}, after its limit, {due}"
                yield Found(
                    step=step,
                    facts={"limit": limit.field, "asked": str(asked), "planned": str(lands)},
                    sentence=sentence,
                )


def _pin_pushed(run: Run, _: dict[CompiledDate, Spans]) -> Iterator[Found]:
    c = run.compiled
    for step, limits in enumerate(c.lower_limits):
        for limit in limits:
            instant = run.early.finish[step] if limit.on_finish else run.early.start[step]
            if not limit.field.startswith("must") or instant <= limit.instant:
                continue
            w = c.before[step]
            units = max(1, w[instant] - w[limit.instant])
            pin = day_said(getattr(c.steps[step], limit.field), near=c.as_of)
            cause = forward_binding(run, "early", step).cause
            pusher = (
                _title(c, c.index[cause.step])
                if cause.step
                else {"as_of": "today", "hold": "the hold"}.get(cause.kind, "a limit")
            )
            verb = "finish" if limit.on_finish else "start"
            sentence = (
                f"{_title(c, step)} is pinned to {verb} on {pin}, but {pusher} pushes it "
                f"{amount_said(units, c.timeline.resolution)} past that"
            )
            facts: dict[str, Fact] = {"pin": limit.field, "by": cause.step or cause.kind, "units": units}
            yield Found(step=step, facts=facts, sentence=sentence)


def _buffer_eaten(run: Run, _: dict[CompiledDate, Spans]) -> Iterator[Found]:
    c = run.compiled
    for date in c.dates:
        steps = [step for step in c.bound_steps(date) if c.kind[step] != FINISHED]
        late = any(run.planned.finish[step] > c.due(date, step) for step in steps)
        if late or not any(run.planned.finish[step] > c.target(date, step) for step in steps):
            continue
        last = max(steps, key=lambda step: run.planned.finish[step])
        w = date.time.before
        left = max(0, w[c.due(date, last)] - w[run.planned.finish[last]])
        reserve = f"{amount_said(date.buffer, c.timeline.resolution)} in reserve before {_name(c, date)}"
        sentence = f"{left or 'None'} of the {reserve} {'is' if left <= 1 else 'are'} left"
        if c.timeline.resolution == "minute":
            sentence = f"{amount_said(left, 'minute')} of the {reserve} are left"
        yield Found(date=date, facts={"buffer": date.buffer, "left": left}, sentence=sentence)


def _date_on_closed_day(run: Run, _: dict[CompiledDate, Spans]) -> Iterator[Found]:
    c = run.compiled
    for date in c.dates:
        day = c.timeline.day(date.begin)
        begin, end = c.timeline.begin(day), c.timeline.end(day)
        w = date.work.before
        if w[begin] < w[end]:
            continue
        facts: dict[str, Fact] = {"due": str(date.source.date)}
        sentence = f"{_name(c, date)} is due on {day_said(date.source.date, near=c.as_of)}, when nobody works"
        if w[end]:
            last = c.timeline.shown(date.work.begin[w[end] - 1])
            facts["last"] = str(last)
            sentence += f"; the last working time before is {day_said(last, near=c.as_of)}"
        yield Found(date=date, facts=facts, sentence=sentence)


def _no_critical_date(run: Run, _: dict[CompiledDate, Spans]) -> Iterator[Found]:
    if not run.compiled.dates and run.compiled.steps:
        yield Found(sentence="The plan has no critical date, so nothing says when a step must start")


def _no_goal(run: Run, _: dict[CompiledDate, Spans]) -> Iterator[Found]:
    c = run.compiled
    for step, kind in enumerate(c.kind):
        if c.dates and kind != FINISHED and not c.led[step] and not c.steps[step].progress.skipped:
            yield Found(
                step=step,
                sentence=f"{_title(c, step)} leads to no critical date, so it has no latest safe date from one",
            )


def _dangling_finish(run: Run, _: dict[CompiledDate, Spans]) -> Iterator[Found]:
    c = run.compiled
    for step in sorted(c.dangling):
        last = c.dates[c.last_date or 0]
        sentence = (
            f"Others wait for the start of {_title(c, step)} but nobody for its finish; it is given until "
            f"{day_said(last.source.date, near=c.as_of)}, the plan's last critical date"
        )
        yield Found(step=step, facts={"until": str(last.source.date)}, sentence=sentence)


def _out_of_sequence(run: Run, _: dict[CompiledDate, Spans]) -> Iterator[Found]:
    c = run.compiled
    for step, kind in enumerate(c.kind):
        if kind not in {STARTED, FINISHED}:
            continue
        typed = {link.source: link for link in c.links_in[step]}
        for source in c.steps[step].after:
            other = c.index[source.step]
            if c.steps[other].progress.skipped or (source.type in {"FF", "SF"} and kind != FINISHED):
                continue
            on_finish, from_start = source.type in {"FF", "SF"}, source.type in {"SS", "SF"}
            reached = (run.early.start if from_start else run.early.finish)[other]
            mine = (c.actual_finish if on_finish else c.actual_start)[step]
            link = typed.get(source)
            if (reached if link is None else pushed(link, reached)) <= mine:
                continue
            has = "started" if from_start else "finished"
            happened = (c.actual_start if from_start else c.actual_finish)[other] >= 0
            why = "before its lag was over" if happened and reached <= mine else f"before {_title(c, other)} had {has}"
            verb = "finished" if on_finish else "started"
            yield Found(step=step, facts={"before": source.step}, sentence=f"{_title(c, step)} {verb} {why}")


def _progress_overrides(run: Run, _: dict[CompiledDate, Spans]) -> Iterator[Found]:
    c = run.compiled
    for step, kind in enumerate(c.kind):
        if kind != STARTED:
            continue
        one, began, ends = c.steps[step], c.actual_start[step], run.early.finish[step]
        broken = []
        begin, end = c.timeline.begin, c.timeline.end
        if one.start_no_earlier_than is not None and began < begin(one.start_no_earlier_than):
            broken.append("start_no_earlier_than")
        if one.must_start_on is not None and c.timeline.day(began) != c.timeline.day(begin(one.must_start_on)):
            broken.append("must_start_on")
        if one.finish_no_earlier_than is not None and ends < end(one.finish_no_earlier_than):
            broken.append("finish_no_earlier_than")
        if one.must_finish_on is not None and ends < end(one.must_finish_on):
            broken.append("must_finish_on")
        if not _in_slot(c, step, began):
            broken.append("slots")
        if "change" in one.tags and (
            holds(c.freezes, began) or holds(c.freezes, c.begin[step][c.before[step][ends] - 1])
        ):
            broken.append("freezes")
        for name in broken:
            sentence = f"{_title(c, step)} is under way {_although(c, one, name)}; that no longer moves it"
            yield Found(step=step, facts={"field": name}, sentence=sentence)


def _although(c: Compiled, step: Step, name: str) -> str:
    if name == "slots":
        return "outside its slots"
    if name == "freezes":
        return "in a freeze"
    day = day_said(getattr(step, name), near=c.as_of)
    return {
        "start_no_earlier_than": f"although it may not start before {day}",
        "finish_no_earlier_than": f"although it may not finish before {day}",
        "must_start_on": f"although it is pinned to {day}",
        "must_finish_on": f"although it is pinned to finish on {day}",
    }[name]


def _in_slot(c: Compiled, step: int, instant: int) -> bool:
    """Tell whether a started step began in one of its slots, if it has any."""
    slots = c.ignored_slots[step]
    return slots is None or (c.own[step].works(instant) and slots.opens(c.before[step][instant]))


def _agreed_date_moved(run: Run, _: dict[CompiledDate, Spans]) -> Iterator[Found]:
    c = run.compiled
    for step, kind in enumerate(c.kind):
        agreed = c.steps[step].agreed
        if agreed is None or agreed.finish is None or kind == FINISHED:
            continue
        lands = forward_finish(c, run.planned, step)
        if run.planned.finish[step] > c.timeline.end(agreed.finish) and lands != agreed.finish:
            promised, late = day_said(agreed.finish, near=c.as_of), day_said(lands, near=c.as_of)
            sentence = f"{_title(c, step)} was agreed for {promised} and now lands on {late}"
            yield Found(step=step, facts={"agreed": str(agreed.finish), "planned": str(lands)}, sentence=sentence)


RULES: dict[str, Rule] = {
    "no-critical-date": Rule(
        severity="warning",
        says="A plan without a critical date has no latest safe dates.",
        remedy="Ask the customer which date matters and why, and add it under `critical_dates`.",
        check=_no_critical_date,
    ),
    "date-late": Rule(
        severity="error",
        says="A critical date will be missed if the plan is kept as it is.",
        remedy="Shorten, overlap or drop steps of its critical path, or agree on a later date.",
        check=_date_late,
    ),
    "start-overdue": Rule(
        severity="error",
        says="A step that waits for nobody should have started already.",
        remedy="Start it today, and make up the time on the path behind it.",
        check=_start_overdue,
    ),
    "limit-missed": Rule(
        severity="error",
        says="A step is planned past a limit of its own.",
        remedy="Bring its predecessors forward, or move the limit.",
        check=_limit_missed,
    ),
    "pin-pushed": Rule(
        severity="error",
        says="Something that a pinned step waits for pushes it past its pin; the pin breaks no link.",
        remedy="Move the pin, or shorten what comes before it.",
        check=_pin_pushed,
    ),
    "buffer-eaten": Rule(
        severity="warning",
        says="The forecast of a critical date eats into its buffer.",
        remedy="Look at the critical path before the buffer is gone.",
        check=_buffer_eaten,
    ),
    "start-today": Rule(
        severity="note",
        says="A step's latest safe start is today.",
        remedy="Start it today.",
        check=_start_now,
    ),
    "agreed-date-moved": Rule(
        severity="warning",
        says="A step is planned to finish after the date that both sides agreed.",
        remedy="Win the time back, or agree on a new date together.",
        check=_agreed_date_moved,
    ),
    "critical-date-on-closed-day": Rule(
        severity="note",
        says="A critical date falls on a day on which its step is not worked; it is kept, and the work ends before it.",
        remedy="Nothing, if it is meant so; else name a working day.",
        check=_date_on_closed_day,
    ),
    "no-goal": Rule(
        severity="note",
        says="From this step no critical date can be reached.",
        remedy="Link it to what needs it, or give the plan a critical date behind it.",
        check=_no_goal,
    ),
    "dangling-finish": Rule(
        severity="warning",
        says="Others wait for a step's start and nobody for its finish.",
        remedy="Link its finish to what needs it.",
        check=_dangling_finish,
    ),
    "out-of-sequence": Rule(
        severity="warning",
        says="A step began or ended before what it waits for.",
        remedy="Check the dates, or take out the link if it was never true; what is left still waits.",
        check=_out_of_sequence,
    ),
    "progress-overrides": Rule(
        severity="note",
        says="A started step goes on whatever its pins, slots, freezes and no-earlier-than limits say.",
        remedy="Nothing, if its progress is right; else correct it.",
        check=_progress_overrides,
    ),
}
"""In this order findings are told."""
