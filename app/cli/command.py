"""The command line as a whole: its commands, its help, its exit status."""

from __future__ import annotations

import argparse
import os
import sys
from typing import TYPE_CHECKING

from scheduler.refusals import Refused

from . import (
    check,
    db,
    explain,
    export,
    new,
    sample,
    schedule,
    schema,
    sheet,
    templates,
    token,
    user,
    what_if,
    workspace,
)
from .files import called, placed
from .options import Command, Parser
from .output import complain, say, say_answer
from .status import CLOSED_PIPE, DONE, EXPLAINED, INTERRUPTED, REFUSED

if TYPE_CHECKING:
    from collections.abc import Sequence

COMMANDS = (
    sample.COMMAND,
    templates.COMMAND,
    new.COMMAND,
    sheet.COMMAND,
    schedule.COMMAND,
    explain.COMMAND,
    what_if.COMMAND,
    check.COMMAND,
    export.COMMAND,
    schema.COMMAND,
    workspace.COMMAND,
    user.COMMAND,
    token.COMMAND,
    db.COMMAND,
)
"""In the order of the help."""

DESCRIPTION = "Mutual action plans, computed backwards from the customer's critical date."

EXAMPLES = f"""\
examples:
  backplan sample                   a plan in the middle of its purchase
  backplan new mid-market-saas      a plan of your own; asks what it has to know
  backplan schedule plan.yaml       can the date be met, and what must start when
  backplan schedule plans/*.yaml    how many plans stand, one line each
  backplan schedule --help          what a command takes

{EXPLAINED}"""


def main(arguments: Sequence[str] | None = None, *, further: Sequence[Command] = ()) -> int:
    """Do what the command line asks, and return the exit status; `further` commands stand above this package."""
    parser = _parser((*COMMANDS, *further))
    asked, rest = parser.parse_known_args(arguments)
    if rest:
        asked.parser.refuse_rest(rest)
    if asked.do is None:
        parser.print_help()
        return DONE
    try:
        status = _carried_out(asked)
        sys.stdout.flush()
    except BrokenPipeError:
        _forget_output()
        return CLOSED_PIPE
    except KeyboardInterrupt:
        return INTERRUPTED
    except OSError as error:
        _forget_output()
        complain(f"backplan: {called(error.filename or 'output')}: {(error.strerror or 'failed').lower()}")
        return REFUSED
    return status


def _carried_out(asked: argparse.Namespace) -> int:
    """Carry a command out; say on standard error why it was refused, if it was."""
    try:
        status: int = asked.do(asked)
    except Refused as refused:
        _refuse(refused, asked)
        return REFUSED
    return status


def _refuse(refused: Refused, asked: argparse.Namespace) -> None:
    """Say what was refused, to programs too where the command was to answer them."""
    from app.answers import ProblemsAnswer

    unreadable = placed(refused, asked.file if "file" in asked else asked.parser.prog)
    complain(*map(str, unreadable.problems))
    if getattr(asked, "format", "table") != "table":
        say_answer(ProblemsAnswer.of(unreadable), asked.format)


def _forget_output() -> None:
    """Send what cannot be written nowhere, so that Python does not try again at the end and complain by itself."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _parser(all_commands: Sequence[Command]) -> Parser:
    listed = "\n".join(f"  {one.name:11}{one.says}" for one in all_commands)
    parser = Parser(
        prog="backplan",
        usage="%(prog)s [-h] [--version] command ...",
        description=f"{DESCRIPTION}\n\ncommands:\n{listed}",
        epilog=EXAMPLES,
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="show the version and exit")
    parser.set_defaults(do=None, parser=parser)
    commands = parser.add_subparsers(prog="backplan", metavar="command", help=argparse.SUPPRESS)
    for one in all_commands:
        description = f"{one.says[0].upper()}{one.says[1:]}."
        own = commands.add_parser(one.name, description=description, epilog=one.examples)
        one.options(own)
        own.set_defaults(do=one.do, parser=own)
    return parser


class _Version(argparse.Action):
    """Say the version, which is looked up only when somebody asks."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from importlib.metadata import version

        say(f"backplan {version('backplan')}\n")
        parser.exit()
