"""What there is to read about a step, told apart by where it leads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .lookup import refused, step_of, with_step

if TYPE_CHECKING:
    from app.document import PlanDocument
    from app.document.wire.steps import Reference


def add_reference(document: PlanDocument, step_id: str, new: Reference) -> PlanDocument:
    """Add something to read; another one that leads to the same place gives way to it."""
    step = step_of(document, step_id)
    if new.url is None:
        raise refused("reference-without-url", "a reference leads somewhere; say where in 'url'")
    others = tuple(one for one in step.references if one.url != new.url)
    return with_step(document, step.model_copy(update={"references": (*others, new)}))


def remove_reference(document: PlanDocument, step_id: str, url: str) -> PlanDocument:
    """Take away what leads to a place."""
    step = step_of(document, step_id)
    left = tuple(one for one in step.references if one.url != url)
    if len(left) == len(step.references):
        raise refused("unknown-reference", f"nothing of {step.title} leads to {url!r}")
    return with_step(document, step.model_copy(update={"references": left}))
