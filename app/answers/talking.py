"""What people say about a plan and hand each other, as it is answered: comments and files."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from pydantic import Field

from .history import WhoAnswer
from .values import Answer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.store.comments import Comment
    from app.store.files import File


class CommentAnswer(Answer):
    """Something that somebody said."""

    id: str = Field(description="The comment's UUID.")
    at: datetime = Field(description="When.")
    by: WhoAnswer = Field(description="Who said it.")
    step: str | None = Field(description="The step that it is about; null where it is about the plan.")
    text: str | None = Field(description="What was said; null once it was erased.")
    mentions: tuple[str, ...] = Field(description="Ids of the people whom it asks to look.")
    private: str | None = Field(description="The party that alone reads it; null for everybody who sees the step.")
    erased_at: datetime | None = Field(description="When its words were taken away.")

    @classmethod
    def of(cls, one: Comment) -> CommentAnswer:
        """Write a comment out."""
        values = {name: getattr(one, name) for name in cls.model_fields if name != "by"}
        return cls(by=WhoAnswer.of(one.by), **values)


class CommentsAnswer(Answer):
    """What was said about a plan."""

    comments: tuple[CommentAnswer, ...] = Field(description="Oldest first.")
    next: str | None = Field(description="The `cursor` of the next page; null where this is the last.")

    @classmethod
    def of(cls, comments: Iterable[Comment], following: str | None) -> CommentsAnswer:
        """Write them out."""
        return cls(comments=tuple(map(CommentAnswer.of, comments)), next=following)


class FileAnswer(Answer):
    """A file that somebody handed in."""

    id: str = Field(description="The file's UUID.")
    at: datetime = Field(description="When.")
    by: WhoAnswer = Field(description="Who attached it.")
    step: str | None = Field(description="The step that it is about; null where it is about the plan.")
    name: str = Field(description="What it is called.")
    media_type: str = Field(description="What it is.")
    size: int = Field(description="In bytes.")
    sha256: str = Field(description="Of its content.")
    private: str | None = Field(description="The party that alone reads it; null for everybody who sees the step.")

    @classmethod
    def of(cls, one: File) -> FileAnswer:
        """Write what is known of a file out."""
        values = {name: getattr(one, name) for name in cls.model_fields if name != "by"}
        return cls(by=WhoAnswer.of(one.by), **values)


class FilesAnswer(Answer):
    """The files of a plan."""

    files: tuple[FileAnswer, ...] = Field(description="Oldest first.")
    next: str | None = Field(description="The `cursor` of the next page; null where this is the last.")

    @classmethod
    def of(cls, files: Iterable[File], following: str | None) -> FilesAnswer:
        """Write them out."""
        return cls(files=tuple(map(FileAnswer.of, files)), next=following)
