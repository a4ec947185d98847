"""What the last change moved, in a few lines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.calculator import step_of
from scheduler.timeline import day_of
from scheduler.wording import day_said, duration_said

from .chips import answer_said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.calculator import Calculation
    from scheduler.changes import Changes, Move


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """The effect of the last change, and the way back."""

    says: str
    lines: tuple[str, ...]
    row: str
    """The step that was changed; empty where it was no step."""
    undo: str
    """The address before the change."""


TOLD = 4
"""Steps whose move is told."""


def moved_of(calculation: Calculation) -> Moved | None:
    """Return what the last change did; None where nothing was changed."""
    before, moved = calculation.inputs.before_last_change(), calculation.moved
    if before is None or moved is None:
        return None
    lines = [*_earliest(calculation), *_dates(calculation, moved), *_steps(calculation, moved)]
    lines = lines or ["No date moves."]
    row = "" if calculation.inputs.last_change else step_of(calculation.inputs.changes[-1][1])
    return Moved(says=_asked(calculation), lines=tuple(lines), row=row, undo=before.address)


def _asked(calculation: Calculation) -> str:
    inputs = calculation.inputs
    near = calculation.projection.schedule.as_of
    if inputs.was is not None:
        return f"Moved from {day_said(inputs.was, near=near)} to {day_said(inputs.go_live, near=near)}."
    if inputs.answered is not None:
        question = {one.id: one for one in calculation.template.questions}.get(inputs.answered[0])
        return f"{question.title}: {answer_said(question, calculation.answers[question.id])}." if question else ""
    return " ".join(_changed(calculation, name, text) for name, text in inputs.last_changes)


def _changed(calculation: Calculation, name: str, text: str) -> str:
    """Say one change of a step."""
    title = _title(calculation, text)
    schedule = calculation.projection.schedule
    step = {one.id: one for one in schedule.plan.steps}.get(step_of(text))
    if name == "give":
        return f"{title} goes to {text.partition('=')[2].strip()}."
    if name == "finish" and step and step.progress.finished:
        return f"{title} was done on {day_said(step.progress.finished, near=schedule.as_of)}."
    if name == "set" and text.startswith(f"{step_of(text)}.duration=") and step and step.duration:
        return f"{title} takes {duration_said(step.duration)}."
    if name == "set" and text.endswith(".progress.finished="):
        return f"{title} is not done yet."
    return f"{DONE[name]} {title}."


DONE = {
    "move": "Moved",
    "set": "Changed",
    "start": "Started",
    "finish": "Done:",
    "skip": "Skipped",
    "add": "Added",
    "drop": "Left out",
    "link": "Linked",
    "unlink": "Unlinked",
    "give": "Given to somebody:",
}
"""What a change has done, before the title of its step."""


def _title(calculation: Calculation, text: str) -> str:
    """Return the title of the step that a change is about; of one that is gone its id, in words."""
    step = step_of(text)
    before = calculation.before.plan.steps if calculation.before else ()
    titles = {one.id: one.title for one in (*before, *calculation.projection.schedule.plan.steps)}
    return titles.get(step) or step.replace("-", " ").capitalize()


def _earliest(calculation: Calculation) -> Iterator[str]:
    """Say how the earliest day of the first critical date moved, which is what an answer costs."""
    after, before = calculation.projection.schedule, calculation.before
    goal = after.plan.critical_dates[0]
    if before is None or goal.step is None or goal.id not in before.critical_dates:
        return
    new, old = after.critical_dates[goal.id].earliest, before.critical_dates[goal.id].earliest
    days = (day_of(new) - day_of(old)).days
    if days:
        title = next(step.title for step in after.plan.steps if step.id == goal.step)
        said = day_said(new, near=after.as_of)
        yield f"{title} can be done by {said} at the earliest, {_counted(days)}."


def _counted(days: int) -> str:
    return f"{abs(days)} day{'' if abs(days) == 1 else 's'} {'later' if days > 0 else 'earlier'}"


def _dates(calculation: Calculation, moved: Changes) -> list[str]:
    near = calculation.projection.schedule.as_of
    titles = {step.id: step.title for step in calculation.projection.schedule.plan.steps}
    bound = {date.id: date.step for date in calculation.projection.schedule.plan.critical_dates}
    return [
        f"{titles.get(bound.get(one.critical_date) or '', 'The whole plan')} lands on "
        f"{day_said(one.forecast_after, near=near)} instead of {day_said(one.forecast_before, near=near)}."
        for one in moved.critical_dates
        if one.days
    ]


def _steps(calculation: Calculation, moved: Changes) -> list[str]:
    """Say whose latest safe start moved most."""
    titles = {step.id: step.title for step in calculation.projection.schedule.plan.steps}
    done = {one.id for one in calculation.projection.schedule.steps.values() if one.health == "done"}
    starts = [one for one in moved.moves if one.name == "late_start" and one.days and one.step not in done]
    told = sorted(starts, key=lambda one: (-abs(one.days or 0), one.step))[:TOLD]
    said = [_step(calculation, titles, one) for one in told]
    return said if len(starts) <= TOLD else [*said, f"{len(starts) - TOLD} more steps move."]


def _step(calculation: Calculation, titles: dict[str, str], one: Move) -> str:
    near, days = calculation.projection.schedule.as_of, one.days or 0
    after = day_said(one.after, near=near) if one.after else ""
    return f"{titles[one.step]} must start by {after}, {_counted(days)}."
