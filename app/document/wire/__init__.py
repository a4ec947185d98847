"""The plan document as it is written: one schema for files, the API and the store."""

from typing import Annotated, Literal

from pydantic import Field

from .calendars import BY, Absence, Calendar, Freeze
from .steps import Step
from .values import (
    Amount,
    Blocks,
    Currency,
    DayText,
    DurationText,
    Email,
    Free,
    Id,
    Many,
    MayBeEmpty,
    MomentText,
    PartyRef,
    PersonRef,
    StepRef,
    Text,
    Title,
    Wire,
    Zone,
)
from .visible import Everyone, OwnParty, SellerOnly
from .why import Why

FORMAT = "backplan/1"


class Party(Wire):
    """An organisation that must act, beside the seller and the customer."""

    id: Everyone[Id] = Field(description="What steps and calendars call it.")
    name: Everyone[Text | None] = Field(None, description="What people call it.")
    kind: Everyone[Text | None] = Field(None, description="Its part, such as supplier or integrator.")
    by: Everyone[PartyRef | None] = Field(None, description=BY)


class Confirmed(Wire):
    """Who last stood by a critical date, and when."""

    by: Everyone[PersonRef | None] = Field(None, description="The person.")
    on: Everyone[MomentText | None] = Field(None, description="The day.")


class DailyCost(Wire):
    """What a day of delay costs from a day on."""

    from_: Everyone[DayText] = Field(alias="from", description="The first day at this cost.")
    amount: Everyone[Amount] = Field(description="The cost of one day.")


class CostOfDelay(Wire):
    """What each day without the solution costs the customer."""

    currency: Everyone[Currency | None] = Field(None, description="Three letters, such as EUR.")
    since: Everyone[DayText | None] = Field(None, description="The day from which the cost has been running.")
    per_day: Everyone[Many[DailyCost]] = Field((), description="The cost of a day, which may change over time.")


class CriticalDate(Wire):
    """A date by which the customer needs something."""

    id: Everyone[Id] = Field(description="Unique among the plan's critical dates.")
    step: Everyone[StepRef | None] = Field(None, description="The step that it binds; the whole plan where absent.")
    date: Everyone[MomentText] = Field(description="Kept when the step is done by its end.")
    reason: Everyone[Text | None] = Field(None, description="Why it is what it is: the compelling event.")
    party: Everyone[PartyRef | None] = Field(None, description="Whose date it is; the customer's where absent.")
    standing: Everyone[Literal["wished", "confirmed", "contractual"] | None] = Field(
        None, description="How firm it is; wished where absent."
    )
    confirmed: Everyone[Confirmed | None] = Field(None, description="Who last stood by it.")
    buffer: Everyone[DurationText | None] = Field(None, description="Shared reserve before it.")
    cost_of_delay: OwnParty[CostOfDelay | None] = Field(None, description="What each day of delay costs the customer.")


class Person(Wire):
    """Somebody of a party; templates write one without a name for each role."""

    id: Everyone[Id] = Field(description="What steps call the person.")
    name: Everyone[Text | None] = Field(None, description="First and last name.")
    email: OwnParty[Email | None] = Field(None, description="Where mail reaches the person.")
    party: Everyone[PartyRef] = Field(description="The party that the person belongs to.")
    role: Everyone[Text | None] = Field(None, description="The part that the person plays, such as legal or champion.")
    time_zone: Everyone[Zone | None] = Field(None, description="The person's zone; the plan's where absent.")
    away: Everyone[Many[Absence]] = Field((), description="When the person is away.")
    private: Everyone[PartyRef | None] = Field(None, description="The party that alone may see the person.")


class Phase(Wire):
    """A stage of the plan."""

    id: Everyone[Id] = Field(description="What steps call it.")
    title: Everyone[Text | None] = Field(None, description="What people call it.")
    by: Everyone[PartyRef | None] = Field(None, description=BY)


class Hold(Wire):
    """The whole plan waits."""

    since: Everyone[MomentText] = Field(description="The first day on hold.")
    until: Everyone[MomentText | None] = Field(
        None, description="The day on which work resumes; nobody knows where absent."
    )
    reason: Everyone[Text | None] = Field(None, description="Why, in words that an explanation can repeat.")


class Outcome(Wire):
    """How it ended."""

    on: SellerOnly[DayText | None] = Field(None, description="The day on which it was decided.")
    result: SellerOnly[Literal["won", "lost", "no_decision"] | None] = Field(None, description="What came of it.")
    what_worked: SellerOnly[Text | None] = Field(None, description="What to do again.")


class TemplateUsed(Wire):
    """The template that the plan was made from."""

    id: SellerOnly[Text | None] = Field(None, description="The template's id.")
    version: SellerOnly[int | None] = Field(None, description="The template's version.")
    answers: SellerOnly[Blocks[Free]] = Field({}, description="The answers that fitted it to the deal.")


MOST_REVISIONS = 2**31 - 1
"""The largest number that calendar entries can carry."""


class PlanDocument(Wire):
    """A mutual action plan in its one written form."""

    format: Everyone[Literal["backplan/1"]] = Field(description="Always backplan/1.")
    id: Everyone[Text | None] = Field(None, description="A UUID that the service gives; part of every calendar entry.")
    revision: SellerOnly[int | None] = Field(
        None, ge=0, le=MOST_REVISIONS, description="How often the plan was changed; the service counts."
    )
    title: Everyone[Title] = Field(description="What the plan is for.")
    customer: Everyone[Text | None] = Field(None, description="The customer's name.")
    seller: Everyone[Text | None] = Field(None, description="The seller's name.")
    parties: Everyone[Many[Party]] = Field((), description="Who else must act.")
    time_zone: Everyone[Zone | None] = Field(None, description="The plan's zone; UTC where absent.")
    resolution: Everyone[Literal["day", "minute"] | None] = Field(
        None, description="What the plan counts in; days where absent."
    )
    start: Everyone[MomentText | None] = Field(
        None, description="Nothing is planned before it; the as-of date where absent."
    )
    as_of: Everyone[MomentText | None] = Field(None, description="The day from which is planned; today where absent.")
    critical_threshold: Everyone[int | None] = Field(
        None, description="Float at or below which a step is critical; 0 where absent."
    )
    calendars: Everyone[Blocks[Annotated[Calendar, MayBeEmpty(dict)]]] = Field(
        {}, description="Working time by name; a party's id names its own."
    )
    freezes: Everyone[Many[Freeze]] = Field(
        (), description="Periods in which no step tagged `change` starts or finishes."
    )
    critical_dates: Everyone[Many[CriticalDate]] = Field((), description="Dates by which the customer needs something.")
    people: Everyone[Many[Person]] = Field((), description="Who takes part.")
    phases: Everyone[Many[Phase]] = Field((), description="The stages, in their order.")
    steps: Everyone[Many[Step]] = Field((), description="What is to be done.")
    why: OwnParty[Why | None] = Field(
        None, description="Why the customer buys, and what the two have given their word on."
    )
    hold: Everyone[Hold | None] = Field(None, description="Whether and since when the plan waits.")
    outcome: SellerOnly[Outcome | None] = Field(None, description="How it ended.")
    template: SellerOnly[TemplateUsed | None] = Field(None, description="The template that the plan was made from.")
