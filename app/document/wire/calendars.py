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


class Closure(Wire):
    """Days on which nobody of a party works."""

    from_: DayText = Field(alias="from", description="The first day, included.")
    to: DayText | None = Field(None, description="The last day, included; the first one where absent.")
    reason: Text | None = Field(None, description="Why, in words that an explanation can repeat.")
    private: PartyRef | None = Field(None, description="The party that alone may see it.")


class Absence(Closure):
    """Days on which a person is away."""


class OpenDay(Wire):
    """A day that is worked although the week, a holiday or a closure says otherwise."""

    date: DayText = Field(description="The day.")
    hours: OneOrMore[HoursText] | None = Field(
        None, description="Its working hours, in minute plans; 09:00-17:00 where absent."
    )
    reason: Text | None = Field(None, description="Why, in words that an explanation can repeat.")


class Freeze(Wire):
    """A period in which no step tagged `change` starts or finishes, whoever does it."""

    from_: MomentText = Field(alias="from", description="The first day, or in minute plans time, included.")
    to: MomentText | None = Field(None, description="The last day or time, included; the first one where absent.")
    reason: Text | None = Field(None, description="Why, in words that an explanation can repeat.")


class Holiday(Wire):
    """A public holiday that was written into the document."""

    date: DayText = Field(description="The day.")
    name: Text | None = Field(None, description="What people call it.")


class Holidays(Wire):
    """Public holidays of a region: those written down from one day to another, the library's outside."""

    region: Annotated[str, Says("a country such as US, or a part of one such as US-NY")] = Field(
        description="Country, or country and subdivision, of the `holidays` library."
    )
    library: Text | None = Field(None, description="The version of the library that the days come from.")
    from_: DayText | None = Field(None, alias="from", description="The first day for which the written days rule.")
    to: DayText | None = Field(None, description="The last day for which the written days rule.")
    days: Many[Holiday] | None = Field(None, description="The holidays from `from` to `to`.")


class _WeekForms:
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
    _WeekForms(),
    Says("a list of days such as [mon, tue], or the hours of each day"),
]


class Calendar(Wire):
    """The working time of a party, or one that steps name."""

    week: Week | None = Field(
        None, description="The working days, as a list or with the hours of each; Monday to Friday where absent."
    )
    time_zone: Zone | None = Field(None, description="The zone of its hours, in minute plans; the plan's where absent.")
    holidays: (
        Annotated[Holidays, ShortFor("region"), Says("a region such as US-NY, or a block of its holidays")] | None
    ) = Field(None, description="The public holidays on which nobody works.")
    closed: Many[Closure] = Field((), description="Other days on which nobody works.")
    open: Many[OpenDay] = Field((), description="Days that are worked all the same.")
