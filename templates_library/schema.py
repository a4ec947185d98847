"""The one schema of the library's files, as they are written."""

from __future__ import annotations

from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, JsonValue

NAME, TEXT, DURATION = r"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$", r"\S", r"^-?(\d{1,4}|\{[a-z_]+\})(d|ed|ew)$"
PATTERNS = {
    NAME: "a name has letters, digits, hyphens and underscores, 64 at most",
    TEXT: "here belongs a text that says something",
    DURATION: "a duration is written like 5d, 14ed or 2ew",
}
"""What is said where something does not look like that."""

Name = Annotated[str, Field(pattern=NAME)]
Text = Annotated[str, Field(pattern=TEXT)]
DurationText = Annotated[str, Field(pattern=DURATION)]
"""Days of working time, days or weeks of elapsed time; `{notice_days}ed` takes the number from an answer."""

T = TypeVar("T")


def _listed(written: Any) -> Any:  # noqa: ANN401 - whatever stands there
    return written if isinstance(written, (list, tuple)) else [] if written is None else [written]


Many = Annotated[tuple[T, ...], BeforeValidator(_listed), Field(strict=False)]
"""A list; a single item may stand without one."""


def _short_for(key: str) -> BeforeValidator:
    return BeforeValidator(lambda written: written if isinstance(written, dict) else {key: written})


class Written(BaseModel):
    """A block of keys; keys that it does not know are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, allow_inf_nan=False)


class Condition(Written):
    """What an answer has to be."""

    one_of: tuple[JsonValue, ...] = Field((), strict=False)
    at_least: int | None = None


def _condition(written: Any) -> Any:  # noqa: ANN401
    return written if isinstance(written, dict) else {"one_of": _listed(written)}


When = dict[str, Annotated[Condition, BeforeValidator(_condition)]]
"""By question; all have to hold. A value, a list of values, or `{at_least: 2}`."""


class WrittenLink(Written):
    """What a step waits for, as the plan document has it."""

    step: Name
    type: Literal["FS", "SS", "FF", "SF"] = "FS"
    lag: DurationText | None = None
    lag_calendar: Name | None = None


class WrittenMeeting(Written):
    """When and how long people meet."""

    at: str | None = None
    length: str | None = None
    place: Text | None = None
    booking: DurationText | None = None


class WrittenStep(Written):
    """A step in the plan document's words; `takes`, `longer_if` and `when` fit it to the deal."""

    id: Name
    title: Text
    when: When = {}
    phase: Name | None = None
    kind: Literal["task", "meeting", "milestone", "gate", "value_event"] = "task"
    side: Many[Name]
    owners: dict[str, Name] = Field(min_length=1)
    """A role for each party."""
    calendar: Name | None = None
    """The party on whose days it is worked, where another side does it: people are trained on their own days."""
    duration: DurationText | None = None
    takes: Name | None = None
    """The range of `vocabulary/ranges.yaml` that its duration and estimate come from."""
    longer_if: Many[Name] = ()
    """The multipliers that apply to it."""
    after: Many[Annotated[WrittenLink, _short_for("step")]] = ()
    slots: str | None = None
    anchor: Literal["start"] | None = None
    meeting: WrittenMeeting | None = None
    policy: Literal["alap", "asap"] | None = None
    optional: bool | None = None
    overlap: DurationText | None = None
    decider: dict[str, Name] | None = None
    """Gates: the party and the role that decides."""
    exit_criteria: Text | None = None
    bring: Many[Text] = ()
    result: Many[Text] = ()
    private: Name | None = None
    tags: Many[Text] = ()


class PartLink(Written):
    """What a part waits for: all that another part ends with."""

    part: Name
    type: Literal["FS", "FF"] = "FS"
    """FF where only the end of this one waits: an old system is left while its notice runs."""
    lag: DurationText | None = None


class WrittenPart(Written):
    """A fragment in its place within a template or a larger fragment."""

    fragment: Name
    when: When = {}
    after: Many[Annotated[PartLink, _short_for("part")]] = ()


About = Literal[
    "critical_dates",
    "pains",
    "current_way",
    "consequences",
    "solution",
    "criteria",
    "value",
    "concerns",
    "gives",
    "gets",
    "promises",
    "decisions",
]
"""What a question is about, by the name that its answer's place has in the plan document."""


class WrittenAsk(Written):
    """A question to the customer, whose answer the plan's `why` needs; the plan remembers it until there is one."""

    id: Name
    about: About
    text: Text
    ask: dict[str, Name] = Field(min_length=1, max_length=1)
    """The party and the role of who knows."""
    when: When = {}


class WrittenFragment(Written):
    """A group of steps, or of other fragments, that stands for one step of a rough plan."""

    title: Text
    about: Text
    """What it is for, and what experience says about it."""
    phase: Name | None = None
    ends_with: Many[Name] = ()
    """The step whose id, kind and exit criteria a rough step has: the first of these that is there, else the last."""
    asks: tuple[WrittenAsk, ...] = Field((), strict=False)
    """What should be known by its end."""
    steps: tuple[WrittenStep, ...] = Field((), strict=False)
    parts: tuple[Annotated[WrittenPart, _short_for("fragment")], ...] = Field((), strict=False)


class WrittenDate(Written):
    """A critical date of a template."""

    id: Name
    step: Name
    when: When = {}
    reason: Text | None = None
    """Why it is what it is; of the date that is asked for only the customer knows."""
    assumed: Text | None = None
    """What is said instead while nobody has answered, so that no assumption is told as a fact."""
    party: Name | None = None
    buffer: Name | None = None
    """The range that its buffer comes from."""
    answer: Name | None = None
    """The question whose answer is the date."""
    reserve: DurationText | None = None
    """Working days beyond what the work after the asked date takes; absent for the asked date itself."""


class WrittenTemplate(Written):
    """A reusable plan."""

    place: int = Field(ge=1)
    """Where it stands in the list."""
    version: int = Field(ge=1)
    title: Text
    use_when: Text
    not_when: Text
    plan_title: Text
    """The title of a plan, with `{customer}` and `{seller}` in it."""
    asks_for: Text
    """What the one date is, in the words of a question."""
    parties: dict[str, str] = {}
    """Further parties with their kinds."""
    questions: dict[str, JsonValue]
    """What it asks, in order, each with its own default."""
    critical_dates: tuple[WrittenDate, ...] = Field(strict=False, min_length=1)
    """The first one is the date that is asked for."""
    parts: tuple[Annotated[WrittenPart, _short_for("fragment")], ...] = Field(strict=False, min_length=1)


class WrittenQuestion(Written):
    """What fits a template to a deal."""

    title: Text
    """A few words, for a chip."""
    question: Text
    about: Text
    type: Literal["choice", "yes_no", "number", "countries", "date"]
    choices: dict[str, Text] = {}
    least: int | None = None
    most: int | None = None
    default: JsonValue = None
    priced: tuple[JsonValue, ...] = Field((), strict=False)
    """Answers whose price is told, where the type alone does not give them."""
    private: Name | None = None
    only_if: Name | None = None
    """The question that has to be answered with yes before this one makes sense."""


class WrittenRange(Written):
    """How long some work takes: low, likely, high, by the answer to a question."""

    work: Text
    by: Name = "segment"
    days: dict[str, Many[DurationText]] = Field(min_length=1)
    """For each answer; `any` stands for all others."""
    source: Text


class WrittenMultiplier(Written):
    """What makes work longer."""

    says: Text
    times: float = Field(gt=0)
    when: When
    source: Text
