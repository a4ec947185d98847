"""A moment that is named in a body: text with an offset from UTC, as RFC 3339 has it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

from pydantic import AfterValidator, AwareDatetime, BeforeValidator
from pydantic_core import PydanticCustomError


def _text(written: object) -> object:
    """Refuse a number: nobody sees of it which moment is meant."""
    if isinstance(written, str):
        return written
    raise _refused("wrong-type", "here belongs text in quotes")


def _kept(moment: datetime) -> datetime:
    """Refuse what no calendar has any more once it is told in UTC."""
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        raise _refused("wrong-value", "this moment is beyond the calendar in UTC; name one nearer to now") from None


def _refused(code: str, sentence: str) -> PydanticCustomError:
    return PydanticCustomError("refused", "{sentence}", {"code": code, "sentence": sentence})


Moment = Annotated[AwareDatetime, BeforeValidator(_text), AfterValidator(_kept)]
