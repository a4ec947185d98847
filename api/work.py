"""`backplan work`: a process that does jobs and serves nobody, beside those that serve."""

from __future__ import annotations

import os
import signal
import sys
from threading import Event
from typing import TYPE_CHECKING

from app.cli.options import Command, Parser
from app.cli.output import complain, say
from app.cli.status import DONE, EXPLAINED, REFUSED

if TYPE_CHECKING:
    from argparse import Namespace

    from app.settings import Settings

EXAMPLES = f"""\
The database, the mail server and so on are variables of the environment; docs/http.md has them.
Web processes leave the jobs to workers where BACKPLAN_JOBS=elsewhere is set.

examples:
  BACKPLAN_DATABASE=postgresql://backplan@db/backplan backplan work

{EXPLAINED}"""

NEEDS_POSTGRES = (
    "backplan: where plans are kept in a file, `backplan serve` does the jobs itself; for workers beside it name a "
    "PostgreSQL in BACKPLAN_DATABASE"
)


def _options(parser: Parser) -> None:
    """Take none."""


def _work(_: Namespace) -> int:
    from app.settings import SQLITE, WrongSettings, read_settings

    try:
        settings = read_settings(os.environ)
    except WrongSettings as wrong:
        complain(*str(wrong).splitlines())
        return REFUSED
    if settings.database == SQLITE:
        complain(NEEDS_POSTGRES)
        return REFUSED
    return _run(settings)


def _run(settings: Settings) -> int:
    from app.duties import at_work

    from .keeping import CannotKeep, kept_in
    from .log import set_up

    set_up()
    stopped = Event()
    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, lambda *_: stopped.set())
    try:
        with kept_in(settings) as database, at_work(database, settings):
            say("Backplan is at work (Ctrl+C stops it)\n")
            sys.stdout.flush()
            stopped.wait()
    except CannotKeep as refused:
        complain(f"backplan: {refused}")
        return REFUSED
    return DONE


COMMAND = Command(
    name="work",
    says="do the jobs of a service on PostgreSQL until it is stopped",
    examples=EXAMPLES,
    options=_options,
    do=_work,
)
