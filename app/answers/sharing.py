"""Share links and who came in by them, as they are answered."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from pydantic import Field

from .values import Answer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.store.participants import Participant
    from app.store.share_links import ShareLink, Visit


class LinkAnswer(Answer):
    """A way into a plan for another party, without its secret, which nobody sees again."""

    id: str = Field(description="The link's UUID.")
    party: str = Field(description="Whose eyes it gives.")
    level: str = Field(description="What it asks for: `open` nothing, `name`, `code`, `listed` or `password`.")
    label: str | None = Field(description="What its maker calls it.")
    listed: tuple[str, ...] = Field(
        description="E-mail addresses that may come in, beside those of the party's people."
    )
    person: str | None = Field(description="The one among the plan's people whom it is for; null for all of the party.")
    keeps_visits: bool = Field(description="Whether it is kept who opens it when, which its page says.")
    made_at: datetime = Field(description="When it was made.")
    made_by: str = Field(description="By whom, as its page names whom to ask.")
    expires_at: datetime | None = Field(description="From when it lets nobody in any more.")
    used_at: datetime | None = Field(description="When somebody came by it last, to the hour.")
    revoked_at: datetime | None = Field(description="When it was taken back.")

    @classmethod
    def of(cls, link: ShareLink) -> LinkAnswer:
        """Write a link out."""
        values = {name: getattr(link, name) for name in cls.model_fields if name != "made_by"}
        return cls(made_by=link.made_by_name, **values)


class IssuedAnswer(Answer):
    """A link with its address, shown this once."""

    link: LinkAnswer = Field(description="The link.")
    secret: str | None = Field(
        description="What opens it, as a bearer token too; null where it went out by mail, and in an answer that is "
        "given again: it is kept nowhere."
    )
    address: str | None = Field(description="Where people open it; null where the secret is.")

    @classmethod
    def of(cls, link: ShareLink, secret: str | None, *, at: str) -> IssuedAnswer:
        """Write a link out with its secret."""
        address = None if secret is None else f"{at}/s/{secret}"
        return cls(link=LinkAnswer.of(link), secret=secret, address=address)


class VisitAnswer(Answer):
    """Somebody opened the plan."""

    link: str = Field(description="By which link.")
    participant: str | None = Field(description="Who; null for somebody who has said no name.")
    name: str | None = Field(description="What that one is called.")
    at: datetime = Field(description="When.")


class LinksAnswer(Answer):
    """The ways into a plan."""

    links: tuple[LinkAnswer, ...] = Field(description="Newest first, those that let nobody in any more included.")
    visits: tuple[VisitAnswer, ...] = Field(description="Who opened the plan by those that keep visits, newest first.")
    next: str | None = Field(description="The `cursor` of the next page; null where this is the last.")

    @classmethod
    def of(cls, links: Iterable[ShareLink], visits: Iterable[Visit], following: str | None) -> LinksAnswer:
        """Write them out."""
        told = (VisitAnswer(link=one.link, participant=one.participant, name=one.name, at=one.at) for one in visits)
        return cls(links=tuple(map(LinkAnswer.of, links)), visits=tuple(told), next=following)


class ParticipantAnswer(Answer):
    """A browser or tool of somebody who came in by a link."""

    id: str = Field(description="Its UUID.")
    link: str = Field(description="The link by which it came in.")
    person: str = Field(description="Who that is among the plan's people.")
    name: str = Field(description="What that one was called as it came in.")
    proved_at: datetime | None = Field(description="When its e-mail address was proved; null where it was not.")
    made_at: datetime = Field(description="When it came in.")
    used_at: datetime | None = Field(description="When it was there last, to the hour.")
    revoked_at: datetime | None = Field(description="When it was shut out, or left.")

    @classmethod
    def of(cls, one: Participant) -> ParticipantAnswer:
        """Write somebody out."""
        return cls(**{name: getattr(one, name) for name in cls.model_fields})


class ParticipantsAnswer(Answer):
    """Who came into a plan by links."""

    participants: tuple[ParticipantAnswer, ...] = Field(description="Newest first.")
    next: str | None = Field(description="The `cursor` of the next page; null where this is the last.")

    @classmethod
    def of(cls, found: Iterable[Participant], following: str | None) -> ParticipantsAnswer:
        """Write them out."""
        return cls(participants=tuple(map(ParticipantAnswer.of, found)), next=following)


class CameAnswer(Answer):
    """Somebody who came in, and what that one shows from now on."""

    participant: ParticipantAnswer = Field(description="Who that is.")
    plan: str = Field(description="The plan's UUID.")
    party: str = Field(description="With whose eyes.")
    secret: str = Field(description="The bearer token, shown this once.")

    @classmethod
    def of(cls, link: ShareLink, participant: Participant, secret: str) -> CameAnswer:
        """Write out somebody who came in by a link, with that one's own secret."""
        return cls(participant=ParticipantAnswer.of(participant), plan=link.plan, party=link.party, secret=secret)


class AskedCodeAnswer(Answer):
    """A code that was asked for."""

    asked: str = Field(description="What is sent with the code; without it the code opens nothing.")
