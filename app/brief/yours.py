"""What one person has to do next, else the person's party, and who waits for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.phrases import who
from scheduler.timeline import day_of
from scheduler.wording import day_said

from .steps import phase_briefs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.projection import Projection
    from scheduler.plan import PartyId, PersonId, Plan, Step

    from .steps import StepBrief

AT_ONCE = 2
"""Steps that are told as the next ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Yours:
    """A step that the reader has to do."""

    step: StepBrief
    ready: bool
    """Whether it is under way, or can begin."""
    when: str
    """By when it has to be what: `Start by Tue 1 Dec`, `Done by Fri 11 Dec`."""
    because: str
    """Who waits for it: `Signature waits for it`; empty where nobody does."""
    after: str
    """What has to be done before: `Legal review (Jo Kern)`; empty where it can begin."""
    is_others: bool
    """Whether it is somebody else's of the reader's party, since nothing is left that is the reader's own."""


def yours(projection: Projection) -> tuple[Yours, ...]:
    """Return the steps that the audience has to do next: the person's own, else those of nobody, else its party's."""
    audience = projection.audience
    if audience is None or any(one.health == "on_hold" for one in projection.schedule.steps.values()):
        return ()
    steps = [step for phase in phase_briefs(projection) for step in phase.steps]
    waiting = [step for step in steps if step.open and not step.left_out and audience.party in step.sides]
    own = _own(projection.schedule.plan, waiting, audience.party, audience.person)
    found = sorted((_yours(projection, step, is_others=not own) for step in own or waiting), key=_order)
    ready = [one for one in found if one.ready]
    return tuple(ready[:AT_ONCE] or found[:1])


def _own(plan: Plan, steps: Sequence[StepBrief], party: PartyId, person: PersonId | None) -> Sequence[StepBrief]:
    """Return the steps of a person, with those of the party that nobody does who has a name; of no person, all."""
    if person is None:
        return steps
    others = {one.id for one in plan.people if one.name and one.id != person}
    owners = {step.id: dict(step.owners).get(party) for step in plan.steps}
    return [step for step in steps if owners[step.id] not in others]


def _order(one: Yours) -> tuple[bool, bool, str, str, str]:
    step = one.step
    pressing = step.finish if step.begun or step.start_by is None else step.start_by
    return not one.ready, not step.begun, day_of(pressing).isoformat(), day_of(step.start).isoformat(), step.id


def _yours(projection: Projection, step: StepBrief, *, is_others: bool) -> Yours:
    schedule = projection.schedule
    before = _before(projection, step)
    starts = day_of(schedule.steps[step.id].early_start) <= day_of(schedule.as_of)
    ready = step.begun or (starts and not before)
    return Yours(
        step=step,
        ready=ready,
        when=_when(projection, step),
        because=_because(projection, step),
        after=before,
        is_others=is_others,
    )


def _when(projection: Projection, step: StepBrief) -> str:
    """Say by when something is expected: the end of what is under way or agreed, else the latest safe start."""
    near = projection.schedule.as_of
    if step.begun or step.timeless or step.start_by is None:
        due = step.agreed if step.agreed is not None else step.finish
        return f"{'Agreed for' if step.agreed is not None else 'Done by'} {_day(due, near)}"
    passed = day_of(step.start_by) < day_of(near)
    said = _day(step.start_by, near)
    return f"Was to start by {said}" if passed else f"Start {said}" if said == "today" else f"Start by {said}"


def _day(day: object, near: object) -> str:
    return "today" if day == near else day_said(day, near=near)  # type: ignore[arg-type] # both are moments


def _because(projection: Projection, step: StepBrief) -> str:
    """Say who waits for a step, the first of them by name."""
    schedule = projection.schedule
    behind = [one for one in schedule.plan.steps if any(link.step == step.id for link in one.after)]
    behind = [one for one in behind if schedule.steps[one.id].health != "done" and not one.progress.skipped]
    if not behind:
        return ""
    first, *others = sorted(behind, key=lambda one: (day_of(schedule.steps[one.id].planned_start), one.id))
    said = f"{_named(schedule.plan, first)} waits for it"
    if not others:
        return said
    return f"{said}, and {len(others)} more {'step' if len(others) == 1 else 'steps'}"


def _before(projection: Projection, step: StepBrief) -> str:
    """Say what must be done before a step can begin."""
    schedule = projection.schedule
    steps = {one.id: one for one in schedule.plan.steps}
    waits = [steps[link.step] for link in steps[step.id].after if link.type == "FS" and link.step in steps]
    open_ones = [one for one in waits if schedule.steps[one.id].health != "done" and not one.progress.skipped]
    return " and ".join(_named(schedule.plan, one) for one in open_ones)


def _named(plan: Plan, step: Step) -> str:
    return f"{step.title} ({who(plan, step)})"
