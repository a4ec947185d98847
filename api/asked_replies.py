"""Which messages that came by mail are wanted, page by page."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, get_args

from pydantic import Field

from app.answers.replies import Outcome, RepliesAnswer
from app.store.invitations import Place

from .answers import computed
from .cursors import Page, cursor_of, no_cursor, place_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.responses import Response

    from app.store.invitations import Reply

FOR_PEOPLE: tuple[Outcome, ...] = ("words", "refused")
"""What nobody but people can do anything about."""


class AskedReplies(Page):
    """Which messages are wanted."""

    outcome: Outcome | None = Field(
        None,
        description="What became of them; words and what was refused where absent.",
        examples=["words"],
        json_schema_extra={"enum": [*get_args(Outcome)]},
    )

    @property
    def outcomes(self) -> tuple[Outcome, ...]:
        """Return what became of those that are wanted."""
        return FOR_PEOPLE if self.outcome is None else (self.outcome,)

    @property
    def behind(self) -> Place | None:
        """Return where the page before ended."""
        if self.cursor is None:
            return None
        written, key = place_in(self.cursor, str, str)
        try:
            at = datetime.fromisoformat(written)
        except ValueError:
            raise no_cursor() from None
        if at.tzinfo is None:
            raise no_cursor()
        return Place(at=at, key=key)

    def page_of(self, found: Sequence[Reply]) -> Response:
        """Return a page of what was found, one more than is wanted where there are more."""
        page = found[: self.limit]
        last = page[-1] if len(found) > len(page) else None
        return computed(RepliesAnswer.of(page, cursor_of([last.at.isoformat(), last.key]) if last else None))
