"""The body that only says why, and may be left out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from fastapi import Depends, Request
from pydantic import BaseModel, ConfigDict, Field

from app.plans.opening import stored_plan
from app.plans.views import revision_seen

from .body import require_json
from .entry import InTurn
from .models import SMALL, model_of

if TYPE_CHECKING:
    from app.store import Unit


class Reason(BaseModel):
    """Why something is done; the body may be left out."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    why: str | None = Field(
        None, max_length=2000, description="In words, for the log.", examples=["The deal is on ice"]
    )


class WayBack(Reason):
    """What the one who takes something back, or does it again, had seen; the body may be left out."""

    seen: int | None = Field(
        None, ge=1, le=2**31 - 1, description="The `revision` that you saw; refused where you did something since."
    )

    def seen_revision(self, unit: Unit, plan_id: str, tag: int | None) -> int | None:
        """Return the revision of the document that the caller saw, by what it says here or else by its tag."""
        seen = self.seen if self.seen is not None else tag
        return None if seen is None else revision_seen(unit, stored_plan(unit, plan_id), seen)


def reason_in(request: Request, body: InTurn) -> Reason:
    """Return why something is done, where that is said."""
    if not body:
        return Reason()
    require_json(request)
    return model_of(Reason, body, SMALL)


Said = Annotated[Reason, Depends(reason_in, scope="function")]


def way_back_in(request: Request, body: InTurn) -> WayBack:
    """Return what is said of the way back, where anything is."""
    if not body:
        return WayBack()
    require_json(request)
    return model_of(WayBack, body, SMALL)


Back = Annotated[WayBack, Depends(way_back_in, scope="function")]
"""The body that says what was seen, and why, and may be left out."""
