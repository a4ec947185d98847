"""`backplan explain`: why a date of a step is what it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .files import open_plan
from .options import Command, Parser, add_as_of, add_audience, add_file, add_format
from .output import page, say, say_answer
from .status import DONE, EXPLAINED

if TYPE_CHECKING:
    from argparse import Namespace

DATES = ("early_start", "early_finish", "late_start", "late_finish", "planned_start", "planned_finish")
"""The same names as the engine's, which is not imported to show help; a test compares them."""

EXAMPLES = f"""\
examples:
  backplan explain plan.yaml legal-review      why it must start when it must
  backplan explain plan.yaml legal-review --date early_finish
  backplan explain plan.yaml legal-review --format json

{EXPLAINED}"""


def _options(parser: Parser) -> None:
    add_file(parser)
    parser.add_argument("step", metavar="STEP", help="the id of a step")
    parser.add_argument(
        "--date",
        choices=DATES,
        metavar="WHICH",
        help=f"which of its dates: {', '.join(DATES)} (default: late_start, of a started step late_finish)",
    )
    add_as_of(parser)
    add_audience(parser)
    add_format(parser)


def _explain(asked: Namespace) -> int:
    from app.answers import ExplainAnswer
    from app.terminal import explanation

    projection = open_plan(asked.file, asked)
    answer = ExplainAnswer.of(projection, asked.step, asked.date)
    if asked.format == "table":
        say(explanation(answer, projection, page()))
    else:
        say_answer(answer, asked.format)
    return DONE


COMMAND = Command(
    name="explain",
    says="say why a date of a step is what it is",
    examples=EXAMPLES,
    options=_options,
    do=_explain,
)
