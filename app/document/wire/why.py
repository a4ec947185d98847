"""Why the customer buys, in the customer's words: what hurts, what it is worth, what was promised and decided."""

from typing import Literal

from pydantic import Field

from .values import (
    Amount,
    Currency,
    DayText,
    DurationText,
    GetRef,
    Id,
    Many,
    PartyRef,
    PersonRef,
    Probability,
    StepRef,
    Text,
    Wire,
    Year,
)
from .visible import Everyone, SellerOnly


class Said(Wire):
    """Something that somebody said."""

    text: Everyone[Text] = Field(description="In the words of the one who said it.")
    by: Everyone[PersonRef | None] = Field(None, description="Who said it.")
    on: Everyone[DayText | None] = Field(None, description="When it was said.")
    private: Everyone[PartyRef | None] = Field(None, description="The party that alone may see it.")


class Called(Wire):
    """One of several; its id stays, so that others can name it."""

    id: Everyone[Id] = Field(description="Unique in its list and permanent.")


class Entry(Said, Called):
    """One of several things that were said."""


class Pain(Entry):
    """What hurts today."""


class CurrentWay(Said):
    """How it is done today."""

    measured: Everyone[Text | None] = Field(None, description="What comes of it, as measured.")


class Consequence(Entry):
    """What happens if all stays as it is."""


class Solution(Said):
    """What changes, and for whom."""


class Criterion(Entry):
    """How the customer tells success; shared only once the customer has said it."""

    unit: Everyone[Text | None] = Field(None, description="What is counted, such as working days.")
    before: Everyone[Amount | None] = Field(None, description="How it stood before.")
    target: Everyone[Amount | None] = Field(None, description="What is asked for.")
    measured: Everyone[Amount | None] = Field(None, description="What was measured afterwards.")
    measured_on: Everyone[DayText | None] = Field(None, description="When that was.")


class Investment(Wire):
    """What the customer spends in a year."""

    year: Everyone[Year] = Field(description="The year.")
    amount: Everyone[Amount] = Field(description="The money, in the currency of the value.")


class Benefit(Wire):
    """What the customer gains in a year, and by what."""

    driver: Everyone[Text] = Field(description="What it comes from, such as overtime that ends.")
    year: Everyone[Year] = Field(description="The year.")
    amount: Everyone[Amount] = Field(description="What is expected, by the customer's own figures.")
    measured: Everyone[Amount | None] = Field(None, description="What it came to.")


class ValueCase(Wire):
    """What it is worth: benefits less investment."""

    currency: Everyone[Currency | None] = Field(None, description="Three letters, such as EUR.")
    by: Everyone[PersonRef | None] = Field(None, description="Whose figures they are.")
    on: Everyone[DayText | None] = Field(None, description="As of when.")
    private: Everyone[PartyRef | None] = Field(None, description="The party that alone may see it.")
    investment: Everyone[Many[Investment]] = Field((), description="What is spent, by year.")
    benefits: Everyone[Many[Benefit]] = Field((), description="What is gained, by driver and year.")


class Concern(Entry):
    """What could delay the decision or the go-live."""

    probability: Everyone[Probability | None] = Field(None, description="How probable it is, from 0 to 1.")
    delay: Everyone[DurationText | None] = Field(None, description="What it would cost in time.")
    step: Everyone[StepRef | None] = Field(None, description="The step that would take that much longer.")
    owner: Everyone[PersonRef | None] = Field(None, description="Who sees to it.")
    mitigation: Everyone[Text | None] = Field(None, description="What is done about it.")
    resolved_when: Everyone[Text | None] = Field(None, description="How all will know that it is resolved.")
    resolved: Everyone[DayText | None] = Field(None, description="The day on which it was.")


class Owed(Entry):
    """Something that somebody owes the other side."""

    owner: Everyone[PersonRef | None] = Field(None, description="Who sees to it.")
    due: Everyone[DayText | None] = Field(None, description="By when.")
    done: Everyone[DayText | None] = Field(None, description="The day on which it was done.")


class Give(Owed):
    """What one side grants the other."""

    get: Everyone[GetRef | None] = Field(None, description="What it receives for it: the id of a get.")


class Get(Owed):
    """What a side receives for what it gives."""


class Promise(Owed):
    """What was promised, such as something that the product will do."""


class Decision(Entry):
    """What was decided; with whom it stands, and whether it was reopened."""

    step: Everyone[StepRef | None] = Field(None, description="The step at which it was decided, or that it is about.")
    decided_by: Everyone[PersonRef | None] = Field(None, description="Who decided.")
    reopened: Everyone[DayText | None] = Field(None, description="The day on which it was opened again.")


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


class Question(Called):
    """What is still to be asked, in place of what nobody has said yet."""

    text: Everyone[Text] = Field(description="The question, as it can be asked.")
    about: Everyone[About] = Field(description="What its answer belongs to, by the name that this has in the document.")
    ask: Everyone[PersonRef | None] = Field(None, description="Who knows the answer.")
    step: Everyone[StepRef | None] = Field(None, description="The step by whose end it should be answered.")
    answered: Everyone[DayText | None] = Field(None, description="The day on which it was.")


class Why(Wire):
    """Why the customer buys; every part may be left out."""

    pains: Everyone[Many[Pain]] = Field((), description="What hurts, in the customer's words.")
    current_way: Everyone[CurrentWay | None] = Field(None, description="How it is done today, and what comes of it.")
    consequences: Everyone[Many[Consequence]] = Field((), description="What it costs to leave it so.")
    solution: Everyone[Solution | None] = Field(None, description="What changes, and for whom.")
    criteria: Everyone[Many[Criterion]] = Field((), description="How the customer tells success.")
    value: Everyone[ValueCase | None] = Field(None, description="What it is worth, in the customer's figures.")
    concerns: Everyone[Many[Concern]] = Field((), description="What could delay the decision or the go-live.")
    gives: Everyone[Many[Give]] = Field((), description="What one side grants.")
    gets: Everyone[Many[Get]] = Field((), description="What it receives for that.")
    promises: Everyone[Many[Promise]] = Field((), description="What was promised.")
    decisions: Everyone[Many[Decision]] = Field((), description="What was decided, and by whom.")
    questions: SellerOnly[Many[Question]] = Field((), description="What is still to be asked; nobody's claim.")
