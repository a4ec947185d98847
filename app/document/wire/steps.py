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


class Link(Wire):
    """What a step waits for."""

    step: StepRef = Field(description="The predecessor.")
    type: Literal["FS", "SS", "FF", "SF"] | None = Field(
        None, description="From the predecessor's start or finish to the step's own; finish-to-start (FS) where absent."
    )
    lag: DurationText | None = Field(None, description="Time between; negative is a lead.")
    lag_calendar: CalendarRef | None = Field(
        None, description="Where a working lag counts: successor (where absent), predecessor, or a calendar's name."
    )


class Estimate(Wire):
    """How long a step may take, at best and at worst."""

    low: DurationText | None = Field(None, description="If all goes well.")
    likely: DurationText | None = Field(None, description="Most probably.")
    high: DurationText | None = Field(None, description="If much goes wrong.")


class Slots(Wire):
    """The occasions on which a step can take place."""

    rule: Annotated[str, Says("a rule such as FREQ=WEEKLY;BYDAY=TU")] = Field(
        description="An RFC 5545 recurrence rule without COUNT and UNTIL."
    )
    from_: MomentText | None = Field(
        None, alias="from", description="A day that the rhythm is in step with; else Monday 1 January 2001."
    )


class Meeting(Wire):
    """When, where and how long people meet."""

    at: TimeText | None = Field(None, description="The time of day.")
    length: Annotated[str, Says("a length such as 90m", r"^\d{1,9}[hm]$")] | None = Field(
        None, description="Clock time; it moves no date."
    )
    place: Text | None = Field(None, description="A room or an address on the web.")
    booking: DurationText | None = Field(None, description="How long before the meeting it has to be booked.")


class Agreed(Wire):
    """Dates of a step that both sides accepted, or that somebody proposes; they bind nothing."""

    start: MomentText | None = Field(None, description="The agreed start.")
    finish: MomentText | None = Field(None, description="The agreed finish.")
    by: Blocks[PersonRef] = Field({}, description="Who agreed, one person a party.")
    on: MomentText | None = Field(None, description="When they agreed.")


class Help(Wire):
    """A question that somebody needs answered to go on with a step."""

    asked_by: PersonRef | None = Field(None, description="Who asks.")
    owner: PersonRef | None = Field(None, description="Who owes the answer.")
    answer_by: MomentText | None = Field(None, description="By when the answer is needed.")
    question: Text | None = Field(None, description="What is asked.")
    answer: Text | None = Field(None, description="The answer, once there is one.")


class Reference(Wire):
    """Something to read."""

    title: Text | None = Field(None, description="What it is.")
    url: Address | None = Field(None, description="Where it is.")


class Blocked(Wire):
    """What holds a step up; it moves no date by itself."""

    since: MomentText | None = Field(None, description="Since when.")
    reason: Text | None = Field(None, description="What stands in the way.")
    question: Text | None = Field(None, description="What has to be answered to go on.")


class Progress(Wire):
    """What has happened to a step."""

    started: MomentText | None = Field(None, description="When work began.")
    remaining: DurationText | None = Field(None, description="What is left of a started step.")
    finished: MomentText | None = Field(None, description="When it was done.")
    blocked: Blocked | None = Field(None, description="What holds it up.")
    skipped: bool | None = Field(None, description="Whether it is left out; its links pass through.")


class Step(Wire):
    """One piece of work that a side owes the other."""

    id: Id = Field(description="Unique in the plan and permanent.")
    title: Title = Field(description="What is to be done.")
    phase: PhaseRef | None = Field(None, description="The phase that it belongs to.")
    kind: Literal["task", "meeting", "milestone", "gate", "value_event"] | None = Field(
        None, description="What it is; a task where absent."
    )
    side: OneOrMore[PartyRef] = Field(
        (), description="The party or parties that do it, or both; the seller where absent."
    )
    owners: Blocks[PersonRef] = Field({}, description="Who is answerable, one person a party.")
    duration: DurationText | None = Field(
        None, description="Working or elapsed time; a task or meeting needs one, a milestone has none."
    )
    estimate: Estimate | None = Field(None, description="How long it may take, at best and at worst.")
    calendar: CalendarRef | None = Field(
        None, description="The calendar that it is worked on; its side's where absent."
    )
    after: OneOrMore[
        Annotated[Link, ShortFor("step"), Says("the id of a step, or a block with step, type and lag")]
    ] = Field((), description="What it waits for; a bare id is finish-to-start without lag.")
    start_no_earlier_than: MomentText | None = Field(None, description="It starts then or later.")
    finish_no_earlier_than: MomentText | None = Field(None, description="It finishes then or later.")
    start_no_later_than: MomentText | None = Field(None, description="It has to start by then.")
    finish_no_later_than: MomentText | None = Field(None, description="It has to finish by then.")
    must_start_on: MomentText | None = Field(None, description="It starts then, unless a link pushes it.")
    must_finish_on: MomentText | None = Field(None, description="It finishes then, unless a link pushes it.")
    fragment: Text | None = Field(None, description="The group of steps that would replace it when expanded.")
    slots: Annotated[Slots, ShortFor("rule"), Says("a rule such as FREQ=WEEKLY;BYDAY=TU")] | None = Field(
        None, description="The only occasions on which it can take place."
    )
    anchor: Literal["start"] | None = Field(None, description="Milestones only: it marks a beginning.")
    meeting: Meeting | None = Field(None, description="When, where and how long people meet.")
    policy: Literal["alap", "asap"] | None = Field(
        None, description="Planned as late as its critical date allows, or as soon as possible."
    )
    optional: bool | None = Field(None, description="Whether a rescue may drop it.")
    overlap: DurationText | None = Field(None, description="How far it may run beside its predecessor in a rescue.")
    agreed: Agreed | None = Field(None, description="The dates that both sides accepted.")
    proposed: Agreed | None = Field(None, description="Dates that wait for the other side's word.")
    help: Help | None = Field(None, description="A question that needs an answer.")
    decider: PersonRef | None = Field(None, description="Gates only: the person who decides.")
    exit_criteria: Text | None = Field(None, description="How both sides know that it is done.")
    bring: OneOrMore[Text] = Field((), description="What people bring to it.")
    result: OneOrMore[Text] = Field((), description="What comes out of it.")
    references: Many[Reference] = Field((), description="What to read for it.")
    private: PartyRef | None = Field(None, description="The party that alone may see it.")
    tags: OneOrMore[Text] = Field((), description="Words to find it by; freezes look at `change`.")
    progress: Progress | None = Field(None, description="What has happened.")
