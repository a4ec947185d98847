"""Versions of a workspace's own templates, and what differs between two, as they are answered."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Literal

from pydantic import Field, JsonValue

from .values import Answer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.document import PlanDocument
    from app.store.templates import Version
    from templates_library import TemplateChange, TemplateChanges


class TemplateVersionAnswer(Answer):
    """One version of a template."""

    number: int = Field(description="Counted from 1.")
    made_at: datetime = Field(description="When it was put in.")
    by: str = Field(description="Who put it in.")

    @classmethod
    def of(cls, version: Version) -> TemplateVersionAnswer:
        """Write a version out."""
        return cls(number=version.number, made_at=version.made_at, by=version.by_name)


class TemplateVersionsAnswer(Answer):
    """The versions of a template, page by page."""

    versions: tuple[TemplateVersionAnswer, ...] = Field(description="The newest first.")
    next: str | None = Field(description="The `cursor` of the next page; null on the last one.")

    @classmethod
    def of(cls, versions: Iterable[Version], cursor: str | None) -> TemplateVersionsAnswer:
        """Write them out."""
        return cls(versions=tuple(map(TemplateVersionAnswer.of, versions)), next=cursor)


class TemplateFieldAnswer(Answer):
    """One thing that a step or a critical date has otherwise."""

    field: str = Field(description="Its name in a plan document.")
    before: JsonValue = Field(description="What the plan's version says; null for nothing.")
    after: JsonValue = Field(description="What the newest version says; null for nothing.")


class TemplateChangeAnswer(Answer):
    """One step, critical date or question that came, went, or is otherwise."""

    about: Literal["step", "critical_date", "question"] = Field(description="What it is.")
    id: str = Field(description="Its id.")
    title: str = Field(description="What people call it.")
    kind: Literal["added", "gone", "changed"] = Field(description="What became of it.")
    in_plan: bool = Field(description="Whether the plan has a step, or a critical date, of that id.")
    fields: tuple[TemplateFieldAnswer, ...] = Field(description="Of what is changed: each field that is otherwise.")
    sentences: tuple[str, ...] = Field(description="The same in words.")

    @classmethod
    def of(cls, change: TemplateChange, plan: PlanDocument) -> TemplateChangeAnswer:
        """Write a change out."""
        dates, steps = {one.id for one in plan.critical_dates}, {one.id for one in plan.steps}
        there = {"step": steps, "critical_date": dates}.get(change.about, set())
        return cls(
            about=change.about,
            id=change.id,
            title=change.title,
            kind=change.kind,
            in_plan=change.id in there,
            fields=tuple(
                TemplateFieldAnswer(field=one.field, before=one.before, after=one.after) for one in change.fields
            ),
            sentences=change.sentences,
        )


class TemplateChangesAnswer(Answer):
    """What the newest version of a plan's template would give otherwise."""

    template: str = Field(description="The template's id.")
    title: str = Field(description="What people call it.")
    archived: bool = Field(description="Whether it was put away.")
    made_of: int = Field(description="The version that the plan was made of.")
    newest: int = Field(description="The newest version.")
    changes: tuple[TemplateChangeAnswer, ...] = Field(
        description="For the plan's own answers: steps in the newest order, then critical dates, then questions."
    )

    @classmethod
    def of(cls, found: TemplateChanges, plan: PlanDocument, *, title: str, archived: bool) -> TemplateChangesAnswer:
        """Write it out."""
        return cls(
            template=found.template,
            title=title,
            archived=archived,
            made_of=found.before,
            newest=found.after,
            changes=tuple(TemplateChangeAnswer.of(one, plan) for one in found.changes),
        )
