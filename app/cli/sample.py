"""`backplan sample`: the first thing that somebody without a plan of their own sees."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .files import add_output, write_file
from .options import Command, Parser, add_as_of, add_audience, add_format
from .output import page, say, say_answer
from .status import DONE, EXPLAINED

if TYPE_CHECKING:
    from argparse import Namespace


EXAMPLES = f"""\
examples:
  backplan sample                         its dates, as of a day of its own
  backplan sample --audience customer     what the customer may see of it
  backplan sample --output sample.yaml    the plan itself, to try things with

{EXPLAINED}"""


def _options(parser: Parser) -> None:
    add_as_of(parser)
    add_audience(parser)
    add_format(parser)
    add_output(parser, "write the sample's plan document to this file; - is standard output")


def _sample(asked: Namespace) -> int:
    from app.answers import PlanAnswer
    from app.sample import sample, sample_text
    from app.seen import audience_of, seen
    from app.terminal import table

    if asked.output is not None:
        write_file(sample_text().encode(), asked.output, force=asked.force)
        return DONE
    reading = sample(asked.as_of)
    projection = seen(reading, audience=audience_of(reading.document, party=asked.audience))
    if asked.format == "table":
        say(table(projection, page()))
    else:
        say_answer(PlanAnswer.of(projection), asked.format)
    return DONE


COMMAND = Command(
    name="sample",
    says="show the sample plan's dates, or write it to a file",
    examples=EXAMPLES,
    options=_options,
    do=_sample,
)
