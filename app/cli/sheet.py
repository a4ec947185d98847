"""`backplan import`: a plan document from a sheet in which somebody keeps a plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .files import STANDARD, add_output, called, read_file, write_plan
from .options import Command, Parser, add_id, add_today, today_of
from .output import complain, page, say
from .status import DONE, EXPLAINED

if TYPE_CHECKING:
    from argparse import Namespace

    from app.terminal import Page

EXAMPLES = f"""\
What each column was read as is shown, with all that was guessed and all that
did not come along.

examples:
  backplan import plan.xlsx --output plan.yaml
  backplan import plan.csv --seller Acme --customer Northwind -o plan.yaml
  backplan import plan.csv | backplan schedule -

{EXPLAINED}"""


def _options(parser: Parser) -> None:
    parser.add_argument("file", metavar="FILE", help="a sheet, .xlsx or .csv; - is standard input")
    parser.add_argument(
        "--customer", metavar="NAME", default="", help="the customer's name, where the sheet is unclear"
    )
    parser.add_argument("--seller", metavar="NAME", default="", help="your own organisation's name, likewise")
    parser.add_argument("--sheet", metavar="NAME", default="", help="the sheet of the workbook that holds the steps")
    add_today(parser)
    add_id(parser)
    add_output(parser, "write the plan to this file, YAML or, where its name ends so, JSON (default: standard output)")


def _import(asked: Namespace) -> int:
    from uuid import uuid4

    from app.document import reread
    from app.projection import whole
    from app.sheet import read_sheet, told
    from app.terminal import line

    now = today_of(asked)
    reading = read_sheet(
        read_file(asked.file),
        name=called(asked.file),
        today=now,
        seller=asked.seller,
        customer=asked.customer,
        sheet=asked.sheet,
    )
    document = reading.document.model_copy(update={"id": asked.id or str(uuid4())})
    file = asked.output or STANDARD
    write_plan(document, file, force=asked.force)
    if file == STANDARD:
        complain(*told(reading).splitlines())
        return DONE
    dates = whole(reread(document, file=file, as_of=now.isoformat()))
    shown = page()
    say("".join(f"{one}\n" for text in told(reading).splitlines() for one in _fitted(text, shown)) + "\n")
    say(line(dates, shown, mark=f"{called(file)}: "))
    return DONE


def _fitted(text: str, shown: Page) -> list[str]:
    """Return a line as lines that fit, as far in as it stands."""
    words = text.lstrip()
    return shown.lines(words, mark=" " * (len(text) - len(words))) or [""]


COMMAND = Command(
    name="import",
    says="make a plan of a sheet in which somebody keeps one",
    examples=EXAMPLES,
    options=_options,
    do=_import,
)
