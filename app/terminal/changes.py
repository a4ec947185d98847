"""What changes of a plan do, for people: how it stands after them, the critical dates, and the steps that move most."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .grid import Column, Row, grid
from .page import BOLD, DIM, HEALTH, Page
from .words import day, span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.answers import ChangesAnswer, DateMoveAnswer, EditAnswer, MoveAnswer
    from app.preview import Preview
    from scheduler.plan import Moment

MOST = 12
"""Steps that are shown; more are counted."""

SHOWN = ("late_start", "planned_start", "planned_finish")
"""The dates by which a step's moves are shown; `start by` is the late start."""


def changes(answer: ChangesAnswer, preview: Preview, page: Page) -> str:
    """Return what moves as lines of text."""
    same = answer.headline_after == answer.headline_before
    before = "As before these changes." if same else f"Before: {answer.headline_before}"
    lines = [*page.lines(answer.headline_after, BOLD), *page.lines(before, DIM)]
    if answer.critical_dates:
        lines += ["", *_dates(answer.critical_dates, preview, page)]
    lines += _come_and_gone(answer, preview, page)
    moved = _by_step(answer.moves)
    if moved:
        lines += ["", *_steps(moved, len(answer.edits), preview, page)]
    elif answer.moves:
        lines += ["", "Only earliest dates move, none that people plan by."]
    else:
        lines += ["", "No date of a step moves."]
    return "\n".join(lines) + "\n"


def _dates(moves: Iterable[DateMoveAnswer], preview: Preview, page: Page) -> list[str]:
    near = preview.after.schedule.as_of
    columns = (
        Column(title="critical date", least=20),
        Column(title="due", leaves=2),
        Column(title="forecast"),
        Column(title="stands", leaves=1),
    )
    rows = [
        Row(
            cells=(
                _date_title(preview, move.id),
                _moved(move.date_before, move.date_after, None, near),
                _moved(move.forecast_before, move.forecast_after, move.days, near),
                _stands(move),
            ),
            paint=HEALTH[move.health_after],
        )
        for move in moves
    ]
    return grid(columns, rows, page)


def _date_title(preview: Preview, date: str) -> str:
    step = preview.after.schedule.critical_dates[date].step
    titles = {one.id: one.title for one in preview.after.schedule.plan.steps}
    return "the whole plan" if step is None else titles[step]


def _stands(move: DateMoveAnswer) -> str:
    before, after = (health.replace("_", " ") for health in (move.health_before, move.health_after))
    return after if before == after else f"{before} -> {after}"


def _come_and_gone(answer: ChangesAnswer, preview: Preview, page: Page) -> list[str]:
    near = preview.after.schedule.as_of
    lines = []
    for state, ids, what in ((preview.after, answer.added, "New"), (preview.before, answer.removed, "Gone")):
        for step in state.schedule.plan.steps:
            if step.id in ids:
                one = state.schedule.steps[step.id]
                lines += page.lines(f"{what}: {step.title}, {span(one.planned_start, one.planned_finish, near=near)}")
    return ["", *lines] if lines else []


def _by_step(moves: Iterable[MoveAnswer]) -> list[dict[str, MoveAnswer]]:
    """Return the moves that are shown of each step, those that move most first."""
    found: dict[str, dict[str, MoveAnswer]] = {}
    for move in moves:
        if move.name in SHOWN:
            found.setdefault(move.step, {})[move.name] = move
    return sorted(found.values(), key=lambda step: -max(abs(move.days or 0) for move in step.values()))


def _steps(moved: list[dict[str, MoveAnswer]], edits: int, preview: Preview, page: Page) -> list[str]:
    columns = [
        Column(title="step", least=16),
        Column(title="start by", leaves=3),
        Column(title="planned start", leaves=1),
        Column(title="planned finish"),
        Column(title="because of", least=20, leaves=2),
    ]
    rows = [_step(step, preview) for step in moved[:MOST]]
    if edits == 1:
        columns, rows = columns[:-1], [Row(cells=row.cells[:-1], paint=row.paint) for row in rows]
    more = len(moved) - MOST
    return [*grid(columns, rows, page), *([f"  and {more} more"] if more > 0 else [])]


def _step(moves: dict[str, MoveAnswer], preview: Preview) -> Row:
    near, schedule = preview.after.schedule.as_of, preview.after.schedule
    first = next(iter(moves.values()))
    title = next(step.title for step in schedule.plan.steps if step.id == first.step)
    shown = [moves.get(name) for name in SHOWN]
    dates = ["" if move is None else _moved(move.before, move.after, move.days, near) for move in shown]
    because = next((move.because for move in reversed(shown) if move is not None and move.because is not None), None)
    return Row(cells=(title, *dates, "" if because is None else _edit(because)))


def _moved(before: Moment | None, after: Moment | None, days: int | None, near: Moment) -> str:
    if before == after:
        return "" if after is None else day(after, near=near)
    old, new = ("none" if moment is None else day(moment, near=near) for moment in (before, after))
    return f"{old} -> {new}{f' {days:+}d' if days else ''}"


def _edit(edit: EditAnswer) -> str:
    """Say an edit: its place without the list that it stands in, and its values where they are short."""
    listed, _, place = edit.what.partition(".")
    values = f"{edit.before} -> {edit.after}"
    return f"{place or listed} {values}" if "changed" not in values else place or listed
