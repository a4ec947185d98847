"""The timeline in words, for whoever does not see it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.phrases import who
from scheduler.wording import amount_said, day_said

if TYPE_CHECKING:
    from scheduler.plan import Step
    from scheduler.schedule import Schedule, ScheduledStep

KINDS = {"gate": "go/no-go gate", "meeting": "meeting", "milestone": "milestone", "value_event": "value event"}
HEALTHS = {"blocked": "blocked", "on_hold": "on hold", "at_risk": "at risk"}


def says_plan(schedule: Schedule, headline: str) -> str:
    """Say what the drawing shows."""
    steps, dates = len(schedule.plan.steps), len(schedule.critical_dates)
    shown = f"{steps} step{'' if steps == 1 else 's'}"
    if dates:
        shown += f" and {dates} critical date{'' if dates == 1 else 's'}"
    return f"{headline} The drawing shows {shown}."


def says_row(schedule: Schedule, step: Step, one: ScheduledStep) -> str:
    """Say one row: what it is, who does it, when it is planned, by when it must start, how it stands."""
    near = schedule.as_of
    kind = f" ({KINDS[step.kind]})" if step.kind in KINDS else ""
    start, finish = (day_said(day, near=near) for day in (one.planned_start, one.planned_finish))
    days = f"on {finish}" if start == finish else f"from {start} to {finish}"
    if step.progress.skipped:
        parts = ["left out"]
    elif one.health == "done":
        parts = [f"done {days}"]
    else:
        parts = [
            f"{'under way' if step.progress.started is not None else 'planned'} {days}",
            *_standing(schedule, step, one),
        ]
    return f"{step.title}{kind}, {who(schedule.plan, step)}: {'; '.join(parts)}."


def _standing(schedule: Schedule, step: Step, one: ScheduledStep) -> list[str]:
    near, parts = schedule.as_of, []
    if one.total_float is not None and one.total_float < 0:
        parts.append(f"{amount_said(-one.total_float, schedule.unit)} late")
    elif one.start_by is not None and step.progress.started is None:
        parts.append(f"must {'happen' if step.timeless else 'start'} by {day_said(one.start_by, near=near)}")
    if step.agreed is not None and step.agreed.finish is not None:
        parts.append(f"agreed for {day_said(step.agreed.finish, near=near)}")
    if one.health in HEALTHS:
        parts.append(HEALTHS[one.health])
    if one.critical:
        parts.append("on the critical path")
    return parts
