"""`backplan templates`: which templates there are, when to use them, what they ask."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .options import Command, Parser, add_format
from .output import page, say, say_json
from .status import DONE, EXPLAINED

if TYPE_CHECKING:
    from argparse import Namespace

    from templates_library import Template

EXAMPLES = f"""\
examples:
  backplan templates                          which there are, and when to use which
  backplan templates mid-market-saas          what one asks, with its defaults
  backplan templates --format json            the same for programs

{EXPLAINED}"""


def _options(parser: Parser) -> None:
    parser.add_argument("template", metavar="TEMPLATE", nargs="?", help="show this one with its questions")
    add_format(parser)


def _templates(asked: Namespace) -> int:
    from app.terminal import one_template, template_list
    from templates_library import template, templates

    found = templates() if asked.template is None else (template(asked.template),)
    if asked.format == "table":
        say(template_list(found, page()) if asked.template is None else one_template(found[0], page()))
    elif asked.format == "json":
        said = [_plain(one) for one in found]
        say_json(said if asked.template is None else said[0], indent=2)
    else:
        for one in found:
            say_json(_plain(one))
    return DONE


def _plain(template: Template) -> dict[str, Any]:
    from dataclasses import asdict

    return asdict(template)


COMMAND = Command(
    name="templates",
    says="show the templates that new plans are made from",
    examples=EXAMPLES,
    options=_options,
    do=_templates,
)
