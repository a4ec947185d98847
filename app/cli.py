"""The `backplan` command."""

from __future__ import annotations

import argparse
import os
import sys
from importlib.metadata import version
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from collections.abc import Sequence

EXAMPLES = """examples:
  backplan sample       show the dates of a plan in the middle of its purchase
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line asks, and return the exit status: 0 done, 2 not understood."""
    parser = _parser()
    asked = parser.parse_args(arguments)
    if asked.command == "sample":
        return _sample()
    parser.print_help()
    return 0


def _sample() -> int:
    from app.sample import sample
    from app.table import table
    from scheduler.schedule import schedule

    reading = sample()
    sys.stdout.write(table(schedule(reading.plan, reading.as_of), colour=_coloured(sys.stdout)))
    return 0


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
    return parser
