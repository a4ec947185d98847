"""Mails that did not arrive, as they are answered."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from pydantic import Field

from .values import Answer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.store.mail_choices import StoppedAddress
    from app.store.mails import KeptMail


class FailedMailAnswer(Answer):
    """A mail that failed."""

    id: str = Field(description="The mail's UUID.")
    kind: str = Field(description="What it is about, such as `digest`.")
    to: str = Field(description="The address.")
    subject: str = Field(description="Its subject.")
    made_at: datetime = Field(description="When it was written.")
    failed_at: datetime | None = Field(description="When it was given up.")
    attempts: int = Field(description="How often it was tried.")
    problem: str = Field(description="Why it failed, in the words of the other side.")
    can_be_sent_again: bool = Field(description="Whether its words are kept: those that let somebody in are not.")

    @classmethod
    def of(cls, mail: KeptMail) -> FailedMailAnswer:
        """Write a mail out."""
        return cls(
            id=mail.id,
            kind=mail.kind,
            to=mail.address,
            subject=mail.subject,
            made_at=mail.made_at,
            failed_at=mail.failed_at,
            attempts=mail.attempts,
            problem=mail.problem or "",
            can_be_sent_again=mail.text is not None,
        )


class StoppedAddressAnswer(Answer):
    """An address to which nothing is sent any more."""

    address: str = Field(description="The address.")
    at: datetime = Field(description="Since when.")
    problem: str = Field(description="What its server said.")


class FailedMailsAnswer(Answer):
    """What did not arrive."""

    mails: tuple[FailedMailAnswer, ...] = Field(description="Those that failed, newest first.")
    stopped_addresses: tuple[StoppedAddressAnswer, ...] = Field(
        description="Where nobody reads, as the servers said; a mail that is sent there again lets others follow."
    )
    next: str | None = Field(description="The `cursor` of the next page; null where this is the last.")

    @classmethod
    def of(
        cls, mails: Iterable[KeptMail], stopped: Iterable[StoppedAddress], following: str | None
    ) -> FailedMailsAnswer:
        """Write them out."""
        return cls(
            mails=tuple(map(FailedMailAnswer.of, mails)),
            stopped_addresses=tuple(
                StoppedAddressAnswer(address=one.address, at=one.at, problem=one.problem) for one in stopped
            ),
            next=following,
        )
