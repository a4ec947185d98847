"""Make a backup while the service runs: first the database at one moment, then the content that its plans refer to."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from app.files import FOLDER
from app.store.snapshot import NAME, copy_database, file_keys

from .archive import About, BackupError, key_path, write_archive

if TYPE_CHECKING:
    from datetime import datetime

LOOKS = 3
"""Times that the database is copied anew where content is missing: its file can have been removed since."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A backup that was made."""

    size: int
    """Bytes of the database."""
    files: int
    missing: tuple[str, ...]
    """Keys of content that was not there."""
    elsewhere: bool
    """Whether attached files are in a bucket, and so not in the backup."""


def back_up(folder: Path, file: Path, now: datetime, *, files: str = FOLDER) -> Made:
    """Write all that a service keeps in its data folder into one file; raise BackupError where that cannot be."""
    if file.exists():
        message = f"there is a file {file} already; name another one"
        raise BackupError(message)
    if not file.absolute().parent.is_dir():
        message = f"there is no folder {file.absolute().parent}; make it first"
        raise BackupError(message)
    with TemporaryDirectory(dir=file.absolute().parent, prefix=".backup-") as name:
        stage = Path(name)
        keys, missing = _snapshot(folder, stage, with_files=files == FOLDER)
        about = About(made_at=now, missing=missing)
        write_archive(file, about, stage, (NAME, *map(key_path, keys)))
        size = (stage / NAME).stat().st_size
    _flush(file.absolute().parent)
    return Made(size=size, files=len(keys), missing=missing, elsewhere=files != FOLDER)


def _snapshot(folder: Path, stage: Path, *, with_files: bool) -> tuple[list[str], tuple[str, ...]]:
    """Put database and content into a folder, and return the keys of what is there and of what is missing."""
    keys, missing = list[str](), tuple[str, ...]()
    for _ in range(LOOKS):
        copy = stage / NAME
        copy.unlink(missing_ok=True)
        copy_database(folder / NAME, copy)
        keys = [*file_keys(copy)] if with_files else []
        missing = tuple(key for key in keys if not _placed(folder / key_path(key), stage / key_path(key)))
        if not missing:
            return keys, ()
    return [key for key in keys if key not in missing], missing


def _placed(source: Path, place: Path) -> bool:
    """Put content at a place by a second name, or where there can be none by a copy: nobody ever changes it."""
    if place.exists():
        return True
    place.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(source, place)
    except FileNotFoundError:
        return False
    except OSError:
        shutil.copyfile(source, place)
    return True


def _flush(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
