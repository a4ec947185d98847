"""What a change did to the dates that people plan by, in a few sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.timeline import dates_in_order
from scheduler.timeline import day_of
from scheduler.wording import day_said

if TYPE_CHECKING:
    from app.projection import Projection
    from scheduler.plan import Step
    from scheduler.schedule import Schedule

TOLD = 3
"""Steps whose move is told; more are counted."""


def moved_said(before: Projection, after: Projection, *, would: bool = False) -> tuple[str, ...]:
    """Say where critical dates land, those that stay too, and which steps are planned for other days.

    `would` says it of a change that nobody has made yet, beside which stands what it makes of the critical dates.
    """
    old, new = before.schedule, after.schedule
    steps = sorted(_moved(old, new), key=lambda pair: (-abs(pair[0]), pair[1].id))
    dates = _dates(old, new, would=would)
    if not steps and not any(moved for moved, _ in dates):
        return ("No date would move." if would else "No date moves.",)
    more = len(steps) - TOLD
    verb = "would move" if would else "moves" if more == 1 else "move"
    rest = [f"{more} more {'step' if more == 1 else 'steps'} {verb}."] if more > 0 else []
    said = (_step(new, days, step, would=would) for days, step in steps[:TOLD])
    return (*(said for _, said in dates), *said, *rest)


def _dates(old: Schedule, new: Schedule, *, would: bool) -> list[tuple[bool, str]]:
    titles = {step.id: step.title for step in new.plan.steps}
    found = []
    for date in dates_in_order(new):
        was = old.critical_dates.get(date.id)
        if was is None or date.health == "done":
            continue
        name = titles[date.step] if date.step is not None else "The whole plan"
        days = (day_of(date.forecast) - day_of(was.forecast)).days
        lands = day_said(date.forecast, near=new.as_of)
        moves, stays = ("would land", "would stay") if would else ("lands", "stays")
        said = f"{moves} on {lands}, {_counted(days)}." if days else f"{stays} on {lands}."
        due = 0 if would else (day_of(date.date) - day_of(was.date)).days
        needed = f"is needed by {day_said(date.date, near=new.as_of)}, {_counted(due)}, and " if due else ""
        found.append((days != 0 or due != 0, f"{name} {needed}{said}"))
    return found


def _moved(old: Schedule, new: Schedule) -> list[tuple[int, Step]]:
    """Return the steps still to be done whose planned day is another, each with the days between."""
    bound = {date.step for date in new.plan.critical_dates}
    found = []
    for step in new.plan.steps:
        was, one = old.steps.get(step.id), new.steps[step.id]
        if was is None or "done" in {was.health, one.health} or step.progress.skipped or step.id in bound:
            continue
        name = "planned_finish" if step.progress.started is not None else "planned_start"
        days = (day_of(getattr(one, name)) - day_of(getattr(was, name))).days
        if days:
            found.append((days, step))
    return found


def _step(new: Schedule, days: int, step: Step, *, would: bool) -> str:
    one = new.steps[step.id]
    begun = step.progress.started is not None
    day = day_said(one.planned_finish if begun else one.planned_start, near=new.as_of)
    now = ("is now done by", "is now on", "now starts on")
    then = ("would be done by", "would be on", "would start on")
    says = (then if would else now)[0 if begun else 1 if step.timeless else 2]
    return f"{step.title} {says} {day}, {_counted(days)}."


def _counted(days: int) -> str:
    return f"{abs(days)} day{'' if abs(days) == 1 else 's'} {'later' if days > 0 else 'earlier'}"
