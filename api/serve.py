"""`backplan serve`: the service in one process, and where to click."""

from __future__ import annotations

import os
from contextlib import nullcontext
from dataclasses import replace
from typing import TYPE_CHECKING

from app.cli.options import Command, Parser
from app.cli.output import complain
from app.cli.status import DONE, EXPLAINED, REFUSED

if TYPE_CHECKING:
    from argparse import Namespace
    from socket import socket

    from app.settings import Settings
    from app.store import Database

EXAMPLES = f"""\
Each option is also a variable of the environment: BACKPLAN_HOST, PORT;
docs/settings.md has the others.

examples:
  backplan serve                   for this machine alone, on port 8000
  backplan serve --port 8123       on another port
  backplan serve --host 0.0.0.0    for everybody who reaches this machine

{EXPLAINED}"""


def _options(parser: Parser) -> None:
    parser.add_argument("--host", metavar="ADDRESS", help="the address to listen on (default: 127.0.0.1)")
    parser.add_argument("--port", metavar="NUMBER", help="the port to listen on; 0 takes a free one (default: 8000)")


def _serve(asked: Namespace) -> int:
    from app.settings import WrongSettings, read_settings

    given = {"BACKPLAN_HOST": asked.host, "PORT": asked.port}
    try:
        settings = read_settings({**os.environ, **{name: said for name, said in given.items() if said is not None}})
    except WrongSettings as wrong:
        complain(*str(wrong).splitlines())
        return REFUSED
    return _run(settings)


def _run(settings: Settings) -> int:
    from .keeping import CannotKeep, kept_in
    from .listening import CannotListen, listen

    try:
        with listen(settings.host, settings.port) as listener, kept_in(settings) as database:
            _serve_on(listener, replace(settings, port=listener.getsockname()[1]), database)
    except (CannotListen, CannotKeep) as refused:
        complain(f"backplan: {refused}")
        return REFUSED
    return DONE


def _serve_on(listener: socket, settings: Settings, database: Database) -> None:
    """Serve, and do the jobs meanwhile where nobody else does."""
    from app.duties import at_work
    from app.setting_texts import HERE

    from .collecting import collect_seldom
    from .leaving import leaving
    from .main import create_app
    from .server import run
    from .starting import first_address

    app = create_app(settings)
    first = first_address(app.state.service)
    ready = app.state.service.readiness
    working = at_work(database, settings, pulse=ready.pulse) if settings.jobs == HERE else nullcontext()
    collect_seldom()
    with leaving(ready.pulse), working:
        run(app, listener, first, leaving=ready.leave, linger=settings.linger)


COMMAND = Command(
    name="serve",
    says="serve plans over HTTP until it is stopped",
    examples=EXAMPLES,
    options=_options,
    do=_serve,
)
