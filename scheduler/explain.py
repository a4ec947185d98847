"""Why a date is what it is: the chain of causes down to a root, in plain sentences."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .causes import BACKWARD, Bound, Cause, DateName, Pass, binding, interrupted, pass_of, waited
from .compiled import FINISHED, Compiled
from .saying import after, because, dates_said, obstacle_said, of_itself, shared_hours, takes
from .wording import day_said, listed

if TYPE_CHECKING:
    from .passes import Run
    from .plan import LinkType, Moment, StepId
    from .schedule import Schedule

TOLD = 3
"""Obstacles that the one sentence names, and hops that it says in full; the chain has them all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One hop of a chain: a step's date, said with what set it."""

    step: StepId
    causes: tuple[Cause, ...]
    in_the_way: tuple[Cause, ...] = ()
    """Those of the causes that moved the date at the chain's begin: not what lies within a step of which only one end
    matters.
    """
    because: str
    """What set the date; empty where it has happened."""
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
    """The chain's beginning and end in one sentence, with what cost most on the way."""


def explain(schedule: Schedule, step: StepId, name: DateName = "late_start") -> Explanation:
    """Return why a step has one of its six dates. Raises KeyError for a step that the plan does not have."""
    shown: Moment | None = getattr(schedule.steps[step], name)
    c = schedule.run.compiled
    at = c.index[step]
    if shown is None:
        what = "start" if name.endswith("start") else "finish"
        sentence = f"{c.steps[at].title} has no latest safe {what}: it leads to no critical date."
        return Explanation(step=step, name=name, date=None, chain=(), sentence=sentence)
    if c.steps[at].progress.skipped and c.kind[at] != FINISHED:
        reason = Reason(step=step, causes=(), because="", sentence=f"{c.steps[at].title} is skipped.")
        return Explanation(step=step, name=name, date=shown, chain=(reason,), sentence=reason.sentence)
    if c.kind[at] == FINISHED or (c.actual_start[at] >= 0 and name.endswith("start")):
        reason = _happened(c, at, shown)
        return Explanation(step=step, name=name, date=shown, chain=(reason,), sentence=reason.sentence)
    chain = _chain(schedule, step, name)
    bound, _ = binding(schedule.run, pass_of(name), at)
    through = bound is not None and bound.at_start != name.endswith("start")
    sentence = _whole(c, at, name, shown, chain, through=through)
    return Explanation(step=step, name=name, date=shown, chain=tuple(chain), sentence=sentence)


def _chain(schedule: Schedule, step: StepId, name: DateName) -> list[Reason]:
    passes = schedule.run
    c = passes.compiled
    walk, at_start = pass_of(name), name.endswith("start")
    chain: list[Reason] = []
    here: StepId | None = step
    while here is not None and len(chain) < len(c):
        at = c.index[here]
        if c.kind[at] == FINISHED:
            chain.append(_happened(c, at, schedule.steps[here].early_finish))
            break
        bound, reached = binding(passes, walk, at)
        if bound is None:
            break
        cause, further, skipped = _past_skipped(passes, reached, bound.cause)
        why = _why(passes, further, cause) + skipped
        chain.append(_hop(passes, walk, at, (bound, reached), why=why, through=bound.at_start != at_start))
        walk = further
        here = cause.step if cause.kind == "link" else None
        at_start = cause.link is not None and cause.link.type in FROM_START[further in BACKWARD]
    return chain


def _past_skipped(passes: Run, walk: Pass, cause: Cause) -> tuple[Cause, Pass, str]:
    """Follow links through skipped steps to what stands behind them; return that, and which steps are skipped."""
    c, skipped = passes.compiled, []
    while cause.step is not None and c.steps[at := c.index[cause.step]].progress.skipped and c.kind[at] != FINISHED:
        bound, reached = binding(passes, walk, at)
        if bound is None:
            break
        skipped.append(c.steps[at].title)
        cause, walk = bound.cause, reached
    return cause, walk, f" ({listed(skipped)} {'is' if len(skipped) == 1 else 'are'} skipped)" if skipped else ""


def _why(passes: Run, walk: Pass, cause: Cause) -> str:
    return (because if walk in BACKWARD else after)(passes, walk, cause)


def _happened(c: Compiled, at: int, shown: Moment) -> Reason:
    """Say a start or finish that has happened."""
    step = c.steps[at]
    verb = "was finished" if c.kind[at] == FINISHED else "started"
    on = step.progress.finished or shown
    cause = Cause(kind="actual", start=step.progress.started, end=step.progress.finished)
    sentence = f"{step.title} {verb} on {day_said(on, near=c.as_of)}."
    return Reason(step=step.id, causes=(cause,), because="", sentence=sentence)


FROM_START: dict[bool, frozenset[LinkType]] = {False: frozenset({"SS", "SF"}), True: frozenset({"FS", "SS"})}
"""Links that reach the start of the step at their other end: forward the predecessor, backward the successor."""


def _hop(passes: Run, walk: Pass, at: int, found: tuple[Bound, Pass], *, why: str, through: bool) -> Reason:
    """Say one step of a chain; `through` says that the chain comes in at one of its ends and leaves at the other."""
    c = passes.compiled
    bound, reached = found
    waits, within = tuple(waited(passes, reached, at, bound)), tuple(interrupted(passes, reached, at))
    met = tuple(dict.fromkeys([*waits, *within]))
    title = c.steps[at].title
    said = f"{title} {dates_said(passes, walk, at)}, because {of_itself(why, title)}"
    met_said = [*(obstacle_said(c, cause) for cause in sorted(met, key=_day)), shared_hours(passes, reached, at)]
    return Reason(
        step=c.steps[at].id,
        causes=(bound.cause, *met),
        in_the_way=met if through else waits,
        because=why,
        sentence="; ".join([said, *filter(None, met_said)]) + ".",
    )


def _day(cause: Cause) -> str:
    return str(cause.start)


# The whole.


def _whole(c: Compiled, at: int, name: DateName, shown: Moment, chain: list[Reason], *, through: bool) -> str:
    """Say the date, its nearest cause and its root, and what cost most on the way.

    `through` says that what binds the step binds its other end, so that its duration lies between.
    """
    walk, _, end = name.partition("_")
    verb = "happen" if c.units[at] == 0 else end
    verbs = {"late": f"must {verb} by", "planned": f"is planned to {verb} on", "early": f"can {verb} on"}
    why = _ends_of([(reason.because, c.steps[c.index[reason.step]].title) for reason in chain if reason.because])
    if c.units[at] and through:
        joined = ", " if why[0].startswith("nobody waits") else " and "
        why[0] = f"it takes {takes(c, at)}{joined}{why[0].removeprefix('it ')}"
    said = f"{c.steps[at].title} {verbs[walk]} {day_said(shown, near=c.as_of)}, because {', because '.join(why)}"
    return "; ".join([said, *_costliest(c, chain)]) + "."


def _ends_of(why: list[tuple[str, str]]) -> list[str]:
    """Return the causes, or of a long chain the nearest one and the root."""
    if len(why) <= TOLD:
        return [of_itself(cause, title) for cause, title in why]
    return [of_itself(*why[0]), f"... {why[-1][0]}"]


def _costliest(c: Compiled, chain: list[Reason]) -> list[str]:
    """Say the obstacles of a chain that cost most working time, in the order of days."""
    met = {cause for reason in chain for cause in reason.in_the_way if obstacle_said(c, cause)}
    worst = sorted(met, key=lambda cause: (-abs(cause.amount), str(cause.start), cause.who))[:TOLD]
    return [obstacle_said(c, cause) for cause in sorted(worst, key=lambda cause: (str(cause.start), cause.who))]
