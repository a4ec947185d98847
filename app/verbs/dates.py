"""What happens to critical dates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pydantic import Field

from app.operations.critical_dates import move_critical_date

from .verb import Occasion, Verb

if TYPE_CHECKING:
    from app.document import PlanDocument


class MoveCriticalDate(Verb):
    """Set a critical date anew."""

    do: Literal["move_critical_date"] = "move_critical_date"
    critical_date: str = Field(description="Which one.")
    to: str = Field(description="The day, in minute plans also a time.")

    def done(self, document: PlanDocument, occasion: Occasion) -> PlanDocument:  # noqa: ARG002 - all verbs know it
        """Return the document with the date moved."""
        return move_critical_date(document, self.critical_date, self.to)
