"""What is still to be asked, step by step: in place of what nobody has said yet, and never told as said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.phrases import person_said

if TYPE_CHECKING:
    from app.document.wire.why import Question
    from app.projection import Projection


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """A question that waits for its answer."""

    text: str
    whom: str
    """Who knows; empty where nobody is named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asks:
    """The questions that should be answered by the end of one step."""

    step: str
    """Its title; empty for what no step waits for."""
    questions: tuple[Ask, ...]


def asks(projection: Projection) -> tuple[Asks, ...]:
    """Return the open questions that the audience may see, in the order of the plan's steps."""
    plan, why = projection.schedule.plan, projection.document.why
    waiting = [one for one in why.questions if one.answered is None] if why else []
    names = {person.id: person_said(plan, person) for person in plan.people}

    def of(step: str | None, title: str) -> Asks:
        return Asks(step=title, questions=tuple(_ask(one, names) for one in waiting if one.step == step))

    found = [*(of(step.id, step.title) for step in plan.steps), of(None, "")]
    return tuple(one for one in found if one.questions)


def _ask(one: Question, names: dict[str, str]) -> Ask:
    return Ask(text=one.text, whom=names.get(one.ask or "", ""))
