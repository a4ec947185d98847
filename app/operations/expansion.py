"""A rough step that becomes the steps it stands for."""

from __future__ import annotations

import templates_library
from app.document import PlanDocument

from .lookup import step_of


def expand_step(document: PlanDocument, step_id: str) -> PlanDocument:
    """Put the steps of its fragment in place of a rough step, within the bounds that people gave it."""
    rough = step_of(document, step_id)
    written = document.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return PlanDocument.model_validate(templates_library.expand_step(written, rough.id))
