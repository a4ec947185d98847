"""The body that only says why, and may be left out."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request
from pydantic import BaseModel, ConfigDict, Field

from .body import require_json
from .entry import InTurn
from .models import SMALL, model_of


class Reason(BaseModel):
    """Why something is done; the body may be left out."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    why: str | None = Field(
        None, max_length=2000, description="In words, for the log.", examples=["The deal is on ice"]
    )


def reason_in(request: Request, body: InTurn) -> Reason:
    """Return why something is done, where that is said."""
    if not body:
        return Reason()
    require_json(request)
    return model_of(Reason, body, SMALL)


Said = Annotated[Reason, Depends(reason_in, scope="function")]
