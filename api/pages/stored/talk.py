"""What people said about the plan, and the files that they handed each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.brief.who import who_did
from app.plans import comments, files_of
from scheduler.wording import day_said

if TYPE_CHECKING:
    from datetime import datetime

    from app.brief.who import Who
    from app.store.files import File

    from .reader import Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """Something that was said."""

    id: str
    by: Who
    when: str
    about: str
    """The step's title; empty for the whole plan."""
    text: str
    """Empty once it was erased."""
    private: bool
    own: bool
    """Whether the reader said it."""
    asks: str
    """Who is asked to look."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attached:
    """A file."""

    id: str
    name: str
    says: str
    """Who handed it in, when, how large, and for which step."""
    own: bool
    """Whether the reader's side handed it in, and may take it away."""


NEWEST = 20
"""Comments that a page shows."""


def comments_of(reader: Reader) -> tuple[Comment, ...]:
    """Return the newest comments that the reader may see, the newest first."""
    found = comments(reader.unit, reader.opened.stored.id)[-NEWEST:]
    titles = {step.id: step.title for step in reader.brief.steps}
    names = {person.id: person.name for person in reader.people}
    actor = reader.actor
    return tuple(
        Comment(
            id=one.id,
            by=who_did(one.by, reader.projection.schedule.plan),
            when=_when(reader, one.at),
            about=titles.get(one.step or "", ""),
            text=one.text or "",
            private=one.private is not None,
            own=(one.by.kind, one.by.id) == (actor.kind, actor.id),
            asks=", ".join(filter(None, (names.get(name, "") for name in one.mentions))),
        )
        for one in reversed(found)
    )


def attached_of(reader: Reader) -> tuple[Attached, ...]:
    """Return the files that the reader may have."""
    titles = {step.id: step.title for step in reader.brief.steps}
    return tuple(
        Attached(
            id=one.id,
            name=one.name,
            says=", ".join(filter(None, (titles.get(one.step or "", ""), *_handed_in(reader, one), _size(one.size)))),
            own=one.by.party == reader.party,
        )
        for one in files_of(reader.unit, reader.opened.stored.id)
    )


def _handed_in(reader: Reader, one: File) -> tuple[str, str]:
    return str(who_did(one.by, reader.projection.schedule.plan)), _when(reader, one.at)


def _when(reader: Reader, at: datetime) -> str:
    return day_said(at.date(), near=reader.projection.schedule.as_of)


def _size(size: int) -> str:
    for unit, at_least in (("MB", 1_000_000), ("KB", 1_000)):
        if size >= at_least:
            return f"{size / at_least:.1f} {unit}"
    return f"{size} bytes"
