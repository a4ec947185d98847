"""Files on a plan or a step: taken if they are what they say and can do no harm, and handed out to be saved, not run.

Content is put into the storage before its row, and deleted after its row is gone: whatever breaks off leaves content
that nobody reaches, never a file without content. `sweep_orphans` deletes what is left behind.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from io import SEEK_END
from itertools import islice
from typing import TYPE_CHECKING, BinaryIO
from uuid import uuid4

from app.files import KINDS, cleaned, kind_of
from app.operations.lookup import refused
from app.store.files import File, add_file, discarded, files_in, forget, reachable, remove
from scheduler.refusals import quoted
from scheduler.wording import listed

from .advancing import open_to_change
from .eyes import kept_to, may_read, told_as
from .opening import open_plan
from .recording import Changed, Deed, note

if TYPE_CHECKING:
    from app.files import Kind, Storage
    from app.store import Unit

ATTACH, REMOVE = "attach", "remove_file"
LARGEST = 25_000_000
"""Bytes of one file."""
MOST = 500
"""Files that one side attaches to a plan: those of the others, which may be private, are in nobody's way."""
BYTES = "application/octet-stream"
"""The media type of what is only to be saved."""
PATIENCE = timedelta(days=1)
"""For how long content may wait for its row: no transaction takes that long."""
AT_ONCE = 500
"""Keys that are looked up, or deleted, together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attached:
    """A file, and what the log says of it."""

    changed: Changed
    file: File


@dataclass(frozen=True, slots=True, kw_only=True)
class Download:
    """A file on its way out; a door always sends it as an attachment, never to be shown beside the service's pages."""

    name: str
    media_type: str
    """Only of pictures and PDF what it is; of all others that it is bytes."""
    size: int
    sha256: str
    content: BinaryIO
    """To be closed."""


def attach(  # noqa: PLR0913 - a file, and all that may be said of it
    unit: Unit,
    storage: Storage,
    plan_id: str,
    *,
    name: str,
    content: BinaryIO,
    media_type: str = "",
    step: str | None = None,
    private: bool = False,
    largest: int = LARGEST,
) -> Attached:
    """Hand in a file, for everybody who sees the plan or the step, or for one's own party alone.

    `content` is a stream that can be rewound; `media_type` is what the sender calls it, if anything.
    """
    plain = _named(name)
    kind = _checked(plain, media_type, content, largest)
    seen = open_plan(unit, plan_id).seen_by(unit.actor)
    kept_to(unit.actor, seen, step=step, private=private)
    key = str(uuid4())
    put = storage.put(key, content)  # before the plan is held, so that nobody waits for it
    opened = open_to_change(unit, plan_id)
    _refuse_more(unit, plan_id)
    party = kept_to(unit.actor, opened.seen_by(unit.actor), step=step, private=private)
    changed = note(unit, opened, Deed(verb=ATTACH, step=step, private=party))
    file = File(
        id=key,
        at=changed.entry.at,
        by=unit.actor,
        step=step,
        name=plain,
        media_type=kind.media_type,
        size=put.size,
        sha256=put.sha256,
        private=party,
    )
    add_file(unit, plan_id, changed.entry.number, file)
    return Attached(changed=changed, file=file)


def files_of(unit: Unit, plan_id: str, step: str | None = None) -> list[File]:
    """Return the files that the actor's party may read, of a plan or of one step, oldest first."""
    seen = open_plan(unit, plan_id).seen_by(unit.actor)
    return [
        replace(one, by=told_as(unit.actor, seen, one.by))
        for one in files_in(unit, plan_id)
        if step in {None, one.step} and may_read(unit.actor, seen, step=one.step, private=one.private)
    ]


def file_to_download(unit: Unit, storage: Storage, plan_id: str, file_id: str) -> Download:
    """Return a file that the actor's party may read, to be saved."""
    file = _found(unit, plan_id, file_id)
    kind = kind_of(file.name)
    return Download(
        name=file.name,
        media_type=file.media_type if kind and kind.can_be_shown else BYTES,
        size=file.size,
        sha256=file.sha256,
        content=storage.open(file.id),
    )


def remove_file(unit: Unit, plan_id: str, file_id: str) -> Changed:
    """Take a file away that one's own party attached; the log still tells that there was one."""
    opened = open_to_change(unit, plan_id)
    file = _found(unit, plan_id, file_id)
    if unit.actor.party not in {None, file.by.party}:
        raise refused("others-file", f"{file.by.name} attached {file.name}; only that side takes it away")
    remove(unit, plan_id, file_id)
    deed = Deed(verb=REMOVE, step=file.step, private=file.private)
    return note(unit, opened, deed)


def sweep_orphans(unit: Unit, storage: Storage) -> int:
    """Delete content that nobody can reach, of all workspaces, and return how much there was.

    What was removed or erased goes at once, what has no row once it is so old that none will come.
    """
    gone = 0
    while keys := discarded(unit, limit=AT_ONCE):
        for key in keys:
            storage.delete(key)
        forget(unit, keys)
        gone += len(keys)
    old = (one.key for one in storage.contents() if one.at < unit.now - PATIENCE)
    while some := [*islice(old, AT_ONCE)]:
        orphans = {*some} - reachable(unit, some)
        for key in orphans:
            storage.delete(key)
        gone += len(orphans)
    return gone


def _named(name: str) -> str:
    plain = cleaned(name)
    if not plain:
        raise refused("file-without-name", "the file has no name; give it one such as offer.pdf")
    return plain


def _checked(name: str, media_type: str, content: BinaryIO, largest: int) -> Kind:
    """Return what a file is; refused where it is too large, not taken, or something else than it says."""
    size, called = content.seek(0, SEEK_END), quoted(name)
    if size > largest:
        raise refused("file-too-large", f"{called} has {size:,} bytes; {largest:,} are the most")
    kind = kind_of(name)
    if kind is None:
        sentence = f"{called} is of no kind that is taken; save it as one of {listed(sorted(KINDS))}"
        raise refused("file-kind", sentence)
    content.seek(0)
    if not size or not kind.may_be_called(media_type) or not kind.is_it(content):
        sentence = f"{called} is not what its name says, or could run; save it anew as an ordinary file of its kind"
        raise refused("file-not-what-it-says", sentence)
    content.seek(0)
    return kind


def _refuse_more(unit: Unit, plan_id: str) -> None:
    if sum(one.by.party == unit.actor.party for one in files_in(unit, plan_id)) >= MOST:
        raise refused("too-many-files", f"your side attached {MOST} files to the plan, which are the most; remove some")


def _found(unit: Unit, plan_id: str, file_id: str) -> File:
    for one in files_of(unit, plan_id):
        if one.id == file_id:
            return one
    raise refused("unknown-file", "there is no such file; look at those of the plan")
