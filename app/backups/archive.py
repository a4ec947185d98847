"""The one file of a backup: a tar archive of a description, the database, and the content of attached files."""

from __future__ import annotations

import json
import os
import re
import shutil
import tarfile
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING

from app.store.snapshot import NAME

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

FORMAT = "backplan-backup/1"
ABOUT = "backup.json"
_OURS = re.compile(rf"{re.escape(NAME)}|files/([0-9a-f]{{2}})/\1[0-9a-f]{{6}}(-[0-9a-f]{{4}}){{3}}-[0-9a-f]{{12}}")
"""The names of all else that is in an archive: nothing leads out of the folder that it is taken apart in."""


class BackupError(Exception):
    """A backup that cannot be made or restored, in sentences for the operator, one a line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What a backup says of itself."""

    made_at: datetime
    missing: tuple[str, ...] = ()
    """Keys of content that was not there when it was made."""


def key_path(key: str) -> str:
    """Return where content is in an archive, as in the folder that it comes from."""
    return f"files/{key[:2]}/{key}"


def write_archive(file: Path, about: About, folder: Path, names: Iterable[str]) -> None:
    """Write an archive, which is on the disk under its name once it is whole; nobody but its owner reads it."""
    described = {"format": FORMAT, "made_at": about.made_at.isoformat(), "missing": [*about.missing]}
    part = folder / "archive"
    with part.open("xb") as out:
        part.chmod(0o600)
        with tarfile.open(fileobj=out, mode="w") as archive:
            text = json.dumps(described).encode()
            first = tarfile.TarInfo(ABOUT)
            first.size = len(text)
            archive.addfile(first, BytesIO(text))
            for name in names:
                archive.add(folder / name, arcname=name, recursive=False, filter=_plain)
        out.flush()
        os.fsync(out.fileno())
    try:
        os.link(part, file)  # unlike a move, it replaces nothing
    except FileExistsError as error:
        message = f"there is a file {file} already; name another one"
        raise BackupError(message) from error


def _plain(member: tarfile.TarInfo) -> tarfile.TarInfo:
    """Say nothing of who owns a file on this machine."""
    member.uid = member.gid = 0
    member.uname = member.gname = ""
    member.mode = 0o600
    return member


def read_archive(file: Path, folder: Path) -> About:
    """Take an archive apart in a folder, and return what it says of itself."""
    try:
        with tarfile.open(file, mode="r:") as archive:
            first = archive.next()
            about = _about(archive, first) if first is not None and first.name == ABOUT else None
            if about is None:
                raise BackupError(_NONE.format(file=file))
            for member in archive:
                if member.name != ABOUT:
                    _take_out(archive, member, folder)
    except tarfile.TarError as error:
        raise BackupError(_NONE.format(file=file)) from error
    except FileNotFoundError as error:
        message = f"there is no file {file}"
        raise BackupError(message) from error
    if not (folder / NAME).exists():
        message = f"{file} is not whole: there is no database in it"
        raise BackupError(message)
    return about


_NONE = "{file} is no backup that this version knows; name one that `backplan db backup` wrote"


def _about(archive: tarfile.TarFile, member: tarfile.TarInfo) -> About | None:
    content = archive.extractfile(member)
    try:
        said = json.loads(content.read(1_000_000)) if content else {}
        if said["format"] != FORMAT:
            return None
        return About(made_at=datetime.fromisoformat(said["made_at"]), missing=tuple(said["missing"]))
    except (ValueError, KeyError, TypeError):
        return None


def _take_out(archive: tarfile.TarFile, member: tarfile.TarInfo, folder: Path) -> None:
    content = archive.extractfile(member) if member.isreg() and _OURS.fullmatch(member.name) else None
    if content is None:
        message = f"a backup holds nothing like {member.name!r}"
        raise BackupError(message)
    place = folder / member.name
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with place.open("xb") as out:
        place.chmod(0o600)
        shutil.copyfileobj(content, out, 1 << 20)
        out.flush()
        os.fsync(out.fileno())
