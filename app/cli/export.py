"""`backplan export`: a plan as a file for a calendar, a sheet, a reader."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from app.exports import EXPORTS, export

from .files import STANDARD, add_output, called, open_plan, write_file
from .options import Command, Parser, add_as_of, add_audience, add_file
from .output import say
from .status import DONE, EXPLAINED

if TYPE_CHECKING:
    from argparse import Namespace

    from app.exports import Export

KINDS = "".join(f"  {one.kind:11}{one.says}\n" for one in EXPORTS.values())

EXAMPLES = f"""\
kinds:
{KINDS}
examples:
  backplan export plan.yaml --to ics -o plan.ics    for every calendar app
  backplan export plan.yaml --to ics --for jo       only Jo's own steps
  backplan export plan.yaml --to letter --audience customer -o letter.html
  backplan export plan.yaml --to xlsx -o folder     named after the plan
  backplan export plan.yaml --to csv | less         without a file

{EXPLAINED}"""


def _options(parser: Parser) -> None:
    add_file(parser)
    parser.add_argument("--to", metavar="KIND", choices=tuple(EXPORTS), required=True, help="as one of the kinds below")
    add_as_of(parser)
    add_audience(parser)
    parser.add_argument(
        "--for", metavar="PERSON", dest="person", help="for this person: what their party may see, and theirs"
    )
    add_output(parser, "write to this file, or into this folder (default: standard output)")


def _export(asked: Namespace) -> int:
    file = asked.output or STANDARD
    if file == STANDARD and sys.stdout.isatty() and not _is_text(EXPORTS[asked.to]):
        asked.parser.error(f"{asked.to} is no text for a terminal; say --output FILE")
    exported = export(open_plan(asked.file, asked), asked.to)
    if file != STANDARD and Path(file).is_dir():
        file = str(Path(file) / exported.name)
    write_file(exported.content, file, force=asked.force)
    if file != STANDARD:
        say(f"{called(file)}\n")
    return DONE


def _is_text(export: Export) -> bool:
    return export.media_type.startswith("text/") or export.media_type in {"application/json", "application/yaml"}


COMMAND = Command(
    name="export",
    says="write a plan as a file for a calendar, a sheet or a reader",
    examples=EXAMPLES,
    options=_options,
    do=_export,
)
