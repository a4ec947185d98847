"""A stored plan as it is answered: what is kept of it beside its document, and its dates for a reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field

from .changes import ChangesAnswer
from .plan import PlanAnswer
from .values import Answer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.projection import Projection


class StoredPlanAnswer(Answer):
    """A stored plan, as the reader sees it."""

    id: str = Field(description="The plan's UUID.")
    revision: int = Field(description="Which state this is, counted for the reader: what it does not see counts not.")
    archived: bool = Field(description="Whether it is put away: no day passes in it, and nobody changes it.")
    owner: str | None = Field(description="The member who answers for it; the seller's people alone are told.")
    plan: PlanAnswer = Field(description="The plan with every date.")

    @classmethod
    def of(
        cls, projection: Projection, *, plan: str, revision: int, archived: bool, owner: str | None
    ) -> StoredPlanAnswer:
        """Write out what a reader sees."""
        return cls(id=plan, revision=revision, archived=archived, owner=owner, plan=PlanAnswer.of(projection))


class NoteAnswer(Answer):
    """One thing to look at in a sheet that was read."""

    place: str = Field(description="The cell, row or column, such as `Plan!F7`; empty where it is about the whole.")
    sentence: str = Field(description="What was guessed, or what did not come along.")
    left_out: bool = Field(description="Whether it tells of something that is not in the plan.")


class ColumnAnswer(Answer):
    """A column of a sheet that was read."""

    heading: str = Field(description="As the sheet has it.")
    field: str | None = Field(description="What it was read as; null where no part of a plan holds such a thing.")
    why: str = Field(description="What that is, or what became of its cells.")


class CreatedAnswer(StoredPlanAnswer):
    """A plan that is new, and how it was read."""

    columns: tuple[ColumnAnswer, ...] = Field(description="Of a sheet: what each column was read as.")
    notes: tuple[NoteAnswer, ...] = Field(description="Of a sheet: what was guessed, and what did not come along.")


class ChangedAnswer(Answer):
    """What was done to a stored plan, as its reader sees it."""

    id: str = Field(description="The plan's UUID.")
    revision: int = Field(description="Which state the plan has now, counted for the reader.")
    changes: ChangesAnswer = Field(description="What it did to the dates.")

    @classmethod
    def of(cls, before: Projection, after: Projection, *, plan: str, revision: int) -> ChangedAnswer:
        """Compare the plan before and after it."""
        return cls(id=plan, revision=revision, changes=ChangesAnswer.of(before, after))


def columns_of(columns: Iterable[object]) -> tuple[ColumnAnswer, ...]:
    """Write columns out."""
    return tuple(ColumnAnswer.model_validate(one, from_attributes=True) for one in columns)


def notes_of(notes: Iterable[object]) -> tuple[NoteAnswer, ...]:
    """Write notes out."""
    return tuple(NoteAnswer.model_validate(one, from_attributes=True) for one in notes)
