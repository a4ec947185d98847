"""Steps as people write them, with their links, dates and progress."""

from typing import Annotated, Literal

from pydantic import Field

from .values import (
    Address,
    Blocks,
    CalendarRef,
    DurationText,
    Id,
    Many,
    MomentText,
    OneOrMore,
    PartyRef,
    PersonRef,
    PhaseRef,
    Says,
    ShortFor,
    StepRef,
    Text,
    TimeText,
    Title,
    Wire,
)
from .visible import Everyone, SellerOnly


class Link(Wire):
    """What a step waits for."""

    step: Everyone[StepRef] = Field(description="The predecessor.")
    type: Everyone[Literal["FS", "SS", "FF", "SF"] | None] = Field(
        None, description="From the predecessor's start or finish to the step's own; finish-to-start (FS) where absent."
    )
    lag: Everyone[DurationText | None] = Field(None, description="Time between; negative is a lead.")
    lag_calendar: Everyone[CalendarRef | None] = Field(
        None, description="Where a working lag counts: successor (where absent), predecessor, or a calendar's name."
    )


class Estimate(Wire):
    """How long a step may take, at best and at worst."""

    low: SellerOnly[DurationText | None] = Field(None, description="If all goes well.")
    likely: SellerOnly[DurationText | None] = Field(None, description="Most probably.")
    high: SellerOnly[DurationText | None] = Field(None, description="If much goes wrong.")


class Slots(Wire):
    """The occasions on which a step can take place."""

    rule: Everyone[Annotated[str, Says("a rule such as FREQ=WEEKLY;BYDAY=TU")]] = Field(
        description="An RFC 5545 recurrence rule without COUNT and UNTIL."
    )
    from_: Everyone[MomentText | None] = Field(
        None, alias="from", description="A day that the rhythm is in step with; else Monday 1 January 2001."
    )


class Meeting(Wire):
    """When, where and how long people meet."""

    at: Everyone[TimeText | None] = Field(None, description="The time of day.")
    length: Everyone[Annotated[str, Says("a length such as 90m", r"^\d{1,9}[hm]$")] | None] = Field(
        None, description="Clock time; it moves no date."
    )
    place: Everyone[Text | None] = Field(None, description="A room or an address on the web.")
    booking: Everyone[DurationText | None] = Field(None, description="How long before the meeting it has to be booked.")


class Agreed(Wire):
    """Dates of a step that both sides accepted, or that somebody proposes; they bind nothing."""

    start: Everyone[MomentText | None] = Field(None, description="The agreed start.")
    finish: Everyone[MomentText | None] = Field(None, description="The agreed finish.")
    by: Everyone[Blocks[PersonRef]] = Field({}, description="Who agreed, one person a party.")
    on: Everyone[MomentText | None] = Field(None, description="When they agreed.")


class Help(Wire):
    """A question that somebody needs answered to go on with a step."""

    asked_by: Everyone[PersonRef | None] = Field(None, description="Who asks.")
    owner: Everyone[PersonRef | None] = Field(None, description="Who owes the answer.")
    answer_by: Everyone[MomentText | None] = Field(None, description="By when the answer is needed.")
    question: Everyone[Text | None] = Field(None, description="What is asked.")
    answer: Everyone[Text | None] = Field(None, description="The answer, once there is one.")


class Reference(Wire):
    """Something to read."""

    title: Everyone[Text | None] = Field(None, description="What it is.")
    url: Everyone[Address | None] = Field(None, description="Where it is.")


class Blocked(Wire):
    """What holds a step up; it moves no date by itself."""

    since: Everyone[MomentText | None] = Field(None, description="Since when.")
    reason: Everyone[Text | None] = Field(None, description="What stands in the way.")
    question: Everyone[Text | None] = Field(None, description="What has to be answered to go on.")


class Progress(Wire):
    """What has happened to a step."""

    started: Everyone[MomentText | None] = Field(None, description="When work began.")
    remaining: Everyone[DurationText | None] = Field(None, description="What is left of a started step.")
    finished: Everyone[MomentText | None] = Field(None, description="When it was done.")
    blocked: Everyone[Blocked | None] = Field(None, description="What holds it up.")
    skipped: Everyone[bool | None] = Field(None, description="Whether it is left out; its links pass through.")


class Step(Wire):
    """One piece of work that a side owes the other."""

    id: Everyone[Id] = Field(description="Unique in the plan and permanent.")
    title: Everyone[Title] = Field(description="What is to be done.")
    phase: Everyone[PhaseRef | None] = Field(None, description="The phase that it belongs to.")
    kind: Everyone[Literal["task", "meeting", "milestone", "gate", "value_event"] | None] = Field(
        None, description="What it is; a task where absent."
    )
    side: Everyone[OneOrMore[PartyRef]] = Field(
        (), description="The party or parties that do it, or both; the seller where absent."
    )
    owners: Everyone[Blocks[PersonRef]] = Field({}, description="Who is answerable, one person a party.")
    duration: Everyone[DurationText | None] = Field(
        None, description="Working or elapsed time; a task or meeting needs one, a milestone has none."
    )
    estimate: SellerOnly[Estimate | None] = Field(None, description="How long it may take, at best and at worst.")
    calendar: Everyone[CalendarRef | None] = Field(
        None, description="The calendar that it is worked on; its side's where absent."
    )
    after: Everyone[
        OneOrMore[Annotated[Link, ShortFor("step"), Says("the id of a step, or a block with step, type and lag")]]
    ] = Field((), description="What it waits for; a bare id is finish-to-start without lag.")
    start_no_earlier_than: Everyone[MomentText | None] = Field(None, description="It starts then or later.")
    finish_no_earlier_than: Everyone[MomentText | None] = Field(None, description="It finishes then or later.")
    start_no_later_than: Everyone[MomentText | None] = Field(None, description="It has to start by then.")
    finish_no_later_than: Everyone[MomentText | None] = Field(None, description="It has to finish by then.")
    must_start_on: Everyone[MomentText | None] = Field(None, description="It starts then, unless a link pushes it.")
    must_finish_on: Everyone[MomentText | None] = Field(None, description="It finishes then, unless a link pushes it.")
    fragment: SellerOnly[Text | None] = Field(
        None, description="The group of steps that would replace it when expanded."
    )
    slots: Everyone[Annotated[Slots, ShortFor("rule"), Says("a rule such as FREQ=WEEKLY;BYDAY=TU")] | None] = Field(
        None, description="The only occasions on which it can take place."
    )
    anchor: Everyone[Literal["start"] | None] = Field(None, description="Milestones only: it marks a beginning.")
    meeting: Everyone[Meeting | None] = Field(None, description="When, where and how long people meet.")
    policy: Everyone[Literal["alap", "asap"] | None] = Field(
        None, description="Planned as late as its critical date allows, or as soon as possible."
    )
    optional: SellerOnly[bool | None] = Field(None, description="Whether a rescue may drop it.")
    overlap: SellerOnly[DurationText | None] = Field(
        None, description="How far it may run beside its predecessor in a rescue."
    )
    agreed: Everyone[Agreed | None] = Field(None, description="The dates that both sides accepted.")
    proposed: Everyone[Agreed | None] = Field(None, description="Dates that wait for the other side's word.")
    help: Everyone[Help | None] = Field(None, description="A question that needs an answer.")
    decider: Everyone[PersonRef | None] = Field(None, description="Gates only: the person who decides.")
    exit_criteria: Everyone[Text | None] = Field(None, description="How both sides know that it is done.")
    bring: Everyone[OneOrMore[Text]] = Field((), description="What people bring to it.")
    result: Everyone[OneOrMore[Text]] = Field((), description="What comes out of it.")
    references: Everyone[Many[Reference]] = Field((), description="What to read for it.")
    private: Everyone[PartyRef | None] = Field(None, description="The party that alone may see it.")
    tags: Everyone[OneOrMore[Text]] = Field((), description="Words to find it by; freezes look at `change`.")
    progress: Everyone[Progress | None] = Field(None, description="What has happened.")
