"""A document as the store keeps it: the shortest text that gives it back; what only the store knows is not in it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from app.document import PlanDocument, plain
from app.store.history import revision_text

if TYPE_CHECKING:
    from app.document.differences import Block
    from app.projection import Projections
    from app.store import Unit
    from app.store.plans import StoredPlan

NOT_KEPT = {"revision", "as_of"}
"""The store counts revisions, and days pass."""


def kept(document: PlanDocument) -> Block:
    """Return what is kept of a document, as plain data."""
    return _without(plain(document))


def state_of(projections: Projections) -> Block:
    """Return what is kept of a plan's document, as plain data."""
    return _without(projections.written)


def text_of(projections: Projections) -> bytes:
    """Return the text of a plan's document."""
    return json.dumps(state_of(projections), ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()


def _without(written: Block) -> Block:
    return {key: value for key, value in written.items() if key not in NOT_KEPT}


def written_at(unit: Unit, stored: StoredPlan, revision: int) -> Block:
    """Return a revision of a plan as plain data."""
    block: Block = json.loads(revision_text(unit, stored.id, revision))
    return block


def document_at(unit: Unit, stored: StoredPlan, revision: int) -> PlanDocument:
    """Return a revision of a plan, which once was checked, without its dates."""
    return PlanDocument.model_validate(written_at(unit, stored, revision))
