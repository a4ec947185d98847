"""Restore a backup: it is taken apart and checked beside what is there, and only then takes its place."""

from __future__ import annotations

import os
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from app.actors import SYSTEM
from app.files import FOLDER, open_storage
from app.soundness import Checked, check_database
from app.store import open_database
from app.store.alone import TakenError, alone
from app.store.migrations import behind, upgrade
from app.store.snapshot import NAME, InUseError, has_people_or_plans, in_one_file, raise_sequences_by

from .archive import BackupError, read_archive

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from app.soundness import Fault

    from .archive import About

RAISED_BY = 1_000
"""What calendars saw after the backup was made had higher numbers; the restored state has to be newer for them."""
TOLD = 20
"""Faults of a backup that are told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """What was restored."""

    made_at: datetime
    """When the backup was made."""
    plans: int
    files: int
    aside: Path | None
    """Where the database is that was there before."""


def restore(folder: Path, file: Path, now: datetime, *, replace: bool = False, files: str = FOLDER) -> Restored:
    """Bring back what a backup holds; raise BackupError, with nothing changed, where that cannot be."""
    try:
        with alone(folder), TemporaryDirectory(dir=folder, prefix=".restore-") as name:
            if not replace and _is_used(folder, now):
                message = f"there are people or plans in {folder}; say --replace to restore over them (they are kept)"
                raise BackupError(message)
            stage = Path(name)
            about = read_archive(file, stage)
            checked = _made_ready(stage, about, now, with_files=files == FOLDER)
            aside = _put_in_place(stage, folder, now)
            return Restored(made_at=about.made_at, plans=checked.plans, files=checked.files, aside=aside)
    except TakenError as taken:
        message = f"`backplan serve` keeps its plans in {folder}; stop it first"
        raise BackupError(message) from taken
    except InUseError as used:
        message = f"somebody has {used} open; end that first"
        raise BackupError(message) from used


def _is_used(folder: Path, now: datetime) -> bool:
    if not (folder / NAME).exists():
        return False
    with closing(open_database(f"sqlite:///{folder / NAME}")) as database:
        upgrade(database)
        with database.reading(workspace="", actor=SYSTEM, now=now) as unit:
            return has_people_or_plans(unit)


def _made_ready(stage: Path, about: About, now: datetime, *, with_files: bool) -> Checked:
    """Bring a database to this version, check it, and let calendars take it for newer than what they have."""
    with closing(open_database(f"sqlite:///{stage / NAME}")) as database:
        try:
            if behind(database):
                upgrade(database)
        except ValueError as newer:
            raise BackupError(str(newer)) from newer
        checked = Checked()
        storage = (lambda: open_storage(FOLDER, stage)) if with_files else None
        faults = check_database(database, storage, now, checked)
        told = [str(one) for one in islice(_not_known(faults, about), TOLD)]
        if told:
            raise BackupError("\n".join(("the backup is not sound, so nothing was changed:", *told)))
        with database.writing(workspace="", actor=SYSTEM, now=now) as unit:
            raise_sequences_by(unit, RAISED_BY)
    in_one_file(stage / NAME)
    return checked


def _not_known(faults: Iterator[Fault], about: About) -> Iterator[Fault]:
    """Yield faults but those of content that was missing when the backup was made already."""
    return (one for one in faults if not any(one.place.startswith(f"file {key} ") for key in about.missing))


def _put_in_place(stage: Path, folder: Path, now: datetime) -> Path | None:
    """Put content first, then the database in one step; what was there keeps another name."""
    for path in stage.glob("files/??/*"):
        place = folder / path.relative_to(stage)
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.replace(place)
    database, aside = folder / NAME, None
    if database.exists():
        in_one_file(database)
        aside = folder / f"before-restore-{now:%Y%m%dT%H%M%S}.db"
        os.link(database, aside)
    (stage / NAME).replace(database)
    return aside
