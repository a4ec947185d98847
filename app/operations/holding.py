"""The plan as a whole: it waits and goes on, it ends and is opened again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.document.moments import read_moment
from app.document.problems import Wrong

from .lookup import refused
from .written import edited, with_fields

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.document import PlanDocument
    from app.document.differences import Block
    from app.document.places import Value


def hold_plan(document: PlanDocument, fields: Mapping[str, Value], *, today: str) -> PlanDocument:
    """Let the plan wait from today unless `since` says else; of one that waits already, set what is named."""

    def held(written: Block) -> Block:
        there = written.get("hold") if _waits(document, today) else None
        return {**written, "hold": with_fields({"since": today, **(there if isinstance(there, dict) else {})}, fields)}

    return edited(document, held)


def resume_plan(document: PlanDocument, *, on: str | None, today: str) -> PlanDocument:
    """Take the hold away, or say on which day to come it ends."""
    if not _waits(document, today):
        raise refused("not-on-hold", "the plan is not on hold, so there is nothing to resume")
    if on is not None and _moment(on) > today:
        return hold_plan(document, {"until": on}, today=today)
    return document.model_copy(update={"hold": None})


def close_plan(document: PlanDocument, fields: Mapping[str, Value], *, today: str) -> PlanDocument:
    """Say how the plan ended; what was said of it before stays."""
    outcome = document.outcome
    if outcome is not None and outcome.result is not None:
        sentence = f"the plan is closed already ({outcome.result.replace('_', ' ')}); reopen it first"
        raise refused("already-closed", sentence)

    def closed(written: Block) -> Block:
        there = written.get("outcome")
        return {**written, "outcome": with_fields({"on": today, **(there if isinstance(there, dict) else {})}, fields)}

    return edited(document, closed)


def reopen_plan(document: PlanDocument) -> PlanDocument:
    """Go on with a plan that was closed."""
    if document.outcome is None or document.outcome.result is None:
        raise refused("not-closed", "the plan is not closed, so there is nothing to reopen")
    return document.model_copy(update={"outcome": None})


def _waits(document: PlanDocument, today: str) -> bool:
    """Tell whether the plan is on hold, or will be."""
    return document.hold is not None and (document.hold.until is None or document.hold.until > today)


def _moment(text: str) -> str:
    """Return a moment as it is written, refused where it is none: one that has passed is not written down."""
    try:
        read_moment(text)
    except Wrong as wrong:
        raise refused(wrong.code, wrong.sentence) from wrong
    return text
