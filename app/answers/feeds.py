"""Calendar feeds as they are answered."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from pydantic import Field

from .values import Answer

if TYPE_CHECKING:
    from app.store.feeds import Feed


class FeedAnswer(Answer):
    """A feed without its secret."""

    id: str = Field(description="The feed's UUID.")
    name: str = Field(description="What its reader calls it.")
    party: str = Field(description="Whose view it is.")
    person: str | None = Field(description="Whose steps it holds; null for a side's, or the whole plan.")
    side: bool = Field(description="Whether it holds only the steps of the side whose view it is.")
    past: int = Field(description="Days that it looks back.")
    ahead: int | None = Field(description="Days that it looks ahead; null for all that is to come.")
    bars: bool = Field(description="Whether tasks are bars from start to finish.")
    remind: int | None = Field(description="Days before an entry on which apps are asked to remind of it.")
    invited: bool = Field(description="Whether it holds what its reader is invited to by mail, too.")
    made_at: datetime = Field(description="When it was made.")
    used_at: datetime | None = Field(description="When it was last read, to the minute.")
    expires_at: datetime | None = Field(description="Until when it can be read; null where nothing ends it.")

    @classmethod
    def of(cls, feed: Feed) -> FeedAnswer:
        """Write a feed out."""
        return cls.model_validate({name: getattr(feed, name) for name in cls.model_fields})


class FeedsAnswer(Answer):
    """The feeds that somebody has of a plan."""

    feeds: tuple[FeedAnswer, ...] = Field(description="Oldest first.")


class AddressesAnswer(Answer):
    """Where a feed is found."""

    https: str = Field(description="The address itself, for every app that asks for one.")
    webcal: str = Field(description="The same, as a link that opens the calendar app of most machines.")
    google: str = Field(description="Adds it to Google Calendar.")
    outlook: str = Field(description="Adds it to Outlook.")


class MadeFeedAnswer(Answer):
    """A new feed with its addresses, which are shown this once."""

    feed: FeedAnswer
    addresses: AddressesAnswer = Field(description="Secret: whoever has one reads the feed.")
    late: dict[str, str] = Field(description="How late apps see a change.")
