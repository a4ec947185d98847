"""What a command is made of, and the options that several share."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable


class Parser(argparse.ArgumentParser):
    """A parser whose help keeps its lines, and that takes no halves of options: a new one would make them unclear."""

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 - whatever argparse takes
        super().__init__(**{"formatter_class": argparse.RawDescriptionHelpFormatter, "allow_abbrev": False, **options})


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """One of the commands: what it is called, what it takes, what it does."""

    name: str
    says: str
    """What it is for, in the list of commands and above its own help."""
    examples: str
    """The end of its help."""
    options: Callable[[Parser], None]
    """Add its arguments to its parser."""
    do: Callable[[argparse.Namespace], int]
    """Carry it out and return the exit status; what it needs is imported here, so that `--help` waits for nothing."""


def add_files(parser: Parser) -> None:
    """Let a command take one or several plan documents."""
    parser.add_argument("files", metavar="FILE", nargs="+", help="a plan document, YAML or JSON; - is standard input")


def add_file(parser: Parser) -> None:
    """Let a command take one plan document."""
    parser.add_argument("file", metavar="FILE", help="a plan document, YAML or JSON; - is standard input")


def add_as_of(parser: Parser) -> None:
    """Let a command plan from another day."""
    parser.add_argument("--as-of", metavar="DATE", help="the day to plan from (default: the document's, else today)")


def add_audience(parser: Parser) -> None:
    """Let a command show what one party may see."""
    parser.add_argument("--audience", metavar="PARTY", help="show what this party may see (default: the whole plan)")


def add_format(parser: Parser) -> None:
    """Let a command answer people or programs."""
    parser.add_argument(
        "--format",
        choices=("table", "json", "ndjson"),
        default="table",
        help="for people, or for programs: one JSON text, or a line of it for each file (default: %(default)s)",
    )
