"""Steps that come, change and go."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from pydantic import Field, JsonValue

from app.document.wire.steps import Step
from app.operations.expansion import expand_step
from app.operations.fields import edit_fields
from app.operations.steps import add_step, remove_step

from .verb import Occasion, Verb

if TYPE_CHECKING:
    from app.document import PlanDocument


class AddStep(Verb):
    """Add a step."""

    do: Literal["add_step"] = "add_step"
    new: Step = Field(description="The step, as in a plan document.")
    before: tuple[str, ...] = Field((), description="Steps that shall wait for it.")

    @property
    def step_id(self) -> str:
        """The step that it is about."""
        return self.new.id

    def done(self, document: PlanDocument, occasion: Occasion) -> PlanDocument:  # noqa: ARG002 - all verbs know it
        """Return the document with the step behind all others."""
        return add_step(document, self.new, before=self.before)


class EditStep(Verb):
    """Set fields of a step."""

    about: ClassVar[str] = "step"

    do: Literal["edit_step"] = "edit_step"
    step: str = Field(description="Which one.")
    set: dict[str, JsonValue] = Field(description="Fields with their values, as in a plan document; null clears one.")

    def done(self, document: PlanDocument, occasion: Occasion) -> PlanDocument:  # noqa: ARG002 - all verbs know it
        """Return the document with the fields set."""
        return edit_fields(document, self.step, self.set)


class RemoveStep(Verb):
    """Take a step away; what waited for it waits for what it waited for."""

    about: ClassVar[str] = "step"

    do: Literal["remove_step"] = "remove_step"
    step: str = Field(description="Which one.")

    def done(self, document: PlanDocument, occasion: Occasion) -> PlanDocument:  # noqa: ARG002 - all verbs know it
        """Return the document without the step."""
        return remove_step(document, self.step)


class ExpandStep(Verb):
    """Put the steps of its fragment in place of a rough step."""

    about: ClassVar[str] = "step"

    do: Literal["expand_step"] = "expand_step"
    step: str = Field(description="Which one.")

    def done(self, document: PlanDocument, occasion: Occasion) -> PlanDocument:  # noqa: ARG002 - all verbs know it
        """Return the document with the fragment's steps."""
        return expand_step(document, self.step)
