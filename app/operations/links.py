"""Links between steps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scheduler.wording import listed

from .lookup import refused, step_of, with_step

if TYPE_CHECKING:
    from app.document import PlanDocument
    from app.document.wire.steps import Link


def link(document: PlanDocument, step_id: str, to: Link) -> PlanDocument:
    """Let a step wait for another; a link of the same type between the two gives way to the new one."""
    step = step_of(document, step_id)
    step_of(document, to.step)
    others = [one for one in step.after if (one.step, one.type or "FS") != (to.step, to.type or "FS")]
    return with_step(document, step.model_copy(update={"after": (*others, to)}))


def unlink(document: PlanDocument, step_id: str, predecessor: str) -> PlanDocument:
    """Let a step no longer wait for another."""
    step = step_of(document, step_id)
    step_of(document, predecessor)
    left = tuple(one for one in step.after if one.step != predecessor)
    if len(left) == len(step.after):
        waits = listed(list(dict.fromkeys(repr(one.step) for one in step.after)))
        sentence = f"{step.id!r} does not wait for {predecessor!r}; it waits for {waits or 'nobody'}"
        raise refused("not-linked", sentence)
    return with_step(document, step.model_copy(update={"after": left}))
