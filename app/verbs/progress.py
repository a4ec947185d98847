"""What happens to the work on a step."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from pydantic import Field

from app.operations.progress import finish_step, skip_step, start_step

from .verb import Occasion, Verb

if TYPE_CHECKING:
    from app.document import PlanDocument


class StartStep(Verb):
    """Say that work on a step has begun, or must begin on a day to come."""

    about: ClassVar[str] = "step"

    do: Literal["start_step"] = "start_step"
    step: str = Field(description="Which one.")
    on: str | None = Field(None, description="The day; today where absent.")

    def done(self, document: PlanDocument, occasion: Occasion) -> PlanDocument:
        """Return the document with the step started."""
        return start_step(document, self.step, as_of=occasion.as_of, on=self.on)


class FinishStep(Verb):
    """Say that a step is done, or must be done on a day to come."""

    about: ClassVar[str] = "step"

    do: Literal["finish_step"] = "finish_step"
    step: str = Field(description="Which one.")
    on: str | None = Field(None, description="The day; today where absent.")

    def done(self, document: PlanDocument, occasion: Occasion) -> PlanDocument:
        """Return the document with the step finished."""
        return finish_step(document, self.step, as_of=occasion.as_of, on=self.on)


class SkipStep(Verb):
    """Leave a step out; its links pass through."""

    about: ClassVar[str] = "step"

    do: Literal["skip_step"] = "skip_step"
    step: str = Field(description="Which one.")

    def done(self, document: PlanDocument, occasion: Occasion) -> PlanDocument:  # noqa: ARG002 - all verbs know it
        """Return the document without the step's time."""
        return skip_step(document, self.step)
