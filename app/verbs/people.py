"""Who answers for a step, and who helps with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from pydantic import Field

from app.operations.helping import answer_help, ask_for_help, withdraw_help
from app.operations.owners import assign_owner, delegate

from .verb import Occasion, Verb, Words

if TYPE_CHECKING:
    from app.document import PlanDocument
    from app.document.differences import Block


class AssignOwner(Verb):
    """Make somebody the owner of a step on their party's side."""

    about: ClassVar[str] = "step"
    example: ClassVar[Block] = {"do": "assign_owner", "step": "training", "person": "jo"}

    do: Literal["assign_owner"] = "assign_owner"
    step: str = Field(description="Which one.")
    person: str = Field(description="Who, by id or name.")
    party: str | None = Field(None, description="Their party; where it is said, somebody new joins the plan's people.")

    def done(self, document: PlanDocument, occasion: Occasion) -> PlanDocument:
        """Return the document with the owner."""
        return assign_owner(document, self.step, self.person, self.party, ids=occasion.ids)


class Delegate(Verb):
    """Hand a step to somebody else of one's own side: not me, it is ..."""

    about: ClassVar[str] = "step"
    example: ClassVar[Block] = {
        "do": "delegate",
        "step": "legal",
        "to": "Mia Roth",
        "email": "mia.roth@northwind.example",
    }

    do: Literal["delegate"] = "delegate"
    step: str = Field(description="Which one.")
    to: str = Field(description="Who does it, by id or name; somebody new joins the plan's people.")
    email: str | None = Field(None, description="Where mail reaches them.")
    party: str | None = Field(None, description="On whose side; one's own where absent.")

    def done(self, document: PlanDocument, occasion: Occasion) -> PlanDocument:
        """Return the document with the new owner."""
        party = self.party or occasion.by.party or ""
        return delegate(document, self.step, self.to, party=party, email=self.email, ids=occasion.ids)


class AskForHelp(Verb):
    """Ask somebody what has to be answered to go on with a step."""

    about: ClassVar[str] = "step"
    example: ClassVar[Block] = {
        "do": "ask_for_help",
        "step": "legal",
        "question": "Which clause?",
        "owner": "ana",
        "answer_by": "2026-12-01",
    }

    do: Literal["ask_for_help"] = "ask_for_help"
    step: str = Field(description="Which one.")
    question: Words = Field(description="What is asked.")
    owner: str = Field(description="Who owes the answer, by id or name.")
    answer_by: str = Field(description="By when it is needed.")

    def done(self, document: PlanDocument, occasion: Occasion) -> PlanDocument:
        """Return the document with the question."""
        asker = occasion.by
        return ask_for_help(document, self.step, self.question, owner=self.owner, by=self.answer_by, asker=asker)


class AnswerHelp(Verb):
    """Answer what was asked about a step."""

    about: ClassVar[str] = "step"
    example: ClassVar[Block] = {"do": "answer_help", "step": "asked", "answer": "Clause 7.2"}

    do: Literal["answer_help"] = "answer_help"
    step: str = Field(description="Which one.")
    answer: Words = Field(description="The answer.")

    def done(self, document: PlanDocument, occasion: Occasion) -> PlanDocument:  # noqa: ARG002 - all verbs know it
        """Return the document with the answer."""
        return answer_help(document, self.step, self.answer)


class WithdrawHelp(Verb):
    """Take a question back."""

    about: ClassVar[str] = "step"
    example: ClassVar[Block] = {"do": "withdraw_help", "step": "asked"}

    do: Literal["withdraw_help"] = "withdraw_help"
    step: str = Field(description="Which one.")

    def done(self, document: PlanDocument, occasion: Occasion) -> PlanDocument:  # noqa: ARG002 - all verbs know it
        """Return the document without the question."""
        return withdraw_help(document, self.step)


VERBS = (AssignOwner, Delegate, AskForHelp, AnswerHelp, WithdrawHelp)
