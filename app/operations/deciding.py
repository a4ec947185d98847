"""Decisions: recorded with who decided; one that is reopened reopens the step at which it was taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.document.identifiers import slug
from app.names import unknown

from .lookup import person_of, refused, step_of
from .progress import reopen_step
from .written import Members, edited

if TYPE_CHECKING:
    from app.document import PlanDocument
    from app.document.differences import Block
    from app.document.wire.why import Decision

    from .own_ids import NewIds

DECISIONS = Members("decision", "why", "decisions")


def record_decision(  # noqa: PLR0913 - what, who, when, where
    document: PlanDocument,
    text: str,
    *,
    decided_by: str,
    on: str,
    step_id: str | None,
    name: str | None,
    ids: NewIds,
) -> PlanDocument:
    """Add what was decided, by whom, and at which step."""
    found = person_of(document, decided_by, ids.party)
    if found is None:
        raise unknown("person", decided_by, [(one.id, one.name or "") for one in document.people])
    taken = {one.id for one in _decisions(document)}
    called = name or ids.free("decision", slug(text, "decision", longest=40), taken)
    entry: Block = {"id": called, "text": text, "on": on, "decided_by": found.id}
    if step_id is not None:
        entry["step"] = step_of(document, step_id).id
    return edited(document, lambda written: DECISIONS.added(written, entry))


def reopen_decision(document: PlanDocument, name: str, *, on: str) -> PlanDocument:
    """Open a decision again; the step at which it was taken is to be done again."""
    decision = next((one for one in _decisions(document) if one.id == name), None)
    if decision is not None and decision.reopened is not None:
        raise refused(
            "already-reopened", f"this was reopened on {decision.reopened} already; record what is decided now"
        )
    reopened = edited(document, lambda written: DECISIONS.set(written, name, {"reopened": on}))
    if decision is None or decision.step is None:
        return reopened
    step = step_of(document, decision.step)
    done = step.progress is not None and step.progress.finished is not None
    return reopen_step(reopened, step.id) if done else reopened


def _decisions(document: PlanDocument) -> tuple[Decision, ...]:
    return document.why.decisions if document.why else ()
