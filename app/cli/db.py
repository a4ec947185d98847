"""`backplan db`: the database is checked, brought to this version, backed up and restored."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from .database import database_there, settings_there
from .options import Command, Parser
from .output import complain, say
from .status import DONE, EXPLAINED, REFUSED

if TYPE_CHECKING:
    from argparse import Namespace

    from app.settings import Settings

EXAMPLES = f"""\
Check tells every fault, changes nothing, and may run beside the service; so
may backup. Restore refuses while the service runs. Plans in a PostgreSQL are
backed up by pg_dump: docs/operating.md.

examples:
  backplan db --help      what it takes
  backplan db upgrade     make the tables of this version
  backplan db upgrade && backplan db check
  backplan db upgrade && backplan db backup monday.tar

{EXPLAINED}"""

ACTS = ("check", "upgrade", "backup", "restore")


def _options(parser: Parser) -> None:
    parser.add_argument("act", metavar="ACT", choices=ACTS, help=", ".join(ACTS))
    parser.add_argument("file", metavar="FILE", nargs="?", type=Path, help="the backup to write or to restore")
    parser.add_argument("--without-files", action="store_true", help="check: leave out the content of attached files")
    parser.add_argument("--replace", action="store_true", help="restore: over the plans that are there")


def _db(asked: Namespace) -> int:
    if asked.act in {"backup", "restore"} and asked.file is None:
        asked.parser.error("say which file: backplan db " + asked.act + " backup.tar")
    return _DOING[asked.act](settings_there(), asked)


def _check(settings: Settings, asked: Namespace) -> int:
    """Tell each fault as it is found, then how much was looked at."""
    from functools import cache, partial

    from app.clock import now
    from app.files import open_storage
    from app.soundness import Checked, check_database

    storage = None if asked.without_files else cache(partial(open_storage, settings.files, settings.data_dir))
    checked, found = Checked(), 0
    with database_there(settings) as database:
        for fault in check_database(database, storage, now(), checked):
            found += 1
            complain(str(fault))
    counted = f"{checked.plans} plans, {checked.revisions} revisions, {checked.files} files"
    say(f"{counted}: {'sound' if not found else f'{found} faults'}\n")
    return REFUSED if found else DONE


def _upgrade(settings: Settings, _: Namespace) -> int:
    from app.store.migrations import behind, upgrade

    with database_there(settings, to_make=True) as database:
        try:
            missing = behind(database)
        except ValueError as newer:
            complain(f"backplan: {newer}")
            return REFUSED
        upgrade(database)
    say(f"steps {', '.join(missing)} are done\n" if missing else "the database is of this version already\n")
    return DONE


def _backup(settings: Settings, asked: Namespace) -> int:
    from app.backups import BackupError, back_up
    from app.clock import now

    if not settings.is_sqlite:
        complain(f"backplan: {USE_PG_DUMP}")
        return REFUSED
    try:
        with database_there(settings):
            made = back_up(settings.data_dir, asked.file, now(), files=settings.files)
    except BackupError as refused:
        complain(f"backplan: {refused}")
        return REFUSED
    for key in made.missing:
        complain(f"backplan: the content of file {key} was not there, and is not in the backup")
    say(f"{asked.file}: the database ({made.size:,} bytes) and {made.files} files\n")
    if made.elsewhere:
        say("attached files are in a bucket, which has to be backed up by its own means\n")
    return DONE


def _restore(settings: Settings, asked: Namespace) -> int:
    from app.backups import BackupError, restore
    from app.clock import now

    if not settings.is_sqlite:
        complain(f"backplan: {USE_PG_RESTORE}")
        return REFUSED
    try:
        restored = restore(settings.data_dir, asked.file, now(), replace=asked.replace, files=settings.files)
    except BackupError as refused:
        complain(*(f"backplan: {line}" for line in str(refused).splitlines()))
        return REFUSED
    say(
        f"restored as it was at {restored.made_at:%Y-%m-%d %H:%M} UTC: {restored.plans} plans, {restored.files} files\n"
    )
    if restored.aside is not None:
        say(f"what was there before is in {restored.aside}\n")
    return DONE


USE_PG_DUMP = (
    "plans in a PostgreSQL are backed up by its own tool, while everything runs: "
    "pg_dump --format=custom --file=backup.dump ADDRESS (the address of BACKPLAN_DATABASE)"
)
USE_PG_RESTORE = (
    "plans in a PostgreSQL are restored by its own tool, into an empty database, while nothing runs: "
    "pg_restore --exit-on-error --no-owner --dbname=ADDRESS backup.dump; then backplan db check"
)
_DOING = {"check": _check, "upgrade": _upgrade, "backup": _backup, "restore": _restore}

COMMAND = Command(
    name="db",
    says="check the database, upgrade it, back it up, restore it",
    examples=EXAMPLES,
    options=_options,
    do=_db,
)
