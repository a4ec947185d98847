"""`backplan schema`: the form of plan documents, for editors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .options import Command, Parser
from .output import say_json
from .status import DONE, EXPLAINED

if TYPE_CHECKING:
    from argparse import Namespace

EXAMPLES = f"""\
An editor that reads it completes and checks plan documents while they are
written; docs/plan-document.md says how.

examples:
  backplan schema > plan.schema.json

{EXPLAINED}"""


def _options(_: Parser) -> None:
    """Take nothing."""


def _schema(_: Namespace) -> int:
    from app.document import json_schema

    say_json(json_schema(), indent=2)
    return DONE


COMMAND = Command(
    name="schema",
    says="show the JSON Schema of plan documents",
    examples=EXAMPLES,
    options=_options,
    do=_schema,
)
