"""What happens to the work on a step."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from pydantic import Field

from app.document.wire.steps import Blocked
from app.operations.progress import (
    block_step,
    finish_step,
    progress_step,
    reopen_step,
    skip_step,
    start_step,
    unblock_step,
)

from .verb import Day, Occasion, Verb, Words

if TYPE_CHECKING:
    from app.document import PlanDocument
    from app.document.differences import Block


class StartStep(Verb):
    """Say that work on a step has begun, or must begin on a day to come."""

    about: ClassVar[str] = "step"
    example: ClassVar[Block] = {"do": "start_step", "step": "legal"}

    do: Literal["start_step"] = "start_step"
    step: str = Field(description="Which one.")
    on: Day = None

    def done(self, document: PlanDocument, occasion: Occasion) -> PlanDocument:
        """Return the document with the step started."""
        return start_step(document, self.step, as_of=occasion.as_of, on=self.on)


class ProgressStep(Verb):
    """Say how much of a step is left."""

    about: ClassVar[str] = "step"
    example: ClassVar[Block] = {"do": "progress_step", "step": "under-way", "remaining": "4d"}

    do: Literal["progress_step"] = "progress_step"
    step: str = Field(description="Which one; it has begun.")
    remaining: str = Field(description="Working time that is left, such as 4d.")

    def done(self, document: PlanDocument, occasion: Occasion) -> PlanDocument:  # noqa: ARG002 - all verbs know it
        """Return the document with what is left of the step."""
        return progress_step(document, self.step, self.remaining)


class FinishStep(Verb):
    """Say that a step is done, or must be done on a day to come."""

    about: ClassVar[str] = "step"
    example: ClassVar[Block] = {"do": "finish_step", "step": "legal"}

    do: Literal["finish_step"] = "finish_step"
    step: str = Field(description="Which one.")
    on: Day = None

    def done(self, document: PlanDocument, occasion: Occasion) -> PlanDocument:
        """Return the document with the step finished."""
        return finish_step(document, self.step, as_of=occasion.as_of, on=self.on)


class ReopenStep(Verb):
    """Say that a step is not done after all, or not left out; that it has begun stays, unless said otherwise."""

    about: ClassVar[str] = "step"
    example: ClassVar[Block] = {"do": "reopen_step", "step": "finished"}

    do: Literal["reopen_step"] = "reopen_step"
    step: str = Field(description="Which one.")
    not_started: bool = Field(default=False, description="Whether it has not begun either.")

    def done(self, document: PlanDocument, occasion: Occasion) -> PlanDocument:  # noqa: ARG002 - all verbs know it
        """Return the document with the step to be done."""
        return reopen_step(document, self.step, not_started=self.not_started)


class BlockStep(Verb):
    """Say what holds a step up, and what has to be answered to go on; no date moves by that alone."""

    about: ClassVar[str] = "step"
    example: ClassVar[Block] = {
        "do": "block_step",
        "step": "legal",
        "reason": "Counsel waits for the data map",
        "question": "Who can send the data map?",
    }

    do: Literal["block_step"] = "block_step"
    step: str = Field(description="Which one.")
    reason: Words = Field(description="What stands in the way.")
    question: Words | None = Field(None, description="What has to be answered to go on.")
    since: str | None = Field(None, description="Since when; today where absent.")

    def done(self, document: PlanDocument, occasion: Occasion) -> PlanDocument:
        """Return the document with the step blocked."""
        blocked = Blocked(since=self.since or occasion.today, reason=self.reason, question=self.question)
        return block_step(document, self.step, blocked)


class UnblockStep(Verb):
    """Say that nothing holds a step up any more."""

    about: ClassVar[str] = "step"
    example: ClassVar[Block] = {"do": "unblock_step", "step": "stuck"}

    do: Literal["unblock_step"] = "unblock_step"
    step: str = Field(description="Which one.")

    def done(self, document: PlanDocument, occasion: Occasion) -> PlanDocument:  # noqa: ARG002 - all verbs know it
        """Return the document with the step free."""
        return unblock_step(document, self.step)


class SkipStep(Verb):
    """Leave a step out; its links pass through."""

    about: ClassVar[str] = "step"
    example: ClassVar[Block] = {"do": "skip_step", "step": "training"}

    do: Literal["skip_step"] = "skip_step"
    step: str = Field(description="Which one.")

    def done(self, document: PlanDocument, occasion: Occasion) -> PlanDocument:  # noqa: ARG002 - all verbs know it
        """Return the document without the step's time."""
        return skip_step(document, self.step)


VERBS = (StartStep, ProgressStep, FinishStep, ReopenStep, BlockStep, UnblockStep, SkipStep)
