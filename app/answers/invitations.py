"""Invitations to what people meet for, as they are answered."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from pydantic import Field

from .values import Answer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.store.invitations import Invitation


class InvitationAnswer(Answer):
    """What one person was told of when, where and how long to meet, and what that one answered."""

    id: str = Field(description="The invitation's UUID.")
    step: str = Field(description="The meeting or gate.")
    person: str = Field(description="Who was invited, by the id in the plan.")
    party: str = Field(description="Whose eyes that person has.")
    name: str = Field(description="What that person is called.")
    email: str | None = Field(description="The address that was invited; null of people of other parties.")
    by: str = Field(description="Who invited.")
    title: str = Field(description="What it was called in the newest mail.")
    begin: str = Field(description="When it begins by that mail: a day, or a time in UTC.")
    end: str = Field(description="The end of that, which is no part of it: the day behind the last one, or a time.")
    place: str = Field(description="Where; empty where nothing says so.")
    sequence: int = Field(description="How often it was told anew.")
    sent_at: datetime = Field(description="When that mail was written.")
    cancelled_at: datetime | None = Field(description="When it was called off; null while it stands.")
    answer: str = Field(description="`none`, `accepted`, `tentative`, `declined` or `countered`, to the newest mail.")
    answered_at: datetime | None = Field(description="When that was answered.")

    @classmethod
    def of(cls, one: Invitation) -> InvitationAnswer:
        """Write an invitation out; what its answers are addressed to stays in its mails."""
        values = {name: getattr(one, name) for name in cls.model_fields if name not in {"by", "email"}}
        return cls(by=one.by_name, email=one.email or None, **values)


class InvitationsAnswer(Answer):
    """Who was invited to what, and answered what."""

    invitations: tuple[InvitationAnswer, ...] = Field(description="By step and person, those too that were called off.")
    next: str | None = Field(description="The `cursor` of the next page; null where this is the last.")

    @classmethod
    def of(cls, invitations: Iterable[Invitation], following: str | None) -> InvitationsAnswer:
        """Write them out."""
        return cls(invitations=tuple(map(InvitationAnswer.of, invitations)), next=following)


class InvitedAnswer(Answer):
    """What inviting did."""

    invitations: tuple[InvitationAnswer, ...] = Field(description="All of the plan, by step and person.")
    invited: tuple[str, ...] = Field(description="Who was invited by this, by id.")
    told: int = Field(description="How many others were told what is other by now.")
    revision: int = Field(description="Of the plan, as it is now.")
