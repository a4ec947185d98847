"""What a plan from a template is made for: the body that asks for one."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, Literal, TypeVar
from uuid import uuid4

from fastapi import Depends, Request
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from app.document import Limits
from app.document.identifiers import read_uuid
from app.document.moments import read_day
from app.document.problems import Wrong

from .body import json_body
from .gate import in_turn_after
from .models import model_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from templates_library import Deal

T = TypeVar("T")


def _read_by(read: Callable[[str], T]) -> BeforeValidator:
    """Read a text as plan documents do, and refuse it in their words."""

    def reading(written: object) -> T:
        if not isinstance(written, str):
            raise _refused("wrong-type", "here belongs text in quotes")
        try:
            return read(written)
        except Wrong as wrong:
            raise _refused(wrong.code, wrong.sentence) from wrong

    return BeforeValidator(reading)


def _answer(written: object) -> object:
    """Let through what an answer can be; whether it fits its question, the template knows."""
    words = isinstance(written, list) and all(isinstance(one, str) for one in written)
    if words or written is None or isinstance(written, (str, bool, int)):
        return written
    raise _refused("wrong-kind-of-answer", "an answer is text, a whole number, true, false, null or a list of texts")


def _refused(code: str, sentence: str) -> PydanticCustomError:
    return PydanticCustomError("refused", "{sentence}", {"code": code, "sentence": sentence})


def _name(written: object) -> object:
    """Refuse what cannot be shown; whether it is text at all, the field says."""
    if isinstance(written, str) and not written.isprintable():
        raise _refused("unusable-character", "a control character in this text cannot be shown; delete it")
    return written


Name = Annotated[str, BeforeValidator(_name)]
Day = Annotated[date, _read_by(read_day)]
AnyAnswer = Annotated[str | bool | int | list[str] | None, BeforeValidator(_answer)]


class Ordered(BaseModel):
    """What a plan is made for."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    critical_date: Day = Field(description="The one date that the template asks for, such as `2027-03-15`.")
    customer: Name = Field("", max_length=200, description="The customer's name.")
    seller: Name = Field("", max_length=200, description="The seller's name.")
    answers: dict[str, AnyAnswer] = Field(
        default_factory=dict, description="By question; defaults stand for what is not answered."
    )
    form: Literal["outline", "full"] = Field("full", description="An outline has one rough step for each part.")
    start: Day | None = Field(None, description="Nothing is planned before it.")
    id: Annotated[str, _read_by(read_uuid)] | None = Field(
        None, description="The plan's UUID; a new one where absent.", json_schema_extra={"format": "uuid"}
    )

    @property
    def deal(self) -> Deal:
        """Return it as the library takes it."""
        deal: Deal = {
            "critical_date": self.critical_date,
            "answers": self.answers,
            "customer": self.customer,
            "seller": self.seller,
            "plan_id": self.id or str(uuid4()),
            "form": self.form,
        }
        return {**deal, "start": self.start} if self.start else deal


class PlanOrder(Ordered):
    """What a plan is made for that is not kept."""

    as_of: Day | None = Field(None, description="The day from which is planned, where that is not today.")


def order_of(text: bytes) -> PlanOrder:
    """Read an order, or refuse it with the place of each mistake."""
    return model_of(PlanOrder, text, LIMITS)


MOST_BYTES = 100_000
"""Of an order; it holds some dozen answers."""
LIMITS = Limits(size=MOST_BYTES, values=1_000, depth=10)


async def _order(request: Request) -> PlanOrder:
    return order_of(await json_body(request, most=MOST_BYTES))


OrderInTurn = Annotated[PlanOrder, Depends(in_turn_after(_order), scope="function")]
