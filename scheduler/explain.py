"""Why a date is what it is: the chain of causes down to a root, in plain sentences."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .causes import TARGET, Bound, Cause, DateName, Pass, backward_binding, causes, forward_binding
from .compiled import FINISHED, NEVER, Compiled
from .shown import ends_its_day, forward_finish, forward_start
from .timeline import day_of
from .wording import amount_said, day_said, days_said

if TYPE_CHECKING:
    from .passes import Run, Spans
    from .plan import Moment, StepId
    from .schedule import Schedule

LIMITS = {
    "start_no_earlier_than": "may not start before",
    "finish_no_earlier_than": "may not finish before",
    "start_no_later_than": "may not start after",
    "finish_no_later_than": "may not finish after",
    "must_start_on": "must start on",
    "must_finish_on": "must finish on",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One hop of a chain: a step's date, said with what set it."""

    step: StepId
    causes: tuple[Cause, ...]
    because: str
    """What set the date."""
    sentence: str
    """The step, its dates, what set them and what lay in the way."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Why a step has a date."""

    step: StepId
    name: DateName
    date: Moment | None
    chain: tuple[Reason, ...]
    """From the step down to the root; empty where the date is null."""
    sentence: str
    """The chain's beginning and end in one sentence, with the closures that cost most on the way."""


def explain(schedule: Schedule, step: StepId, name: DateName = "late_start") -> Explanation:
    """Return why a step has one of its six dates. Raises KeyError for a step that the plan does not have."""
    shown: Moment | None = getattr(schedule.steps[step], name)
    passes = schedule.run
    c = passes.compiled
    if shown is None:
        sentence = f"{c.steps[c.index[step]].title} has no such date: it leads to no critical date."
        return Explanation(step=step, name=name, date=None, chain=(), sentence=sentence)
    chain = _chain(passes, step, name)
    sentence = _whole(c, step, name, shown, chain)
    return Explanation(step=step, name=name, date=shown, chain=tuple(chain), sentence=sentence)


def _chain(passes: Run, step: StepId, name: DateName) -> list[Reason]:
    c = passes.compiled
    walk: Pass = "late" if name.startswith("late") else "planned" if name.startswith("planned") else "early"
    chain: list[Reason] = []
    here: StepId | None = step
    while here is not None and len(chain) <= len(c):
        at = c.index[here]
        if c.kind[at] == FINISHED:
            chain.append(_finished(c, passes, at))
            break
        bound, now = _binding(passes, walk, at)
        if bound is None:
            break
        start, finish = _both(passes, walk, at)
        told = tuple(dict.fromkeys([bound.cause, *start, *finish]))
        chain.append(_hop(passes, walk, at, bound, told))
        walk = now
        here = bound.cause.step if bound.cause.kind == "link" else None
    return chain


def _binding(passes: Run, walk: Pass, at: int) -> tuple[Bound | None, Pass]:
    """Return what binds a step in a pass, and the pass in which the chain goes on: a plan may rest on a target."""
    if walk in {"late", "target"}:
        return backward_binding(passes, walk, at), walk
    bound = forward_binding(passes, walk, at)
    if walk == "planned" and bound.rank == TARGET:
        return bound, "target"
    return bound, walk


def _both(passes: Run, walk: Pass, at: int) -> tuple[tuple[Cause, ...], tuple[Cause, ...]]:
    """Return the obstacles of a step's start and finish in a pass, without what binds them."""
    if walk == "target":
        return (), ()
    found = causes(passes, passes.compiled.steps[at].id)
    start, finish = found[f"{walk}_start"], found[f"{walk}_finish"]  # type: ignore[index]
    return start[1:], finish[1:]


def _finished(c: Compiled, passes: Run, at: int) -> Reason:
    step = c.steps[at]
    day = day_said(forward_finish(c, passes.early, at), near=c.as_of)
    cause = Cause(kind="actual", start=step.progress.started, end=step.progress.finished)
    because = f"{step.title} was finished on {day}"
    return Reason(step=step.id, causes=(cause,), because="", sentence=f"{because}.")


# One hop.


def _hop(passes: Run, walk: Pass, at: int, bound: Bound, told: tuple[Cause, ...]) -> Reason:
    c = passes.compiled
    spans: Spans = getattr(passes, walk)
    aims = walk in {"late", "target"} or bound.rank == TARGET
    because = _because(passes, walk, bound.cause) if aims else _after(passes, walk, bound.cause)
    aside = [said for cause in told[1:] if (said := _obstacle(c, cause))]
    title = c.steps[at].title
    said = f"{title} {_says(c, walk, spans, at)}, because {_of_itself(because, title)}"
    sentence = "; ".join([said, *aside]) + "."
    return Reason(step=c.steps[at].id, causes=told, because=because, sentence=sentence)


def _says(c: Compiled, walk: Pass, spans: Spans, at: int) -> str:
    """Say a step's dates in one pass."""
    near = c.as_of
    start, finish = _ends(c, walk, spans, at)
    timeless = c.units[at] == 0
    duration = "" if timeless else f" ({_takes(c, at)})"
    words = {
        "late": ("must happen by", "must start by", "finish by", "must be done by"),
        "target": ("should happen by", "should start by", "finish by", "should be done by"),
        "planned": ("is planned for", "is planned to start on", "finish on", "is planned for"),
        "early": ("can happen on", "can start on", "finish on", "can be done on"),
    }[walk]
    if timeless:
        return f"{words[0]} {day_said(finish, near=near)}"
    if c.actual_start[at] >= 0:
        must = "must" if walk in {"late", "target"} else "can"
        return f"has started and {must} {words[2]} {day_said(finish, near=near)}{duration}"
    if day_of(start) == day_of(finish):
        return f"{words[3]} {day_said(finish, near=near)}{duration}"
    return f"{words[1]} {day_said(start, near=near)} and {words[2]} {day_said(finish, near=near)}{duration}"


def _of_itself(because: str, title: str) -> str:
    """Say `it` for the step that the sentence is about."""
    return f"it is due{because.removeprefix(f'{title} is due')}" if because.startswith(f"{title} is due") else because


def _ends(c: Compiled, walk: Pass, spans: Spans, at: int) -> tuple[Moment, Moment]:
    if walk in {"late", "target"} and spans.finish[at] == NEVER:
        return c.as_of, c.as_of
    if walk in {"late", "target"} and c.timeline.resolution == "day" and ends_its_day(c, at):
        day = c.timeline.shown(spans.finish[at] - 1)
        return day, day
    return forward_start(c, spans, at), forward_finish(c, spans, at)


def _takes(c: Compiled, at: int) -> str:
    duration = c.steps[at].duration
    left = " left" if c.actual_start[at] >= 0 else ""
    return amount_said(c.units[at], c.timeline.resolution, elapsed=duration is not None and duration.elapsed) + left


def _because(passes: Run, walk: Pass, cause: Cause) -> str:
    """Say what a step must be done for."""
    c = passes.compiled
    if cause.kind == "link" and cause.step is not None and cause.link is not None:
        other = c.index[cause.step]
        start, finish = _ends(
            c, "target" if walk == "planned" else walk, passes.late if walk == "late" else passes.target, other
        )
        to_finish = cause.link.type in {"FF", "SF"}
        verb = "happen" if c.units[other] == 0 else "finish" if to_finish else "start"
        day = day_said(finish if to_finish else start, near=c.as_of)
        must = "must" if walk == "late" else "should"
        return f"{c.steps[other].title} {must} {verb} by {day}{_lagged(cause)}"
    if cause.kind in {"critical_date", "buffer"}:
        date = next(date for date in c.dates if date.source.id == cause.critical_date)
        what = "the whole plan" if date.step is None else c.steps[date.step].title
        due = f"{what} is due on {day_said(date.source.date, near=c.as_of)}"
        if date.source.reason:
            due += f" ({date.source.reason})"
        if cause.kind == "buffer" and cause.amount:
            due += f" with {amount_said(cause.amount, c.timeline.resolution)} in reserve"
        return due if cause.constraint is None else f"nothing waits for its finish and {due}"
    return _limit(c, cause)


def _after(passes: Run, walk: Pass, cause: Cause) -> str:
    """Say what a step waits for."""
    c = passes.compiled
    if cause.kind == "link" and cause.step is not None and cause.link is not None:
        other = c.index[cause.step]
        spans: Spans = getattr(passes, walk)
        from_start = cause.link.type in {"SS", "SF"}
        day = (forward_start if from_start else forward_finish)(c, spans, other)
        done = c.kind[other] == FINISHED or (from_start and c.actual_start[other] >= 0)
        verb = ("started" if from_start else "was finished") if done else ("starts" if from_start else "finishes")
        if c.units[other] == 0 and not done:
            verb = "happens"
        return f"{c.steps[other].title} {verb} on {day_said(day, near=c.as_of)}{_lagged(cause)}"
    if cause.kind == "as_of":
        return f"today is {day_said(c.as_of, near=c.as_of)}"
    if cause.kind == "hold" and cause.end is not None:
        why = f" ({cause.reason})" if cause.reason else ""
        return f"the plan is on hold until {day_said(cause.end, near=c.as_of)}{why}"
    return _limit(c, cause)


def _limit(c: Compiled, cause: Cause) -> str:
    if cause.start is None:
        return "of a limit"
    day = day_said(cause.start, near=c.as_of)
    if cause.constraint == "start":
        return f"the plan starts on {day}"
    return f"it {LIMITS[cause.constraint or '']} {day}"


def _lagged(cause: Cause) -> str:
    if cause.link is None or cause.link.lag is None or not cause.link.lag.amount:
        return ""
    lag = cause.link.lag
    if lag.amount < 0:
        return f" and may overlap by {str(lag)[1:]}"
    return f" and {lag} lie between"


def _obstacle(c: Compiled, cause: Cause) -> str:
    """Say what lay in the way."""
    if cause.start is None or cause.end is None:
        return ""
    days = days_said(day_of(cause.start), day_of(cause.end), near=c.as_of)
    if cause.kind == "closure":
        verb = "is" if cause.start == cause.end else "are"
        return f"{days} {verb} closed at {cause.who}" + (f" ({cause.reason})" if cause.reason else "")
    if cause.kind == "absence":
        return f"{cause.who} is away {days}" + (f" ({cause.reason})" if cause.reason else "")
    if cause.kind == "freeze":
        return f"frozen {days}" + (f": {cause.reason}" if cause.reason else "")
    if cause.kind == "slot":
        return f"the slot it waits for costs {amount_said(cause.amount, c.timeline.resolution)}"
    return ""


# The whole.

TOLD = 3
"""Obstacles that the one sentence names; the chain has them all."""


def _whole(c: Compiled, step: StepId, name: DateName, shown: Moment, chain: list[Reason]) -> str:
    """Say the date, its nearest cause and its root, and what cost most on the way."""
    at = c.index[step]
    title, near = c.steps[at].title, c.as_of
    walk, _, end = name.partition("_")
    if c.actual_start[at] >= 0 and (end == "start" or c.kind[at] == FINISHED):
        done = "was finished" if end == "finish" or c.units[at] == 0 else "started"
        return f"{title} {done} on {day_said(shown, near=near)}."
    verb = "happen" if c.units[at] == 0 else end
    verbs = {"late": f"must {verb} by", "planned": f"is planned to {verb} on", "early": f"can {verb} on"}
    why = [(reason.because, c.steps[c.index[reason.step]].title) for reason in chain if reason.because]
    said = f"{title} {verbs[walk]} {day_said(shown, near=near)}, because {', because '.join(_ends_of(why))}"
    return "; ".join([said, *_costliest(c, chain)]) + "."


def _ends_of(why: list[tuple[str, str]]) -> list[str]:
    """Return the nearest cause and the root, with dots where hops between them are left out."""
    if len(why) <= 3:  # noqa: PLR2004 - three hops can still be said in a breath
        return [_of_itself(because, title) for because, title in why]
    return [why[0][0], f"... {why[-1][0]}"]


def _costliest(c: Compiled, chain: list[Reason]) -> list[str]:
    """Say the obstacles of a chain that cost most working time, in the order of days."""
    met = {cause for reason in chain for cause in reason.causes[1:] if _obstacle(c, cause)}
    worst = sorted(met, key=lambda cause: (-cause.amount, str(cause.start), cause.who))[:TOLD]
    return [_obstacle(c, cause) for cause in sorted(worst, key=lambda cause: (str(cause.start), cause.who))]
