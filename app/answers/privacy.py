"""What is kept about somebody, what would be forgotten, and how far that has come, as it is answered."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal

from pydantic import Field

from .values import Answer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.store.erasures import Erasure

Lines = tuple[dict[str, Any], ...]


class KeptAccountAnswer(Answer):
    """What is kept of a member of the workspace."""

    id: str = Field(description="The member's id.")
    name: str = Field(description="What people call the member.")
    email: str = Field(description="With which the member signs in.")
    role: str = Field(description="`admin`, or `member`.")
    made_at: datetime = Field(description="When the account was made.")
    proved_at: datetime | None = Field(description="When the address was proved to be the member's own.")
    joined_at: datetime = Field(description="When the member joined the workspace.")
    provider: str | None = Field(description="At which identity provider the member signs in too.")
    tokens: Lines = Field(description="Tokens of the workspace that the member made.")
    browsers: Lines = Field(description="Where the member is signed in; told to the member itself alone.")
    mails_not_wanted: tuple[str, ...] = Field(
        description="Kinds of mail that the member turned off; told to itself alone."
    )


class KeptInPlanAnswer(Answer):
    """What one plan keeps about somebody."""

    plan: str = Field(description="The plan's UUID.")
    title: str = Field(description="What it is called.")
    answers_for_it: bool = Field(description="Whether the plan is the member's.")
    people: Lines = Field(description="The person among the plan's people, as the asker sees it.")
    listed_by_links: tuple[str, ...] = Field(description="Share links that let this address in.")
    participants: Lines = Field(description="Each time that the person came in by a link.")
    log: Lines = Field(description="What the person did, and when.")
    comments: Lines = Field(description="What the person said.")
    signatures: Lines = Field(description="Which baselines the person signed.")
    visits: Lines = Field(description="When the person opened the plan, where a link keeps that.")
    feeds: Lines = Field(description="Calendar feeds that the person made.")
    invitations: Lines = Field(description="To what the person was invited by mail, and the answer.")
    replies: Lines = Field(description="What the person wrote in answer.")


class KeptAnswer(Answer):
    """What is kept about somebody, as far as the asker may see it."""

    email: str | None = Field(description="By which it was found; null where it was by one way in alone.")
    at: datetime = Field(description="As of when.")
    account: KeptAccountAnswer | None = Field(description="Of a member of the workspace.")
    mails: Lines = Field(description="Mails that went to the member from the workspace; told to itself alone.")
    plans: tuple[KeptInPlanAnswer, ...] = Field(description="The plans that keep something.")

    @classmethod
    def of(cls, found: dict[str, Any]) -> KeptAnswer:
        """Write it out."""
        return cls.model_validate(found)


class ErasureAnswer(Answer):
    """Somebody who is to be forgotten, or was; it is told to nobody who that was."""

    id: str = Field(description="The erasure's UUID, by which it can be asked for.")
    state: Literal["waiting", "done"] = Field(description="`waiting` until the last trace is gone.")
    pseudonym: str = Field(description="What stands for the person wherever something stays.")
    plan: str | None = Field(description="The one plan in which; null for all of the workspace.")
    asked_at: datetime = Field(description="When it was asked for.")
    finished_at: datetime | None = Field(description="When it was done.")

    @classmethod
    def of(cls, one: Erasure) -> ErasureAnswer:
        """Write one out."""
        return cls(
            id=one.id,
            state="waiting" if one.finished_at is None else "done",
            pseudonym=one.pseudonym,
            plan=one.plan,
            asked_at=one.asked_at,
            finished_at=one.finished_at,
        )


class ErasuresAnswer(Answer):
    """Who was or is to be forgotten."""

    erasures: tuple[ErasureAnswer, ...] = Field(description="Newest first.")
    next: str | None = Field(description="The `cursor` of the next page; null where this is the last.")

    @classmethod
    def of(cls, found: Iterable[Erasure], following: str | None) -> ErasuresAnswer:
        """Write them out."""
        return cls(erasures=tuple(map(ErasureAnswer.of, found)), next=following)


class ForeseenAnswer(Answer):
    """How much would be forgotten of somebody, as far as the asker may see it; nothing of it is done."""

    email: str | None = Field(description="By which it was found; null where it was by one way in alone.")
    plan: str | None = Field(description="The one plan in which; null for all of the workspace.")
    account: bool = Field(description="Whether a membership ends, and with the last one the account.")
    plans: int = Field(description="In how many plans.")
    people: int = Field(description="Entries among their people, which keep a pseudonym.")
    signatures: int = Field(description="Signatures of baselines, which stay under the pseudonym.")
    log: int = Field(description="Lines of logs, which stay under the pseudonym.")
    comments: int = Field(description="Comments whose words go.")
    participants: int = Field(description="Ways in that close.")
    visits: int = Field(description="Visits that are forgotten.")
    feeds: int = Field(description="Calendar feeds that end.")
    invitations: int = Field(description="Invitations that are forgotten.")
    replies: int = Field(description="Answers by mail that are forgotten.")

    @classmethod
    def of(cls, foreseen: object) -> ForeseenAnswer:
        """Write it out."""
        return cls(**{name: getattr(foreseen, name) for name in cls.model_fields})


class MyErasureAnswer(Answer):
    """What would be forgotten of whoever asks, and how far a request has come."""

    would_forget: ForeseenAnswer = Field(description="How much there is.")
    asked: ErasureAnswer | None = Field(description="What you asked for and is not done; null where there is nothing.")
