"""The `backplan` command."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from app.document import Reading

EXAMPLES = """examples:
  backplan sample                             show a plan in the middle of its purchase
  backplan schedule plan.yaml                 show the dates of a plan of your own
  backplan schedule plan.yaml --as-of 2027-01-11

exit status: 0 done, 1 the plan or the file cannot be read, 2 the command was not understood
"""
REFUSED = 1
CLOSED_PIPE = 141
"""What a shell gives a command whose reader went away."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line asks, and return the exit status."""
    asked = _parser().parse_args(arguments)
    try:
        status = _do(asked)
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return CLOSED_PIPE
    except OSError as error:
        sys.stderr.write(f"backplan: {error.filename or 'output'}: {error.strerror}\n")
        return REFUSED
    return status


def _do(asked: argparse.Namespace) -> int:
    if asked.command == "sample":
        from app.sample import sample

        return _show(sample())
    if asked.command == "schedule":
        return _schedule(asked.file, asked.as_of)
    _parser().print_help()
    return 0


def _schedule(file: str, as_of: str | None) -> int:
    from app.document import read
    from scheduler.refusals import Refused

    text = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    try:
        return _show(read(text, file="standard input" if file == "-" else file, today=_today, as_of=as_of))
    except Refused as refused:
        for problem in refused.problems:
            sys.stderr.write(f"{problem}\n")
        return REFUSED


def _show(reading: Reading) -> int:
    from app.table import table
    from scheduler.schedule import schedule

    terminal = sys.stdout.isatty()
    width = shutil.get_terminal_size().columns if terminal else None
    sys.stdout.write(table(schedule(reading.plan, reading.as_of), colour=_coloured(sys.stdout), width=width))
    return 0


def _today(zone: str) -> date:
    from zoneinfo import ZoneInfo

    from app.clock import today

    return today(ZoneInfo(zone))


def _coloured(stream: TextIO) -> bool:
    """Tell whether to colour: on terminals only, and not where NO_COLOR asks for none."""
    return stream.isatty() and not os.environ.get("NO_COLOR")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="backplan",
        description="Mutual action plans, computed backwards from the customer's critical date.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"backplan {version('backplan')}")
    commands = parser.add_subparsers(dest="command", metavar="command")
    commands.add_parser("sample", help="print the sample plan's dates")
    schedule = commands.add_parser("schedule", help="print the dates of a plan document, YAML or JSON")
    schedule.add_argument("file", help="the plan document; - reads standard input")
    schedule.add_argument("--as-of", metavar="DATE", help="the day to plan from (default: the document's, else today)")
    return parser
