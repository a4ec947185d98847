"""What came by mail, as it is answered."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Literal

from pydantic import Field

from .values import Answer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.store.invitations import Reply

Outcome = Literal["taken", "repeated", "late", "undone", "words", "refused"]


class TakenAnswer(Answer):
    """What became of a message."""

    outcome: Outcome = Field(
        description="`taken`: done to the plan; `repeated`: it came before, or says nothing new; `late`: it answers an "
        "earlier version, or what was called off; `undone`: it cannot be done, which its writer was told; `words`: "
        "kept for people to read; `refused`: it answers nothing that this workspace sent, or somebody else wrote it."
    )
    code: str = Field(description="Why one was refused; empty of all others.")


class ReplyAnswer(Answer):
    """A message that came to the address of an invitation."""

    plan: str = Field(description="The plan's UUID.")
    invitation: str = Field(description="The invitation's UUID.")
    at: datetime = Field(description="When it came.")
    sender: str = Field(description="The address that it says it is from.")
    subject: str = Field(description="Its subject.")
    outcome: str = Field(description="What became of it, as `POST /v1/replies` says it.")
    says: str = Field(description="What came of it, or why nothing did.")
    text: str | None = Field(description="What somebody wrote in words; null of what was done to the plan.")

    @classmethod
    def of(cls, one: Reply) -> ReplyAnswer:
        """Write a message out."""
        return cls(**{name: getattr(one, name) for name in cls.model_fields})


class RepliesAnswer(Answer):
    """What came by mail."""

    replies: tuple[ReplyAnswer, ...] = Field(description="Newest first; they are kept for 90 days.")
    next: str | None = Field(description="The cursor of the next page; null where this is the last one.")

    @classmethod
    def of(cls, replies: Iterable[Reply], cursor: str | None) -> RepliesAnswer:
        """Write them out."""
        return cls(replies=tuple(map(ReplyAnswer.of, replies)), next=cursor)
