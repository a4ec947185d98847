"""`backplan schedule`: the dates of one plan, or how many plans stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .files import called, open_plan
from .options import Command, Parser, add_as_of, add_files, add_format
from .status import DONE, EXPLAINED, REFUSED
from .terminal import coloured, columns, complain, say, say_json

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator

    from app.document import PlacedProblem, Unreadable
    from app.projection import Projection

EXAMPLES = f"""\
examples:
  backplan schedule plan.yaml                          the table of one plan
  backplan schedule plan.yaml --as-of 2027-01-11       as it stands on another day
  backplan schedule plans/*.yaml                       one line for each plan, in order
  backplan schedule plan.yaml --format json            every date, with what set it
  backplan schedule plans/*.yaml --format ndjson       the same, one line of JSON for each plan

{EXPLAINED}"""


def _options(parser: Parser) -> None:
    add_files(parser)
    add_as_of(parser)
    add_format(parser)


def _schedule(asked: Namespace) -> int:
    if asked.format == "table" and len(asked.files) == 1:
        return _table(asked.files[0], asked.as_of)
    return {"table": _lines, "json": _json, "ndjson": _ndjson}[asked.format](asked)


def _table(file: str, as_of: str | None) -> int:
    from app.table import table

    say(table(open_plan(file, as_of), colour=coloured(), width=columns()))
    return DONE


def _lines(asked: Namespace) -> int:
    """Say one line for each file, a bad one's problems in its place."""
    from app.document import Unreadable
    from app.table import line

    status, width = DONE, max(len(called(file)) for file in asked.files)
    for file, found in _each(asked):
        bad = isinstance(found, Unreadable)
        said = _problems(found) if isinstance(found, Unreadable) else line(found, colour=coloured())
        say(f"{file.ljust(width)}  {said}\n")
        status = REFUSED if bad else status
    return status


def _json(asked: Namespace) -> int:
    """Say the answer to one file, or a list of the answers to several."""
    status, answers = DONE, []
    for file, found in _each(asked):
        answers.append(_answer(found) if len(asked.files) == 1 else {"file": file, **_answer(found)})
        status = max(status, _complained(found))
    say_json(answers[0] if len(asked.files) == 1 else answers, indent=2)
    return status


def _ndjson(asked: Namespace) -> int:
    """Say one line of JSON for each file as soon as it is known."""
    status = DONE
    for file, found in _each(asked):
        say_json({"file": file, **_answer(found)})
        status = max(status, _complained(found))
    return status


def _each(asked: Namespace) -> Iterator[tuple[str, Projection | Unreadable]]:
    """Give each file's plan, or what is wrong with it, so that a bad file does not stop the others."""
    from app.document import Unreadable

    for file in asked.files:
        try:
            found: Projection | Unreadable = open_plan(file, asked.as_of)
        except Unreadable as unreadable:
            found = unreadable
        yield called(file), found


def _answer(found: Projection | Unreadable) -> dict[str, Any]:
    from app.answers import PlanAnswer, ProblemsAnswer
    from app.document import Unreadable

    answer = ProblemsAnswer.of(found) if isinstance(found, Unreadable) else PlanAnswer.of(found)
    return answer.model_dump(mode="json")


def _complained(found: Projection | Unreadable) -> int:
    """Say problems to people too, who may not see where the JSON goes, and return the status."""
    from app.document import Unreadable

    if not isinstance(found, Unreadable):
        return DONE
    complain(*map(str, found.problems))
    return REFUSED


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
