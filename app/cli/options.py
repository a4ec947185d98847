"""What a command is made of, and the options that several share."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar
from zoneinfo import ZoneInfo

from .status import MISUSED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

T = TypeVar("T")


class Parser(argparse.ArgumentParser):
    """A parser that says what was probably meant, and takes no halves of options: a new one would make them unclear."""

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 - whatever argparse takes
        super().__init__(**{"formatter_class": _Help, "allow_abbrev": False, **options})

    def error(self, message: str) -> NoReturn:
        """Say in one line what was not understood, and where help is."""
        self.exit(MISUSED, f"{self.prog}: {message} (see {self.prog} --help)\n")

    def refuse_rest(self, words: Sequence[str]) -> NoReturn:
        """Refuse words that nothing takes."""
        word = words[0].partition("=")[0]
        if not word.startswith("-"):
            self.error(f"{word!r} is one word too many")
        options = [name for action in self._actions for name in action.option_strings if name.startswith("--")]
        self.error(f"no option '{word}'{_near(word, options)}")

    def _check_value(self, action: argparse.Action, value: object) -> None:
        """Refuse a word that is none of an action's choices."""
        if action.choices is not None and value not in action.choices:
            word = str(value)
            named = f"'{action.option_strings[0]} {word}'" if action.option_strings else f"{action.metavar} '{word}'"
            near = f"; did you mean 'schedule {word}'?" if word.endswith(PLANS) else _near(word, action.choices)
            raise argparse.ArgumentError(None, f"no {named}{near}")


def days(text: str) -> int:
    """Return a number of days, at most a hundred years."""
    if not (text.isascii() and text.isdecimal()) or len(text) > len(str(MOST_DAYS)) or not 1 <= int(text) <= MOST_DAYS:
        message = f"must be a number of days from 1 to {MOST_DAYS:,}, not {text!r}"
        raise argparse.ArgumentTypeError(message)
    return int(text)


MOST_DAYS = 36_500


def refuse_name(asked: argparse.Namespace, name: str | None) -> None:
    """Refuse a name where all are listed, as if it chose some of them."""
    if asked.act == "list" and name is not None:
        asked.parser.error(f"{name!r} is one word too many: list shows all")


PLANS = (".yaml", ".yml", ".json")
"""How the names of plan documents end."""


class _Help(argparse.RawDescriptionHelpFormatter):
    """Help that keeps the lines of descriptions, and words with hyphens whole."""

    def _split_lines(self, text: str, width: int) -> list[str]:
        from textwrap import wrap

        return wrap(text, width, break_on_hyphens=False)


def _near(word: str, choices: Iterable[str]) -> str:
    """Return what was probably meant, or all there is."""
    from app.document.words import did_you_mean

    known = list(choices)
    return did_you_mean(word, known, f"; there are {', '.join(known)}")


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
    parser.add_argument(
        "--as-of", metavar="DATE", type=_moment, help="the day to plan from (default: the document's, else today)"
    )


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


def add_id(parser: Parser) -> None:
    """Let a command give a new plan its id."""
    parser.add_argument("--id", metavar="UUID", type=_uuid, help="the plan's id (default: a new one)")


def add_today(parser: Parser) -> None:
    """Let a command that makes a plan be carried out as on another day."""
    parser.add_argument("--as-of", metavar="DATE", type=day, help="the day on which it is made (default: today)")


def today_of(asked: argparse.Namespace) -> date:
    """Return the day on which a plan is made."""
    from app.clock import today

    return asked.as_of or today(ZoneInfo("UTC"))


def day(text: str) -> date:
    """Read a day as people write it: `2027-03-15`, `15 September`, `next Friday`."""
    from app.calculator.days import NoDayError, day_of
    from app.clock import today

    try:
        return day_of(text, today=today(ZoneInfo("UTC")))
    except NoDayError as odd:
        raise argparse.ArgumentTypeError(str(odd)) from odd


def _moment(text: str) -> str:
    """Look at a day, or a time for plans of hours; each plan reads it in its own zone."""
    from app.document.moments import read_moment

    _understood(read_moment, text)
    return text


def _uuid(text: str) -> str:
    from app.document.identifiers import read_uuid

    return _understood(read_uuid, text, f"{text!r} is no UUID; leave the option out, and a new one is made")


def _understood(reader: Callable[[str], T], text: str, sentence: str | None = None) -> T:
    """Return what an option says; refuse it in the words of the plan document, unless others are given."""
    from app.document.problems import Wrong

    try:
        return reader(text)
    except Wrong as wrong:
        raise argparse.ArgumentTypeError(sentence or wrong.sentence) from wrong
