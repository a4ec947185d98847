"""The parameters that all questions about a plan take."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query
from pydantic import BaseModel, ConfigDict, Field

from scheduler.causes import DateName


class Asked(BaseModel):
    """How a plan is looked at; an unknown parameter is refused, since a misspelt one changes the answer."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    as_of: str | None = Field(
        None,
        description="The day from which is planned, such as `2026-11-23`, or in minute plans a time; "
        "the document's own day where absent, else today in the plan's time zone.",
        json_schema_extra={"format": "date"},
    )


class AskedWhy(Asked):
    """Which date is explained."""

    step: str = Field(description="The step's id.")
    date: DateName | None = Field(
        None, description="Which of its dates; where absent its latest safe start, once it has started its finish."
    )


Plain = Annotated[Asked, Query()]
Why = Annotated[AskedWhy, Query()]
