"""The forms in which single values are written, and what each accepts besides."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, JsonValue, WithJsonSchema
from pydantic_core import core_schema

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue

T = TypeVar("T")


class Wire(BaseModel):
    """A block of keys of the plan document; keys that it does not know are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, allow_inf_nan=False)


@dataclass(frozen=True, slots=True)
class Says:
    """What belongs at a place, in words for people and as a pattern for editors."""

    what: str
    """Goes after `here belongs`."""
    pattern: str | None = None
    """Published in the JSON Schema; the reader itself checks more closely and says more."""
    number: str = ""
    """The text that a bare number most probably stands for."""
    free: bool = False
    """Whether any text will do, so that quotes around a number are the remedy."""

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Add the pattern to the JSON Schema, and what editors say where a text does not fit it."""
        published = handler(schema)
        if self.pattern:
            published["pattern"] = self.pattern
        if "pattern" in published:
            published["patternErrorMessage"] = f"Here belongs {self.what}."
        return published


class OneOrMany:
    """A list that may be left empty, or written as its only item."""

    def __get_pydantic_core_schema__(self, source: type, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        """Make a list of whatever stands there before the list is read."""
        return core_schema.no_info_before_validator_function(_as_list, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Publish all three forms."""
        array = handler(schema)
        return {"anyOf": [array, array["items"], {"type": "null"}]}


class MayBeEmpty:
    """A list or block that may be written without anything in it."""

    def __init__(self, empty: type) -> None:
        """Keep what stands for nothing."""
        self._empty = empty

    def __get_pydantic_core_schema__(self, source: type, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        """Read nothing as an empty one."""
        return core_schema.no_info_before_validator_function(
            lambda written: self._empty() if written is None else written, handler(source)
        )

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Publish both forms."""
        return {"anyOf": [handler(schema), {"type": "null"}]}


class ShortFor:
    """A block that may be written as the value of its one important key."""

    def __init__(self, key: str) -> None:
        """Keep the key."""
        self.key = key

    def __get_pydantic_core_schema__(self, source: type, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        """Make a block of a bare value before the block is read."""
        return core_schema.no_info_before_validator_function(
            lambda written: {self.key: written} if isinstance(written, (str, int, float)) else written,
            handler(source),
        )

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Publish both forms."""
        return {"anyOf": [{"type": "string"}, handler(schema)]}


def _as_list(written: object) -> object:
    if written is None:
        return ()
    return written if isinstance(written, (list, tuple)) else (written,)


# Strict reading takes no list for a tuple; the items stay strict.
Items = Annotated[tuple[T, ...], Field(strict=False)]

Many = Annotated[Items[T], MayBeEmpty(tuple)]
"""A list; nothing written there is an empty one."""

OneOrMore = Annotated[Items[T], OneOrMany()]
"""A list, or its only item without one."""

Blocks = Annotated[dict[str, T], MayBeEmpty(dict)]
"""Blocks or values by name; nothing written there is none."""

_DAY = r"\d{4}-\d{2}-\d{2}"
_TIME = r"([01]\d|2[0-3]):[0-5]\d"

Id = Annotated[str, Says("an id such as legal-review", r"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$", free=True)]
"""What other places call it; unique and permanent."""

StepRef = Annotated[str, Says("the id of a step", free=True)]

PartyRef = Annotated[str, Says("the id of a party such as seller or customer", free=True)]

PersonRef = Annotated[str, Says("the id of a person", free=True)]

GetRef = Annotated[str, Says("the id of a get", free=True)]

PhaseRef = Annotated[str, Says("the id of a phase", free=True)]

CalendarRef = Annotated[str, Says("the name of a calendar", free=True)]

Title = Annotated[str, Field(pattern=r"\S"), Says("a title", free=True)]

Text = Annotated[str, Says("text", free=True)]

DurationText = Annotated[
    str,
    Says("a duration such as 10d (working days) or 3ed (calendar days)", r"^-?\d{1,9}(d|h|m|e[dhmw])$", number="{}d"),
]

DayText = Annotated[str, Says("a day such as 2026-11-30", f"^{_DAY}$")]

MomentText = Annotated[
    str,
    Says("a day such as 2026-11-30", rf"^{_DAY}([T ]{_TIME}(:00)?(Z|[+-]{_TIME})?)?$"),
]
"""A day, or in minute plans also a time, with or without offset."""

TimeText = Annotated[str, Says("a time of day such as 09:30", f"^{_TIME}$")]

HoursText = Annotated[str, Says("hours such as 09:00-12:00", rf"^{_TIME}-({_TIME}|24:00)$")]

Zone = Annotated[str, Says("a time zone such as Europe/Berlin")]

Email = Annotated[str, Field(pattern=r"^[^@\s]+@[^@\s]+$"), Says("an e-mail address such as jo@northwind.example")]

Currency = Annotated[str, Field(pattern=r"^[A-Z]{3}$"), Says("a currency of three capital letters such as EUR")]

Address = Annotated[
    str, Field(pattern=r"^(https?://|mailto:)\S+$"), Says("an address that begins with https:// or http://")
]
"""Only what a browser opens harmlessly: it becomes a link on a page that somebody else reads."""

Amount = Annotated[int | float, Says("a number")]

Probability = Annotated[
    int | float,
    Field(ge=0, le=1),
    WithJsonSchema({"type": "number", "minimum": 0, "maximum": 1}),
    Says("a probability from 0 to 1, such as 0.3"),
]

Year = Annotated[int, Field(ge=1900, le=2199), Says("a year such as 2027")]

DayLetters = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

DayName = Annotated[DayLetters, Says("a day of the week such as mon")]

Free = JsonValue
"""Plain data whose inside is read elsewhere."""
