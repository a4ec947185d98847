"""Lay a plan out on an axis of days."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.phrases import sides_said, span_said, who
from scheduler.headline import headline
from scheduler.plan import CUSTOMER, SELLER
from scheduler.timeline import day_of
from scheduler.wording import amount_said, day_said

from .axis import Axis, axis_of
from .closed_days import in_the_way, lanes, rest_days
from .picture import Arrow, Goal, Group, Row, Span, Timeline
from .sentences import says_plan, says_row

if TYPE_CHECKING:
    from app.projection import Projection
    from scheduler.plan import Moment, Plan, Step
    from scheduler.schedule import Schedule, ScheduledDate, ScheduledStep

    from .picture import Look


def timeline(projection: Projection, *, now: str = "As of", before: Schedule | None = None) -> Timeline:
    """Return what an audience sees of a plan, laid out.

    `now` is what the day is called from which it is computed; `before` are dates to compare it with.
    """
    schedule = projection.schedule
    plan, axis = schedule.plan, axis_of(schedule, before)
    return Timeline(
        title=plan.title,
        seller=plan.party_name(SELLER),
        customer=plan.party_name(CUSTOMER),
        says=says_plan(schedule, headline(schedule)),
        first=axis.first,
        days=axis.days,
        as_of=axis.start(schedule.as_of),
        as_of_name=now,
        as_of_says=day_said(schedule.as_of, near=schedule.as_of),
        rest_days=rest_days(plan),
        lanes=lanes(plan, axis, schedule.as_of),
        goals=tuple(_goal(schedule, date, axis) for date in dates_in_order(schedule)),
        groups=tuple(
            Group(title=title, rows=tuple(_row(schedule, step, axis, before) for step in steps))
            for title, steps in by_phase(schedule)
        ),
        arrows=tuple(_arrows(schedule)),
    )


def by_phase(schedule: Schedule) -> list[tuple[str, list[Step]]]:
    """Return the steps under the titles of their phases, as people read them: by planned dates, ties by id.

    Where no step has a phase, they stand under no title.
    """
    plan = schedule.plan
    ordered = sorted(plan.steps, key=lambda step: _order(schedule, step))
    titles = {phase.id: phase.title or phase.id for phase in plan.phases}
    phases = [*titles, *sorted({step.phase for step in plan.steps if step.phase and step.phase not in titles})]
    found = [(titles.get(phase, phase), [step for step in ordered if step.phase == phase]) for phase in phases]
    rest = [step for step in ordered if not step.phase]
    return [
        (title, steps)
        for title, steps in [*found, ("Further steps" if any(steps for _, steps in found) else "", rest)]
        if steps
    ]


def dates_in_order(schedule: Schedule) -> list[ScheduledDate]:
    """Return the critical dates as they come, ties by id."""
    return sorted(schedule.critical_dates.values(), key=lambda date: (day_of(date.date), date.id))


def _order(schedule: Schedule, step: Step) -> tuple[str, str, str]:
    one = schedule.steps[step.id]
    return one.planned_start.isoformat(), one.planned_finish.isoformat(), step.id


def _goal(schedule: Schedule, date: ScheduledDate, axis: Axis) -> Goal:
    titles = {step.id: step.title for step in schedule.plan.steps}
    return Goal(
        name=titles[date.step] if date.step is not None else "The whole plan",
        due=day_said(date.date, near=schedule.as_of),
        at=axis.end(date.date),
        buffer=_buffer(schedule, date, axis),
        health=date.health,
    )


def _buffer(schedule: Schedule, date: ScheduledDate, axis: Axis) -> Span | None:
    c = schedule.run.compiled
    compiled = next(one for one in c.dates if one.source.id == date.id)
    if not compiled.buffer:
        return None
    target = compiled.less_buffer(compiled.end) if compiled.step is None else c.target(compiled, compiled.step)
    return Span(start=max(axis.start(c.timeline.shown(target)), 0), end=axis.end(date.date))


def _row(schedule: Schedule, step: Step, axis: Axis, before: Schedule | None) -> Row:
    one, plan = schedule.steps[step.id], schedule.plan
    done, planned = one.health == "done", axis.span(one.planned_start, one.planned_finish)
    window = None if done or one.late_finish is None else axis.span(one.early_start, one.late_finish)
    return Row(
        id=step.id,
        title=step.title,
        who=who(plan, step),
        sides_say=sides_said(plan, step),
        when=span_said(one.planned_start, one.planned_finish, near=schedule.as_of),
        state=_state(schedule, step, one),
        says=says_row(schedule, step, one),
        look=_look(step),
        kind=step.kind,
        sides=step.side,
        health=one.health,
        left_out=step.progress.skipped,
        critical=one.critical and not done,
        planned=planned,
        was=None if done else _was(before, step, planned, axis),
        timeless=step.timeless,
        window=window if window is None or window.start < window.end else None,
        worked=_worked(schedule, step, planned, axis),
        late=_late(one, planned, axis),
        agreed=axis.end(step.agreed.finish) if step.agreed and step.agreed.finish and not done else None,
        closed=() if done else in_the_way(plan, step, axis, _extent(planned, window)),
    )


def _was(before: Schedule | None, step: Step, planned: Span, axis: Axis) -> Span | None:
    if before is None or step.id not in before.steps:
        return None
    one = before.steps[step.id]
    span = axis.span(one.planned_start, one.planned_finish)
    return span if span != planned else None


def _extent(planned: Span, window: Span | None) -> Span:
    spans = [planned] if window is None else [planned, window]
    return Span(start=min(span.start for span in spans), end=max(span.end for span in spans))


def _look(step: Step) -> Look:
    return "milestone" if step.timeless and step.kind == "milestone" else "bar" if step.kind == "task" else step.kind


def _worked(schedule: Schedule, step: Step, planned: Span, axis: Axis) -> Span | None:
    if step.progress.started is None or step.progress.finished is not None or step.progress.skipped:
        return None
    until = min(axis.start(schedule.as_of), planned.end)
    return Span(start=planned.start, end=until) if until > planned.start else None


def _late(one: ScheduledStep, planned: Span, axis: Axis) -> Span | None:
    if one.health == "done" or one.late_finish is None:
        return None
    safe = axis.end(one.late_finish)
    return Span(start=max(safe, planned.start), end=planned.end) if safe < planned.end else None


def _state(schedule: Schedule, step: Step, one: ScheduledStep) -> str:
    """Say what is special about a step, most pressing first."""
    late = one.total_float if one.total_float is not None else 0
    agreed = step.agreed.finish if step.agreed else None
    said = (
        (step.progress.skipped, "left out"),
        (one.health in {"done", "blocked"}, one.health.replace("_", " ")),
        (one.health == "on_hold", ""),
        (late < 0, f"{amount_said(late, schedule.unit).replace('working ', '')} late"),
        (agreed is not None and agreed != one.planned_finish, f"agreed {_day(agreed, schedule)}"),
        (one.health == "at_risk", "at risk"),
        (step.progress.started is not None, "under way"),
    )
    return next((words for holds, words in said if holds), "")


def _day(day: Moment | None, schedule: Schedule) -> str:
    return "" if day is None else day_said(day, near=schedule.as_of)


def _arrows(schedule: Schedule) -> list[Arrow]:
    plan: Plan = schedule.plan
    shown = {step.id for step in plan.steps}
    paths = [frozenset(date.critical_path) for date in schedule.critical_dates.values()]
    return [
        Arrow(
            from_row=link.step,
            to_row=step.id,
            type=link.type,
            critical=any(link.step in path and step.id in path for path in paths),
        )
        for step in sorted(plan.steps, key=lambda step: step.id)
        for link in step.after
        if link.step in shown
    ]
