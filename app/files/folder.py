"""Content in a folder of this machine: written beside its place, flushed, then put there as a whole."""

from __future__ import annotations

import os
from contextlib import contextmanager
from datetime import UTC, datetime
from hashlib import sha256
from typing import TYPE_CHECKING, BinaryIO

from .storage import CHUNK, Content, MissingContentError, Put, checked, is_key

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FIRST = 2
"""Letters of a key by which content is spread over folders."""


class FolderStorage:
    """Keeps content where only the service's own user reads it."""

    def __init__(self, folder: Path) -> None:
        """Make the folder where it is not there; raise OSError where that cannot be."""
        self._folder, self._incoming = folder, folder / "incoming"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._incoming.mkdir(mode=0o700, exist_ok=True)

    def put(self, key: str, content: BinaryIO) -> Put:
        """Keep content: whoever looks sees nothing of it, or all."""
        place, digest = self._place(key), sha256()
        with _written(self._incoming / key) as file:
            while chunk := content.read(CHUNK):
                file.write(chunk)
                digest.update(chunk)
            size = file.tell()
        place.parent.mkdir(mode=0o700, exist_ok=True)
        (self._incoming / key).replace(place)
        for folder in (place.parent, self._folder):
            _flush(folder)
        return Put(size=size, sha256=digest.hexdigest())

    def open(self, key: str) -> BinaryIO:
        """Return content as a stream."""
        try:
            return self._place(key).open("rb")
        except FileNotFoundError as error:
            raise MissingContentError(key) from error

    def delete(self, key: str) -> None:
        """Forget content."""
        self._place(key).unlink(missing_ok=True)
        (self._incoming / key).unlink(missing_ok=True)

    def contents(self) -> Iterator[Content]:
        """Yield everything, by key."""
        for path in sorted(self._folder.glob("*/*"), key=lambda path: path.name):
            if is_key(path.name) and (since := _since(path)) is not None:
                yield Content(key=path.name, at=since)

    def _place(self, key: str) -> Path:
        return self._folder / checked(key)[:FIRST] / key


@contextmanager
def _written(path: Path) -> Iterator[BinaryIO]:
    """Open a new file to be written, which is on the disk when the block ends, and gone where it fails."""
    try:
        with path.open("xb") as file:
            path.chmod(0o600)
            yield file
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def _since(path: Path) -> datetime | None:
    """Return since when a file is there; None where somebody took it away meanwhile."""
    try:
        return datetime.fromtimestamp(path.stat().st_mtime, UTC)
    except FileNotFoundError:
        return None


def _flush(folder: Path) -> None:
    """Have the names in a folder written down, too."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
