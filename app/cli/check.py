"""`backplan check`: what to look at in plans, for people and for scripts that stop at errors."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from .files import open_plan, read_plan
from .options import Command, Parser, add_as_of, add_files, add_format
from .output import complain, page, say
from .several import each, say_answers
from .status import DONE, EXPLAINED, REFUSED

if TYPE_CHECKING:
    from argparse import Namespace

    from app.answers import FindingsAnswer
    from app.document import Reading
    from app.projection import Projection

EXAMPLES = f"""\
examples:
  backplan check plan.yaml                       a line for each finding
  backplan check plans/*.yaml && echo sound      stop at errors, not at notes
  backplan check plans/*.yaml --format ndjson    the same for programs

{EXPLAINED}"""


def _options(parser: Parser) -> None:
    add_files(parser)
    add_as_of(parser)
    add_format(parser)


def _check(asked: Namespace) -> int:
    if asked.format == "table":
        return _lines(asked)

    def answer(file: str) -> FindingsAnswer:
        from app.answers import FindingsAnswer

        return FindingsAnswer.of(open_plan(file, asked))

    return say_answers(asked, answer, fails=lambda found: found.errors > 0)


def _lines(asked: Namespace) -> int:
    """Say a line for each finding, then how many there are of each severity."""
    from app.document import Unreadable
    from app.projection import whole
    from app.terminal import counted, findings

    def checked(file: str) -> tuple[Reading, Projection]:
        reading = read_plan(file, asked.as_of)
        return reading, whole(reading)

    refused, severities = 0, Counter[str]()
    for file, found in each(asked.files, checked):
        if isinstance(found, Unreadable):
            complain(*map(str, found.problems))
            refused += 1
        else:
            reading, projection = found
            say(findings(projection, reading.places, file, page()))
            severities.update(one.severity for one in projection.schedule.findings)
    say(counted(severities, refused))
    return REFUSED if refused or severities["error"] else DONE


COMMAND = Command(
    name="check",
    says="say what to look at in plans; exit status 1 on errors",
    examples=EXAMPLES,
    options=_options,
    do=_check,
)
