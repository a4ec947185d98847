"""Whether the storage has what the files of a plan refer to, to the byte."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from app.actors import SYSTEM
from app.files import StorageError
from app.files.storage import CHUNK
from app.store.files import files_in

from .fault import Fault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from app.files import Storage
    from app.store import Database
    from app.store.files import File
    from app.store.soundness import Kept

    from .checking import Checked


def content_faults(
    database: Database, storage: Callable[[], Storage], kept: Kept, now: datetime, checked: Checked
) -> Iterator[Fault]:
    """Yield what is wrong with the content of a plan's files; what was removed meanwhile is no fault."""
    for file in _files(database, kept, now):
        checked.files += 1
        said = _wrong(storage(), file)
        if said is not None and file.id in {one.id for one in _files(database, kept, now)}:
            yield Fault(plan=kept.plan, place=f"file {file.id} ({file.name})", says=said)


def _files(database: Database, kept: Kept, now: datetime) -> list[File]:
    with database.reading(workspace=kept.workspace, actor=SYSTEM, now=now) as unit:
        return files_in(unit, kept.plan)


def _wrong(storage: Storage, file: File) -> str | None:
    size, digest = 0, sha256()
    try:
        with storage.open(file.id) as content:
            while chunk := content.read(CHUNK):
                size += len(chunk)
                digest.update(chunk)
    except StorageError as error:
        return f"its content is not to be had: {error}"
    if size != file.size:
        return f"it has {size:,} bytes, and had {file.size:,} when it was handed in"
    return None if digest.hexdigest() == file.sha256 else "its content is another one than was handed in"
