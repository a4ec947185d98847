"""Who may keep what to itself: a party its own, and of the steps those that it does alone and owes to nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.document.differences import differences
from app.operations.agreements import SIDES
from app.operations.lookup import refused, sides_of, step_of
from app.store.baselines import in_force

from .owning import is_bound
from .text import state_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.document import PlanDocument
    from app.document.differences import FieldPath
    from app.document.places import Value
    from app.document.wire.steps import Step
    from app.projection import Projections
    from app.store import Unit
    from app.store.baselines import Baseline

PRIVATE = "private"


def refuse_foreign_privacy(before: Projections, after: Projections, party: str | None) -> None:
    """Refuse to hide from a party what is its own, or to hide something from everybody but another party."""
    if party is None:
        return
    for path, whose in _made_private(before, after):
        if whose != party:
            sentence = f"only {whose!r} itself can keep something to itself; write {party!r}, or leave 'private' out"
            raise refused("not-yours-to-hide", sentence)
        if path[0] == "steps" and sides_of(step_of(after.reading.document, path[1])) != (party,):
            title = step_of(after.reading.document, path[1]).title
            sentence = f"{title} is not done by {party!r} alone, so it cannot be private to it; split the step first"
            raise refused("not-yours-to-hide", sentence)


def is_owed(unit: Unit, plan_id: str, document: PlanDocument, step: Step) -> bool:
    """Tell whether others count on a step that they see."""
    return step.private is None and _owed(document, step, _signed(unit, plan_id)) is not None


def refuse_hiding_owed(unit: Unit, plan_id: str, before: Projections, after: Projections) -> None:
    """Refuse to hide a step that everybody saw, and that the others count on."""
    shown = {step.id: step for step in before.reading.document.steps if step.private is None}
    hidden = [shown[one.id] for one in after.reading.document.steps if one.private is not None and one.id in shown]
    signed = _signed(unit, plan_id) if hidden else None
    for step in hidden:
        owed = _owed(after.reading.document, step, signed)
        if owed is not None:
            raise refused("owed-to-others", f"{step.title} stays in everybody's sight: {owed}")


def _signed(unit: Unit, plan_id: str) -> Baseline | None:
    """Return the baseline in force, for those whom it binds: no other party knows of it."""
    return in_force(unit, plan_id) if unit.actor.party in SIDES | {None} else None


def _owed(document: PlanDocument, step: Step, signed: Baseline | None) -> str | None:
    """Say why others count on a step, and what helps; None where they do not."""
    if is_bound(document, step.id):
        return "a critical date binds it, and that is for all sides; bind another step with it first"
    if step.agreed is not None:
        return "both sides agreed its dates, which is a promise; remove it for all to see where it is off"
    if signed is not None and step.id in signed.dates["steps"]:
        return f"both sides signed its dates in baseline {signed.number}; remove it for all to see where it is off"
    return None


def _made_private(before: Projections, after: Projections) -> Iterator[tuple[FieldPath, str]]:
    for one in differences(state_of(before), state_of(after)):
        if one.path[-1] == PRIVATE:
            if isinstance(one.after, str):
                yield one.path, one.after
        elif one.before != one.after:
            yield from ((one.path, whose) for whose in _parties_in(one.after) - _parties_in(one.before))


def _parties_in(value: Value) -> set[str]:
    """Return to whom anything in a value is private."""
    if isinstance(value, list):
        return {whose for inner in value for whose in _parties_in(inner)}
    if not isinstance(value, dict):
        return set()
    own = value.get(PRIVATE)
    inside = {whose for inner in value.values() for whose in _parties_in(inner)}
    return inside | ({own} if isinstance(own, str) else set())
