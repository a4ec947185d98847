"""What to look at in a plan that can be scheduled: one registry of rules with stable codes, sentences and remedies."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from .causes import forward_binding, is_needed
from .compiled import FINISHED, STARTED, TASK, CompiledDate
from .found import Fact, Found, date_title, title, waited_for
from .landings import landing_shown, landings
from .names import Known
from .plan import CUSTOMER, SELLER
from .progress_rules import out_of_sequence, progress_overrides
from .refusals import quoted
from .shown import forward_finish, forward_start
from .wording import amount_said, day_said

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from .passes import Run
    from .plan import CriticalDateId, StepId
    from .sweeps import Spans

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
        found += sorted(ours, key=_order)
    return tuple(found)


def _order(one: Finding) -> tuple[str, str, str, str]:
    """Return where a finding of a rule comes; two may say the same of two predecessors, which their facts name."""
    return one.critical_date or "", one.step or "", one.sentence, repr(sorted(one.facts.items()))


# The rules.


def _date_late(run: Run, _: dict[CompiledDate, Spans]) -> Iterator[Found]:
    c = run.compiled
    for date in c.dates:
        missed = [one for one in landings(run, date) if one.open and one.finish > one.due]
        if not missed:
            continue
        last = max(missed, key=lambda one: one.finish)
        w = date.time.before
        short = max(1, w[last.finish] - w[last.due])
        lands = landing_shown(run, last)
        sentence = (
            f"{date_title(c, date)} is due on {day_said(date.source.date, near=c.as_of)} and lands on "
            f"{day_said(lands, near=c.as_of)}: {amount_said(short, c.timeline.resolution)} short"
        )
        yield Found(
            date=date,
            facts={"due": str(date.source.date), "forecast": str(lands), "short_by": short},
            sentence=sentence,
        )


def _start_overdue(run: Run, _: dict[CompiledDate, Spans]) -> Iterator[Found]:
    c = run.compiled
    if c.held:
        return
    for step, kind in enumerate(c.kind):
        late = run.late.start[step]
        if kind != TASK or late >= c.now or run.waits.early.get(step):
            continue
        if not waited_for(c, step):
            since = c.timeline.shown(late)
            sentence = f"{title(c, step)} should have started on {day_said(since, near=c.as_of)}"
            yield Found(step=step, facts={"start_by": str(since)}, sentence=sentence)


def _start_now(run: Run, _: dict[CompiledDate, Spans]) -> Iterator[Found]:
    c = run.compiled
    if c.held:
        return
    tomorrow = c.timeline.end(c.timeline.day(c.now))
    for step, kind in enumerate(c.kind):
        late = run.late.start[step]
        can = run.early.start[step] < tomorrow  # else what it waits for is told
        if kind == TASK and can and c.now <= late < tomorrow:
            sentence = f"{title(c, step)} must start today, {day_said(c.timeline.day(late), near=c.as_of)}"
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
                sentence = f"{title(c, step)} {verb} on {late}, after its limit, {due}"
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
                title(c, c.index[cause.step])
                if cause.step
                else {"as_of": "today", "hold": "the hold", "wait": "what it waits for"}.get(cause.kind, "a limit")
            )
            verb = "finish" if limit.on_finish else "start"
            sentence = (
                f"{title(c, step)} is pinned to {verb} on {pin}, but {pusher} pushes it "
                f"{amount_said(units, c.timeline.resolution)} past that"
            )
            facts: dict[str, Fact] = {"pin": limit.field, "by": cause.step or cause.kind, "units": units}
            yield Found(step=step, facts=facts, sentence=sentence)


def _buffer_eaten(run: Run, _: dict[CompiledDate, Spans]) -> Iterator[Found]:
    c = run.compiled
    for date in c.dates:
        lands = [one for one in landings(run, date) if one.open]
        late = any(one.finish > one.due for one in lands)
        if late or not any(one.finish > one.target for one in lands):
            continue
        last = max(lands, key=lambda one: one.finish)
        w = date.time.before
        left = max(0, w[last.due] - w[last.finish])
        reserve = f"{amount_said(date.buffer, c.timeline.resolution)} in reserve before {date_title(c, date)}"
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
        sentence = f"{date_title(c, date)} is due on {day_said(date.source.date, near=c.as_of)}, when nobody works"
        if w[end]:
            last = c.timeline.shown(date.work.begin[w[end] - 1])
            facts["last"] = str(last)
            sentence += f"; the last working time before is {day_said(last, near=c.as_of)}"
        yield Found(date=date, facts=facts, sentence=sentence)


def _unused_calendar(run: Run, _: dict[CompiledDate, Spans]) -> Iterator[Found]:
    if not run.waits.whole:
        return  # what is not shown may use it
    plan = run.compiled.plan
    parties = {SELLER, CUSTOMER, *(party.id for party in plan.parties)}
    used = {step.calendar for step in plan.steps} | {link.lag_calendar for step in plan.steps for link in step.after}
    for calendar in plan.calendars:
        if calendar.id not in used | parties:
            meant = Known("calendar", [(party, party) for party in parties]).guess(calendar.id)
            sentence = f"No step and no lag uses the calendar {quoted(calendar.id)}{meant}"
            yield Found(facts={"calendar": calendar.id}, sentence=sentence.rstrip("?"))


def _no_critical_date(run: Run, _: dict[CompiledDate, Spans]) -> Iterator[Found]:
    if not run.compiled.dates and run.compiled.steps:
        yield Found(sentence="The plan has no critical date, so nothing says when a step must start")


def _no_goal(run: Run, _: dict[CompiledDate, Spans]) -> Iterator[Found]:
    c = run.compiled
    for step, kind in enumerate(c.kind):
        if c.dates and kind != FINISHED and not c.led[step] and not c.steps[step].progress.skipped:
            if is_needed(run, step):
                continue
            yield Found(
                step=step,
                sentence=f"{title(c, step)} leads to no critical date, so it has no latest safe date from one",
            )


def _dangling_finish(run: Run, _: dict[CompiledDate, Spans]) -> Iterator[Found]:
    c = run.compiled
    for step in sorted(c.dangling - run.waits.late.keys()):
        last = c.dates[c.last_date or 0]
        sentence = (
            f"Others wait for the start of {title(c, step)} but nobody for its finish; it is given until "
            f"{day_said(last.source.date, near=c.as_of)}, the plan's last critical date"
        )
        yield Found(step=step, facts={"until": str(last.source.date)}, sentence=sentence)


def _agreed_date_moved(run: Run, _: dict[CompiledDate, Spans]) -> Iterator[Found]:
    c = run.compiled
    for step, kind in enumerate(c.kind):
        agreed = c.steps[step].agreed
        if agreed is None or agreed.finish is None or kind == FINISHED:
            continue
        lands = forward_finish(c, run.planned, step)
        if run.planned.finish[step] > c.timeline.end(agreed.finish) and lands != agreed.finish:
            promised, late = day_said(agreed.finish, near=c.as_of), day_said(lands, near=c.as_of)
            sentence = f"{title(c, step)} was agreed for {promised} and now lands on {late}"
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
        remedy="Start it at once, and make up the time on the path behind it.",
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
        remedy="If that is meant, leave it; otherwise choose a working day.",
        check=_date_on_closed_day,
    ),
    "unused-calendar": Rule(
        severity="warning",
        says="A calendar has the name of no party, and nothing names it.",
        remedy="Give it the id of the party whose working time it is, or name it in a step's calendar.",
        check=_unused_calendar,
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
        check=out_of_sequence,
    ),
    "progress-overrides": Rule(
        severity="note",
        says="A started step goes on whatever its pins, slots, freezes and no-earlier-than limits say.",
        remedy="If the progress is right, leave it; otherwise correct it.",
        check=progress_overrides,
    ),
}
"""In this order findings are told."""
