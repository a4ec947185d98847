"""Links between steps that come and go."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from pydantic import Field

from app.document.wire.steps import Link
from app.operations.links import link, unlink

from .verb import Occasion, Verb

if TYPE_CHECKING:
    from app.document import PlanDocument


class LinkSteps(Verb):
    """Let a step wait for another."""

    about: ClassVar[str] = "step"

    do: Literal["link"] = "link"
    step: str = Field(description="The step that waits.")
    to: Link = Field(description="What it waits for.")

    def done(self, document: PlanDocument, occasion: Occasion) -> PlanDocument:  # noqa: ARG002 - all verbs know it
        """Return the document with the link; one of the same type between the two gives way to it."""
        return link(document, self.step, self.to)


class UnlinkSteps(Verb):
    """Let a step no longer wait for another."""

    about: ClassVar[str] = "step"

    do: Literal["unlink"] = "unlink"
    step: str = Field(description="The step that waited.")
    predecessor: str = Field(description="What it waited for.")

    def done(self, document: PlanDocument, occasion: Occasion) -> PlanDocument:  # noqa: ARG002 - all verbs know it
        """Return the document without links between the two."""
        return unlink(document, self.step, self.predecessor)
