"""Steps that come, change and go."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, ClassVar, Literal

from pydantic import Field

from app.document.wire.steps import Link, Step
from app.document.wire.values import ShortFor
from app.operations.expansion import expand_step
from app.operations.fields import edit_fields
from app.operations.links import link, unlink
from app.operations.lookup import refused
from app.operations.own_ids import own_id
from app.operations.steps import add_step, remove_step, reorder_steps

from .verb import Fields, Occasion, Verb, renamed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.document import PlanDocument
    from app.document.differences import Block, FieldPath
    from scheduler.plan import PartyId

OTHERS = {
    "agreed": "dates are agreed by proposing them: propose_dates, agree_dates",
    "proposed": "dates are agreed by proposing them: propose_dates, agree_dates",
    "progress": (
        "what happens is said by start_step, progress_step, finish_step, reopen_step, block_step, unblock_step, "
        "skip_step"
    ),
    "help": "a question is asked by ask_for_help, and answered by answer_help",
}
"""Fields that verbs of their own set, and which."""


class AddStep(Verb):
    """Add a step."""

    adds: ClassVar[str] = "step"
    example: ClassVar[Block] = {
        "do": "add_step",
        "new": {"id": "pilot", "title": "Pilot at one plant", "side": "customer", "duration": "10d", "after": "set-up"},
        "before": ["training"],
        "behind": "set-up",
    }

    do: Literal["add_step"] = "add_step"
    new: Step = Field(description="The step, as in a plan document.")
    before: tuple[str, ...] = Field((), description="Steps that shall wait for it.")
    behind: str | None = Field(None, description="The step behind which it is listed; the last one where absent.")

    @property
    def step_id(self) -> str:
        """The step that it is about."""
        return self.new.id

    def as_own(self, party: PartyId | None, seen: PlanDocument) -> Verb:  # noqa: ARG002 - all verbs know it
        """Return the operation with the id that the step gets."""
        return renamed(self, own_id(party, self.new.id))

    def done(self, document: PlanDocument, occasion: Occasion) -> PlanDocument:  # noqa: ARG002 - all verbs know it
        """Return the document with the step."""
        _refuse_others(name for name in OTHERS if getattr(self.new, name) is not None)
        return add_step(document, self.new, before=self.before, behind=self.behind)


class EditStep(Verb):
    """Set fields of a step."""

    about: ClassVar[str] = "step"
    example: ClassVar[Block] = {"do": "edit_step", "step": "legal", "set": {"duration": "15d"}}

    do: Literal["edit_step"] = "edit_step"
    step: str = Field(description="Which one.")
    set: Fields

    @property
    def edits(self) -> FieldPath:
        """The way to the block whose fields it sets."""
        return ("steps", self.step)

    def done(self, document: PlanDocument, occasion: Occasion) -> PlanDocument:  # noqa: ARG002 - all verbs know it
        """Return the document with the fields set."""
        _refuse_others(self.set.keys())
        return edit_fields(document, self.step, self.set)


class RemoveStep(Verb):
    """Take a step away; what waited for it waits for what it waited for."""

    about: ClassVar[str] = "step"
    example: ClassVar[Block] = {"do": "remove_step", "step": "training"}

    do: Literal["remove_step"] = "remove_step"
    step: str = Field(description="Which one.")

    def done(self, document: PlanDocument, occasion: Occasion) -> PlanDocument:  # noqa: ARG002 - all verbs know it
        """Return the document without the step."""
        return remove_step(document, self.step)


class ReorderSteps(Verb):
    """Put steps behind another one in the list, or first, in the order in which they are named; no date moves."""

    example: ClassVar[Block] = {"do": "reorder_steps", "steps": ["training"], "behind": "legal"}

    do: Literal["reorder_steps"] = "reorder_steps"
    steps: list[str] = Field(min_length=1, description="Which ones.")
    behind: str | None = Field(None, description="The one before them; they come first where absent.")

    def done(self, document: PlanDocument, occasion: Occasion) -> PlanDocument:  # noqa: ARG002 - all verbs know it
        """Return the document with the steps in their new order."""
        return reorder_steps(document, self.steps, self.behind)


class ExpandStep(Verb):
    """Put the steps of its fragment in place of a rough step, within the bounds that people gave it."""

    about: ClassVar[str] = "step"
    example: ClassVar[Block] = {"do": "expand_step", "step": "adoption"}

    do: Literal["expand_step"] = "expand_step"
    step: str = Field(description="Which one.")

    def done(self, document: PlanDocument, occasion: Occasion) -> PlanDocument:
        """Return the document with the fragment's steps."""
        return expand_step(document, self.step, occasion.library())


class LinkSteps(Verb):
    """Let a step wait for another."""

    about: ClassVar[str] = "step"
    example: ClassVar[Block] = {"do": "link", "step": "training", "to": {"step": "legal", "type": "SS", "lag": "5d"}}

    do: Literal["link"] = "link"
    step: str = Field(description="The step that waits.")
    to: Annotated[Link, ShortFor("step")] = Field(description="What it waits for; a bare id is finish-to-start.")

    def done(self, document: PlanDocument, occasion: Occasion) -> PlanDocument:  # noqa: ARG002 - all verbs know it
        """Return the document with the link; one of the same type between the two gives way to it."""
        return link(document, self.step, self.to)


class UnlinkSteps(Verb):
    """Let a step no longer wait for another."""

    about: ClassVar[str] = "step"
    example: ClassVar[Block] = {"do": "unlink", "step": "training", "predecessor": "set-up"}

    do: Literal["unlink"] = "unlink"
    step: str = Field(description="The step that waited.")
    predecessor: str = Field(description="What it waited for.")

    def done(self, document: PlanDocument, occasion: Occasion) -> PlanDocument:  # noqa: ARG002 - all verbs know it
        """Return the document without links between the two."""
        return unlink(document, self.step, self.predecessor)


def _refuse_others(asked: Iterable[str]) -> None:
    for name in sorted(OTHERS.keys() & {*asked}):
        raise refused("other-verb", f"{name!r} is not set like this: {OTHERS[name]}")


VERBS = (AddStep, EditStep, RemoveStep, ReorderSteps, ExpandStep, LinkSteps, UnlinkSteps)
