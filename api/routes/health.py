"""Whether the service is there."""

from __future__ import annotations

from typing import Literal

from fastapi import APIRouter
from pydantic import BaseModel, Field
from starlette.responses import Response

from api.answers import computed
from api.declared import answers

router = APIRouter(tags=["service"])


class Health(BaseModel):
    """That the service answers."""

    status: Literal["ok"] = Field("ok", description="Always `ok`: a service that is not there does not answer.")


@router.get(
    "/healthz",
    operation_id="health",
    summary="Tell whether the service answers",
    responses=answers(Health, "It does."),
)
async def health() -> Response:
    """Answer as long as the process runs; nothing is computed."""
    return computed(Health())
