"""The database beside which a command works, whether the service runs or not."""

from __future__ import annotations

import os
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from .output import complain
from .status import REFUSED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.settings import Settings
    from app.store import Database, Unit

    from .options import Parser


def settings_there() -> Settings:
    """Return the settings of the environment; end the command where one is wrong."""
    from app.settings import WrongSettings, read_settings

    try:
        return read_settings(os.environ)
    except WrongSettings as wrong:
        complain(*str(wrong).splitlines())
        raise SystemExit(REFUSED) from wrong


@contextmanager
def database_there(settings: Settings, *, to_make: bool = False) -> Iterator[Database]:
    """Open the database as it is; end the command with a sentence where it is not to be had."""
    from sqlalchemy.exc import DBAPIError

    from app.store import open_database

    if settings.is_sqlite and to_make:
        settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    elif settings.is_sqlite and not (settings.data_dir / "backplan.db").exists():
        complain(f"backplan: there is no database in {settings.data_dir}; name its folder in BACKPLAN_DATA_DIR")
        raise SystemExit(REFUSED)
    database = open_database(settings.database_url)
    try:
        yield database
    except DBAPIError as refused:
        said = " ".join(str(refused.orig).split())
        complain(f"backplan: the database of BACKPLAN_DATABASE is not to be had: {said}")
        raise SystemExit(REFUSED) from refused
    finally:
        database.close()


@contextmanager
def operating(settings: Settings) -> Iterator[Unit]:
    """Open a transaction of the operator, in no workspace; the database gets this version's tables first."""
    from app.accounts.signing_in import NOBODY
    from app.actors import SYSTEM
    from app.clock import now
    from app.store.migrations import upgrade

    with database_there(settings, to_make=True) as database:
        upgrade(database)
        with database.writing(workspace=NOBODY, actor=SYSTEM, now=now()) as unit:
            yield unit


def of_workspace(unit: Unit, named: str | None) -> Unit:
    """Return the transaction as one of a workspace, the only one where none is named."""
    from app.accounts.users import workspace_for

    return replace(unit, workspace=workspace_for(unit, named).id)


def add_workspace_option(parser: Parser) -> None:
    """Let a command name a workspace."""
    parser.add_argument("--workspace", metavar="NAME", help="its name or id (default: the only one)")


def once(settings: Settings, secret: str) -> str:
    """Return a one-time address as it is handed on."""
    from app.accounts.letters import Post

    return Post(at=settings.address).address(secret)
