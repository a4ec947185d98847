"""`backplan templates`: which templates there are, when to use them, what they ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .options import Command, Parser, add_format
from .output import page, say, say_answer
from .own_template import template_named
from .status import DONE, EXPLAINED

if TYPE_CHECKING:
    from argparse import Namespace

EXAMPLES = f"""\
examples:
  backplan templates                    which there are, when to use which
  backplan templates mid-market-saas    what one asks, with its defaults
  backplan templates --format json      the same for programs

{EXPLAINED}"""


def _options(parser: Parser) -> None:
    parser.add_argument(
        "template", metavar="TEMPLATE", nargs="?", help="show this one with its questions; a file is checked too"
    )
    add_format(parser)


def _templates(asked: Namespace) -> int:
    from zoneinfo import ZoneInfo

    from app.answers.templates import TemplateAnswer, TemplatesAnswer
    from app.clock import today
    from app.terminal import one_template, template_list
    from templates_library import template, templates

    if asked.template is not None:
        name, library = template_named(asked.template, today=today(ZoneInfo("UTC")))
        found = template(name, library)
        if asked.format == "table":
            say(one_template(found, page()))
        else:
            say_answer(TemplateAnswer.of(found), asked.format)
    elif asked.format == "table":
        say(template_list(templates(), page()))
    elif asked.format == "json":
        say_answer(TemplatesAnswer.of(templates()), "json")
    else:
        for one in templates():
            say_answer(TemplateAnswer.of(one), "ndjson")
    return DONE


COMMAND = Command(
    name="templates",
    says="show the templates that new plans are made from",
    examples=EXAMPLES,
    options=_options,
    do=_templates,
)
