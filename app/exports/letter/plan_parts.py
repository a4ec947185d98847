"""The parts of the letter that the plan gives: next steps with hard dates, gates, and what we ask of the reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.phrases import day_in_full
from scheduler.plan import CUSTOMER
from scheduler.timeline import day_of
from scheduler.wording import listed

from .letter import Line, Part
from .people import called, doing
from .sentences import cut, sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.brief import Brief
    from app.brief.steps import PhaseBrief, StepBrief
    from scheduler.plan import Moment, PersonId


def next_steps(plan: Brief, many: int, reader: PersonId | None) -> Part:
    """Return the steps that come, each with its hard date: the agreed one, else the planned one.

    Where there are more than fit, those count most that the reader has a part in, that bind a critical date, that both
    agreed, that end a phase (such as the signature), that are gates or critical; then the earlier ones.
    """
    waiting = open_steps(plan)
    bound = {date.name for date in plan.dates}
    ends = {ending.id for phase in plan.phases if (ending := _last(waiting, phase))}

    def weight(step: StepBrief) -> tuple[bool, ...]:
        mine = reader is not None and reader in (*step.owners, step.decider)
        heavy = step.kind == "gate" or step.critical
        return not mine, step.title not in bound, step.agreed is None, step.id not in ends, not heavy

    many += len(waiting) == many + 1  # one more line says more than that there is one more step
    soonest = waiting[: max(2, many // 2)]
    weightiest = sorted(waiting[len(soonest) :], key=weight)[: many - len(soonest)]
    told = [step for step in waiting if step in soonest or step in weightiest]
    lines = tuple(Line(when=hard_date(plan, step), what=step.title, who=doing(plan, step)) for step in told)
    return Part(title="Next steps" if told == waiting else f"Next steps, {len(told)} of {len(waiting)}", lines=lines)


def _last(waiting: list[StepBrief], phase: PhaseBrief) -> StepBrief | None:
    """Return the step with which a phase ends, of those that wait."""
    return next((step for step in reversed(waiting) if step in phase.steps), None)


def gates(plan: Brief, many: int, letters: int) -> Part:
    """Return the go/no-go decisions: when, who decides, by what."""
    waiting = [step for step in open_steps(plan) if step.kind == "gate"]
    told = waiting[:many]
    title = "Go or no-go" if told == waiting else f"Go or no-go, {len(told)} of {len(waiting)}"
    return Part(title=title, items=tuple(" ".join(_gate(plan, step, letters)) for step in told))


def asks(plan: Brief, many: int, reader: PersonId | None) -> Part:
    """Return what the reader can do so that the dates hold."""
    return Part(title="What we ask of you", items=tuple(_asks(plan, reader))[:many])


def open_steps(plan: Brief) -> list[StepBrief]:
    """Return what is still to do, as it comes; what one party keeps to itself is left out."""
    waiting = [step for step in plan.steps if step.open and not step.private]
    return sorted(waiting, key=lambda step: (step.finish, step.start, step.id))


def hard_date(plan: Brief, step: StepBrief) -> str:
    """Say the date of a step that both can hold each other to, with the plan's own where that differs."""
    planned = _day(plan, step.finish)
    if step.agreed is None:
        return planned
    agreed = _day(plan, step.agreed)
    return f"agreed {agreed}, now {planned}" if step.moved else f"{agreed}, agreed"


def _gate(plan: Brief, step: StepBrief, letters: int) -> Iterator[str]:
    yield f"{step.title}, {hard_date(plan, step)}."
    decider = called(plan, step.decider)
    if decider:
        yield f"{decider[0].upper()}{decider[1:]} decides."
    if step.exit_criteria:
        yield f"Go if: {sentence(step.exit_criteria, letters)}"


def _asks(plan: Brief, reader: PersonId | None) -> Iterator[str]:
    waiting = open_steps(plan)
    yield from (
        f"Help with what holds up {step.title}: {sentence(step.blocked, 160)}" for step in waiting if step.blocked
    )
    if reader is not None:
        for step in waiting:
            if reader == step.decider:
                yield f"Your decision on {step.title} by {hard_date(plan, step)}."
        mine = [step for step in waiting if reader in step.owners and reader != step.decider and not step.blocked][:3]
        if mine:
            yield f"Your part in {listed([f'{step.title} ({hard_date(plan, step)})' for step in mine])}."
    yield from _starts(plan, waiting, reader)
    for one in plan.why.exchanges:
        if one.get and not one.get.settled and not one.get.private:
            yield f"What we agreed in return: {sentence(cut(one.get.text, 160))}"


def _starts(plan: Brief, waiting: list[StepBrief], reader: PersonId | None) -> Iterator[str]:
    """Yield what on the customer's side has to begin first."""
    ahead = [step for step in waiting if CUSTOMER in step.sides and not step.begun and step.start_by is not None]
    theirs = [step for step in ahead if step.decider is None or step.decider != reader]
    first = min((day_of(step.start_by) for step in theirs if step.start_by), default=None)
    if first is None:
        return
    steps = [step for step in theirs if step.start_by and day_of(step.start_by) == first][:2]
    titles = [step.title for step in steps]
    verb = "happen" if all(step.timeless for step in steps) else "start"
    verb += "s" if len(titles) == 1 else ""
    if first < day_of(plan.as_of):
        yield f"That {listed(titles)} {verb} at once: the day for it was {_day(plan, first)}."
    else:
        yield f"That {listed(titles)} {verb} by {_day(plan, first)} at the latest."


def _day(plan: Brief, day: Moment) -> str:
    return day_in_full(day, near=day_of(plan.as_of))
