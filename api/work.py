"""`backplan work`: a process that does jobs and serves nobody, beside those that serve."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from app.cli.options import Command, Parser
from app.cli.output import complain, say
from app.cli.status import DONE, EXPLAINED, REFUSED

if TYPE_CHECKING:
    from argparse import Namespace

    from app.settings import Settings

EXAMPLES = f"""\
The database, the mail server and so on are variables of the environment; docs/settings.md has them.
Web processes leave the jobs to workers where BACKPLAN_JOBS=elsewhere is set.

examples:
  BACKPLAN_DATABASE=postgresql://backplan@db/backplan backplan work
  backplan work --check            whether a worker of this machine lives

{EXPLAINED}"""

NEEDS_POSTGRES = (
    "backplan: where plans are kept in a file, `backplan serve` does the jobs itself; for workers beside it name a "
    "PostgreSQL in BACKPLAN_DATABASE"
)


FOLDER = "BACKPLAN_DATA_DIR", ".backplan"
"""Where a worker shows that it lives; other settings are not read for a look there, which takes seconds."""


def _options(parser: Parser) -> None:
    parser.add_argument("--check", action="store_true", help="tell whether a worker of this machine lives, and end")


def _work(asked: Namespace) -> int:
    return _look() if asked.check else _begin()


def _look() -> int:
    from app.lifesign import missing

    problem = missing(Path(os.environ.get(*FOLDER)))
    if problem is not None:
        complain(f"backplan: {problem}")
        return REFUSED
    say("The worker of this machine lives.\n")
    return DONE


def _begin() -> int:
    from app.setting_texts import SQLITE
    from app.settings import WrongSettings, read_settings

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
    from app.jobs import ShownPulse

    from .collecting import collect_seldom
    from .keeping import CannotKeep, kept_in
    from .leaving import leaving
    from .log import set_up

    set_up()
    collect_seldom()
    stopped = Event()
    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, lambda *_: stopped.set())
    try:
        pulse = ShownPulse(settings.data_dir)
        with kept_in(settings) as database, leaving(pulse), at_work(database, settings, pulse=pulse):
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
