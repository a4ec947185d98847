"""`backplan sample`: the first thing that somebody without a plan of their own sees."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .options import Command, Parser
from .output import page, say
from .status import DONE, EXPLAINED

if TYPE_CHECKING:
    from argparse import Namespace


EXAMPLES = f"""\
examples:
  backplan sample                    a plan in the middle of its purchase, as of a day of its own

{EXPLAINED}"""


def _options(_: Parser) -> None:
    """Take nothing."""


def _sample(_: Namespace) -> int:
    from app.projection import whole
    from app.sample import sample
    from app.terminal import table

    say(table(whole(sample()), page()))
    return DONE


COMMAND = Command(
    name="sample",
    says="show the sample plan's dates",
    examples=EXAMPLES,
    options=_options,
    do=_sample,
)
