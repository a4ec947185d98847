"""`backplan schedule`: the dates of one plan, or how many plans stand."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from .files import called, open_plan
from .options import Command, Parser, add_as_of, add_audience, add_files, add_format
from .output import complain, page, say
from .several import each, say_answers
from .status import DONE, EXPLAINED, REFUSED

if TYPE_CHECKING:
    from argparse import Namespace

    from app.answers import PlanAnswer
    from app.document import PlacedProblem, Unreadable

EXAMPLES = f"""\
examples:
  backplan schedule plan.yaml                       the table of one plan
  backplan schedule plan.yaml --as-of 2027-01-11    as it stands on another day
  backplan schedule plan.yaml --audience customer   what the customer may see
  backplan schedule plans/*.yaml                    one line for each plan
  backplan schedule plan.yaml --format json         each date, with what set it
  backplan schedule plans/*.yaml --format ndjson    the same, one line a plan

{EXPLAINED}"""


def _options(parser: Parser) -> None:
    add_files(parser)
    add_as_of(parser)
    add_audience(parser)
    add_format(parser)


def _schedule(asked: Namespace) -> int:
    if asked.format == "table":
        return _table(asked) if len(asked.files) == 1 else _lines(asked)

    def answer(file: str) -> PlanAnswer:
        from app.answers import PlanAnswer

        return PlanAnswer.of(open_plan(file, asked))

    return say_answers(asked, answer)


def _table(asked: Namespace) -> int:
    from app.terminal import table

    say(table(open_plan(asked.files[0], asked), page()))
    return DONE


def _lines(asked: Namespace) -> int:
    """Say one line for each file, a bad one's problems in its place, and where nobody sees that, to people too."""
    from app.document import Unreadable
    from app.terminal import line

    shown, status, width = page(), DONE, max(len(called(file)) for file in asked.files)
    for file, found in each(asked.files, lambda file: open_plan(file, asked)):
        mark = f"{file.ljust(width)}  "
        if isinstance(found, Unreadable):
            status = REFUSED
            say("\n".join(shown.lines(_problems(found), mark=mark)) + "\n")
            if not sys.stdout.isatty():
                complain(*map(str, found.problems))
        else:
            say(line(found, shown, mark=mark))
    return status


def _problems(unreadable: Unreadable) -> str:
    """Return the problems of a file on one line, the first of many."""
    told = [_without_file(problem) for problem in unreadable.problems[:AT_ONCE]]
    more = len(unreadable.problems) - AT_ONCE
    return " | ".join([*told, f"and {more} more"] if more > 0 else told)


AT_ONCE = 3
"""Problems of one file that a line for it tells."""


def _without_file(problem: PlacedProblem) -> str:
    line = "" if problem.line is None else f"line {problem.line} "
    return f"{line}{problem.place}: {problem.sentence}" if problem.path else f"{line}{problem.sentence}"


COMMAND = Command(
    name="schedule",
    says="show the dates of a plan, or how several plans stand",
    examples=EXAMPLES,
    options=_options,
    do=_schedule,
)
