"""`backplan what-if`: what changes of a plan would do."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from app.forms import FORMS

from .files import add_output, called, read_plan, write_plan
from .options import Command, Parser, add_as_of, add_audience, add_file, add_format
from .output import page, say, say_answer
from .status import DONE, EXPLAINED

if TYPE_CHECKING:
    from collections.abc import Sequence

EXAMPLES = f"""\
Changes are made one after the other, in their order. Nothing is written unless
--output says where.

examples:
  backplan what-if plan.yaml --move go-live=2027-04-01
  backplan what-if plan.yaml --set legal-review.duration=5d --drop training
  backplan what-if plan.yaml --finish kickoff=2027-02-05 --format json
  backplan what-if plan.yaml --add 'pilot 10d after kickoff before go-live'
  backplan what-if plan.yaml --give kickoff.customer='Mia Roth' -o changed.yaml

{EXPLAINED}"""


class _Change(argparse.Action):
    """Keep a change behind those before it, whatever their kinds."""

    def __call__(
        self,
        _: argparse.ArgumentParser,
        asked: argparse.Namespace,
        text: str | Sequence[object] | None,
        option: str | None = None,
    ) -> None:
        name = (option or "").removeprefix("--")
        asked.changes = [*asked.changes, (name, str(text))]


def _options(parser: Parser) -> None:
    add_file(parser)
    changes = parser.add_argument_group("changes")
    for name, form in FORMS.items():
        changes.add_argument(
            f"--{name}",
            action=_Change,
            metavar=form.takes,
            dest="changes",
            default=[],
            help=f"{form.says}, such as '{form.example}'",
        )
    add_as_of(parser)
    add_audience(parser)
    add_format(parser)
    add_output(
        parser, "write the changed plan to this file, YAML or, where its name ends so, JSON; - is standard output"
    )


def _what_if(asked: argparse.Namespace) -> int:
    from app.answers import ChangesAnswer
    from app.preview import preview
    from app.terminal import changes

    if not asked.changes:
        asked.parser.error(f"say what changes: {', '.join(f'--{name}' for name in FORMS)}")
    found = preview(read_plan(asked.file, asked.as_of), asked.changes, file=called(asked.file), party=asked.audience)
    if asked.output is not None:
        write_plan(found.document, asked.output, force=asked.force)
    if asked.output == "-":
        return DONE
    answer = ChangesAnswer.of(found.before, found.after)
    if asked.format == "table":
        say(changes(answer, found, page()))
        if asked.output is not None:
            say(f"\nWritten to {called(asked.output)}.\n")
    else:
        say_answer(answer, asked.format)
    return DONE


COMMAND = Command(
    name="what-if",
    says="say what changes of a plan would move",
    examples=EXAMPLES,
    options=_options,
    do=_what_if,
)
