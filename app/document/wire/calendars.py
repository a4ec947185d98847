"""Working time as people write it: calendars, closures, freezes, absences."""

from typing import Annotated

from pydantic import Field, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import core_schema

from .values import (
    DayName,
    DayText,
    HoursText,
    Many,
    MomentText,
    OneOrMore,
    PartyRef,
    Says,
    ShortFor,
    Text,
    Wire,
    Zone,
)
from .visible import Everyone, OwnParty

BY = "The party that put it into the plan, which sees it before anything that it sees names it."


class Closure(Wire):
    """Days on which nobody of a party works."""

    from_: Everyone[DayText] = Field(alias="from", description="The first day, included.")
    to: Everyone[DayText | None] = Field(None, description="The last day, included; the first one where absent.")
    reason: OwnParty[Text | None] = Field(None, description="Why, in words that an explanation can repeat.")
    private: Everyone[PartyRef | None] = Field(None, description="The party that alone may see it.")


class Absence(Closure):
    """Days on which a person is away."""


class OpenDay(Wire):
    """A day that is worked although the week, a holiday or a closure says otherwise."""

    date: Everyone[DayText] = Field(description="The day.")
    hours: Everyone[OneOrMore[HoursText] | None] = Field(
        None, description="Its working hours, in minute plans; 09:00-17:00 where absent."
    )
    reason: OwnParty[Text | None] = Field(None, description="Why, in words that an explanation can repeat.")


class Freeze(Wire):
    """A period in which no step tagged `change` starts or finishes, whoever does it."""

    from_: Everyone[MomentText] = Field(alias="from", description="The first day, or in minute plans time, included.")
    to: Everyone[MomentText | None] = Field(
        None, description="The last day or time, included; the first one where absent."
    )
    reason: Everyone[Text | None] = Field(None, description="Why, in words that an explanation can repeat.")


class Holiday(Wire):
    """A public holiday that was written into the document."""

    date: Everyone[DayText] = Field(description="The day.")
    name: Everyone[Text | None] = Field(None, description="What people call it.")


class Holidays(Wire):
    """Public holidays of a region: those written down from one day to another, the library's outside."""

    region: Everyone[Annotated[str, Says("a country such as US, or a part of one such as US-NY")]] = Field(
        description="Country, or country and subdivision, of the `holidays` library."
    )
    library: Everyone[Text | None] = Field(None, description="The version of the library that the days come from.")
    from_: Everyone[DayText | None] = Field(
        None, alias="from", description="The first day for which the written days rule."
    )
    to: Everyone[DayText | None] = Field(None, description="The last day for which the written days rule.")
    days: Everyone[Many[Holiday] | None] = Field(None, description="The holidays from `from` to `to`.")


class WeekForms:
    """A week is a list of working days, or the hours of each."""

    def __get_pydantic_core_schema__(self, source: type, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        """Make a mapping of a list before the week is read."""
        return core_schema.no_info_before_validator_function(_by_day, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Publish both forms."""
        hours = handler(schema)
        return {"anyOf": [hours, {"type": "array", "items": hours["propertyNames"]}]}


def _by_day(written: object) -> object:
    if isinstance(written, list):
        # What is no day is told by its own name, as a key that the week does not know.
        return dict.fromkeys("" if day is None else str(day) for day in written)
    return written


Week = Annotated[
    dict[DayName, OneOrMore[HoursText] | None],
    WeekForms(),
    Says("a list of days such as [mon, tue], or the hours of each day"),
]


class Calendar(Wire):
    """The working time of a party, or one that steps name."""

    week: Everyone[Week | None] = Field(
        None, description="The working days, as a list or with the hours of each; Monday to Friday where absent."
    )
    time_zone: Everyone[Zone | None] = Field(
        None, description="The zone of its hours, in minute plans; the plan's where absent."
    )
    holidays: Everyone[
        Annotated[Holidays, ShortFor("region"), Says("a region such as US-NY, or a block of its holidays")] | None
    ] = Field(None, description="The public holidays on which nobody works.")
    closed: Everyone[Many[Closure]] = Field((), description="Other days on which nobody works.")
    open: Everyone[Many[OpenDay]] = Field((), description="Days that are worked all the same.")
    by: Everyone[PartyRef | None] = Field(None, description=BY)
