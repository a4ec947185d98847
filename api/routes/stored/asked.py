"""How a stored plan is looked at: the day, and whose eyes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from fastapi import Path, Query
from pydantic import BaseModel, ConfigDict, Field

from api.problems import BODY
from app.document import PlacedProblem, Unreadable
from app.document.moments import read_day
from app.document.problems import Wrong
from app.plans.showing import open_as_of, shown
from scheduler.causes import DateName

if TYPE_CHECKING:
    from datetime import date

    from app.plans import Opened
    from app.projection import Projection
    from app.store import Unit

PlanId = Annotated[
    str, Path(description="The plan's UUID.", json_schema_extra={"examples": ["4b6f5a52-0d5e-4b0e-9c7a-6f4f0d3c2a11"]})
]


class AskedOfStored(BaseModel):
    """How a stored plan is looked at; an unknown parameter is refused, since a misspelt one changes the answer."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    as_of: str | None = Field(
        None,
        description="The day from which is planned; today in the plan's time zone where absent. Nothing of it is kept.",
        examples=["2026-11-24"],
    )
    audience: str | None = Field(
        None,
        description="The party whose view of it is answered, such as `customer`; your own where absent. Only "
        "the seller's people look with other eyes, and see nothing by it that they do not see anyway.",
        examples=["customer"],
    )


class AskedOfStoredFile(AskedOfStored):
    """For whom a file is made."""

    person: str | None = Field(
        None,
        description="A person's id or name: the file has what their party may see, and says what is theirs.",
        examples=["jo"],
    )


class AskedWhyOfStored(AskedOfStored):
    """Which date is explained."""

    step: str = Field(description="The step's id.", examples=["signature"])
    date: DateName | None = Field(
        None,
        description="Which of its dates; where absent its latest safe start, once it has started its finish.",
        examples=["late_start"],
    )


Plain = Annotated[AskedOfStored, Query()]
File = Annotated[AskedOfStoredFile, Query()]
Why = Annotated[AskedWhyOfStored, Query()]


def opened(unit: Unit, plan_id: str, asked: AskedOfStored, *, person: str | None = None) -> tuple[Opened, Projection]:
    """Return a stored plan, and what whoever asks sees of it."""
    found = open_as_of(unit, plan_id, None if asked.as_of is None else _day(asked.as_of))
    return found, shown(unit.actor, found.projections, party=asked.audience, person=person)


def _day(written: str) -> date:
    try:
        return read_day(written)
    except Wrong as wrong:
        problem = PlacedProblem(code=wrong.code, path=("as_of",), sentence=wrong.sentence, file=BODY[0], line=None)
        raise Unreadable([problem]) from wrong
