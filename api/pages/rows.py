"""The steps of a plan as rows: closed a line, open a form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.phrases import KINDS, span_said, who
from scheduler.explain import explain
from scheduler.plan import SELLER
from scheduler.wording import day_said, duration_said, listed

if TYPE_CHECKING:
    from app.calculator import Calculation
    from app.document.wire.steps import Step as Written
    from scheduler.plan import Link, Moment, PartyId, Plan, Step
    from scheduler.schedule import Schedule, ScheduledStep
    from templates_library import Trace


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """Who answers for a step on one side."""

    party: str
    label: str
    name: str
    """Empty where nobody is named yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One step."""

    id: str
    title: str
    who: str
    tags: tuple[str, ...]
    """What is special about it, a word or two each."""
    classes: str
    critical: bool
    start_by: str
    moved: str
    """How far the last change moved that day: `14 days earlier`."""
    earliest: str
    """When it can start at best: `today`."""
    spare: str
    """What lies between the two: `40 days to spare`."""
    planned: str
    why: str
    """Why it must start by then."""
    done_when: str
    takes: str
    duration: str
    """The number that the form offers; empty for what takes no time."""
    duration_unit: str
    owners: tuple[Owner, ...]
    finished: str
    bound: bool
    """Whether a critical date stands on it, so that it cannot be left out."""
    open: bool
    waits_for: str
    trace: str
    """How its duration was computed, where it was."""
    source: str
    """Where the duration comes from."""
    estimate: str
    """`9 to 19 working days`; empty where nothing has to be estimated."""
    early: str
    late: str


def rows_of(calculation: Calculation, *, opened: str = "") -> tuple[Row, ...]:
    """Return a row for each step, as people walk through them; `opened` stands open."""
    schedule = calculation.projection.schedule
    return tuple(_row(calculation, step, opened) for step in _in_order(schedule))


def _in_order(schedule: Schedule) -> list[Step]:
    steps = schedule.steps
    return sorted(
        schedule.plan.steps, key=lambda step: (steps[step.id].planned_start, steps[step.id].planned_finish, step.id)
    )


def _row(calculation: Calculation, step: Step, opened: str) -> Row:
    schedule = calculation.projection.schedule
    one, near = schedule.steps[step.id], schedule.as_of
    done, begun = one.health == "done", step.progress.started is not None
    trace, written = calculation.traces.get(step.id), _written(calculation, step)
    return Row(
        id=step.id,
        title=step.title,
        who=who(schedule.plan, step),
        tags=_tags(schedule, step, one, private=written.private is not None),
        classes=_classes(schedule, step, one),
        critical=one.critical and not done,
        start_by="done" if done else "under way" if begun else _said(one.start_by, near),
        moved="" if done or begun else _moved(calculation, step),
        earliest="" if done or begun else _said(one.early_start, near),
        spare="" if done or one.total_float is None else _spare(one.total_float),
        planned=span_said(one.planned_start, one.planned_finish, near=near),
        why="" if done else explain(schedule, step.id).sentence.replace(" ... ", " \N{HORIZONTAL ELLIPSIS} "),
        done_when=written.exit_criteria or "",
        takes=duration_said(step.duration) if step.duration else "no time",
        duration=str(step.duration.amount) if step.duration else "",
        duration_unit=_unit(step),
        owners=_owners(schedule, step),
        bound=any(date.step == step.id for date in schedule.plan.critical_dates),
        finished=step.progress.finished.isoformat()[:10] if step.progress.finished else "",
        open=step.id == opened,
        waits_for=_waits_for(schedule, step),
        trace=str(trace) if trace and trace.multiplied else "",
        source=trace.source if trace else "",
        estimate="" if trace is None or trace.certain else _range(trace),
        early=day_said(one.early_start, near=near),
        late=day_said(one.late_start, near=near) if one.late_start else "",
    )


def _said(day: Moment | None, today: Moment) -> str:
    return "" if day is None else "today" if day == today else day_said(day, near=today)


def _spare(units: int) -> str:
    days = f"{abs(units)} day{'' if abs(units) == 1 else 's'}"
    return "not a day to spare" if units == 0 else f"{days} {'short' if units < 0 else 'to spare'}"


def _moved(calculation: Calculation, step: Step) -> str:
    moves = calculation.moved.moves if calculation.moved else ()
    days = next((one.days for one in moves if one.step == step.id and one.name == "late_start"), None)
    return f"{abs(days)} day{'' if abs(days) == 1 else 's'} {'later' if days > 0 else 'earlier'}" if days else ""


def _tags(schedule: Schedule, step: Step, one: ScheduledStep, *, private: bool) -> tuple[str, ...]:
    due = next((date.date for date in schedule.plan.critical_dates if date.step == step.id), None)
    said = (
        (f"due {day_said(due, near=schedule.as_of)}" if due else "", due is not None),
        (KINDS[step.kind], step.kind != "task"),
        (one.health.replace("_", " "), one.health in {"blocked", "on_hold"}),
        ("your side only", private),
    )
    return tuple(word for word, holds in said if holds)


def _classes(schedule: Schedule, step: Step, one: ScheduledStep) -> str:
    """Return what the row looks like; `now` is what should have begun and can."""
    done = one.health == "done"
    overdue = one.total_float is not None and one.total_float < 0
    found = {
        "critical": one.critical and not done,
        "done": done,
        "now": overdue and not done and one.early_start == schedule.as_of and step.progress.started is None,
    }
    return " ".join(name for name, holds in found.items() if holds)


def _written(calculation: Calculation, step: Step) -> Written:
    return next(one for one in calculation.projection.document.steps if one.id == step.id)


def _unit(step: Step) -> str:
    if step.duration is None:
        return ""
    day = "day" if step.duration.elapsed else "working day"
    return day if step.duration.amount == 1 else f"{day}s"


def _range(trace: Trace) -> str:
    days = "days" if trace.high.endswith("ed") else "working days"
    return f"{trace.low.rstrip('ed')} to {trace.high.rstrip('ed')} {days}"


def _owners(schedule: Schedule, step: Step) -> tuple[Owner, ...]:
    """Return the step's sides, each with its owner's name."""
    plan = schedule.plan
    names, owners = {person.id: person.name for person in plan.people}, dict(step.owners)
    return tuple(
        Owner(party=party, label=_asked(plan, party), name=names.get(owners.get(party, ""), "")) for party in step.side
    )


def _asked(plan: Plan, party: PartyId) -> str:
    if party == SELLER:
        return f"Who at {plan.seller}" if plan.seller else "Who on your side"
    return f"Who at {plan.party_name(party)}"


def _waits_for(schedule: Schedule, step: Step) -> str:
    titles = {one.id: one.title for one in schedule.plan.steps}
    return listed([f"{titles[link.step]}{_link(link)}" for link in step.after])


def _link(link: Link) -> str:
    """Say what a link is, where it is not plain: `(SS, 5 working days)`."""
    said: list[str] = [link.type] if link.type != "FS" else []
    if link.lag is not None:
        said.append(f"{duration_said(link.lag)} {'overlap' if link.lag.amount < 0 else 'between'}")
    return f" ({', '.join(said)})" if said else ""
