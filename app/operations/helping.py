"""Questions that have to be answered to go on with a step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.document.wire.steps import Help
from app.names import unknown

from .lookup import person_of, refused, step_of, with_step

if TYPE_CHECKING:
    from app.actors import Actor
    from app.document import PlanDocument


def ask_for_help(
    document: PlanDocument, step_id: str, question: str, *, owner: str, by: str, asker: Actor
) -> PlanDocument:
    """Ask somebody, whom the asker names by id or name, to answer by a day; what was answered gives way to it."""
    step, found = step_of(document, step_id), person_of(document, owner, asker.party)
    if found is None:
        raise unknown("person", owner, [(one.id, one.name or "") for one in document.people])
    if step.help is not None and step.help.answer is None:
        sentence = f"{step.title} has an open question already; it is answered or withdrawn before the next is asked"
        raise refused("open-question", sentence)
    asked = Help(asked_by=asker.person, owner=found.id, answer_by=by, question=question)
    return with_step(document, step.model_copy(update={"help": asked}))


def answer_help(document: PlanDocument, step_id: str, answer: str) -> PlanDocument:
    """Answer the question of a step."""
    step = step_of(document, step_id)
    if step.help is None or step.help.answer is not None:
        raise refused("no-question", f"nothing is asked about {step.title} that is not answered")
    return with_step(document, step.model_copy(update={"help": step.help.model_copy(update={"answer": answer})}))


def withdraw_help(document: PlanDocument, step_id: str) -> PlanDocument:
    """Take the question of a step away, with its answer."""
    step = step_of(document, step_id)
    if step.help is None:
        raise refused("no-question", f"nothing is asked about {step.title}")
    return with_step(document, step.model_copy(update={"help": None}))
