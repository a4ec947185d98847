"""`backplan new`: a plan from a template, with defaults for what nobody says."""

from __future__ import annotations

from argparse import ArgumentTypeError
from typing import TYPE_CHECKING

from .asking import ask_day, ask_template, ask_text, may_ask
from .files import STANDARD, add_output, called, refuse_unwritable, write_plan
from .options import Command, Parser, add_id, add_today, day, today_of
from .output import page, say
from .own_template import template_named
from .status import DONE, EXPLAINED

if TYPE_CHECKING:
    from argparse import Namespace

    from app.document import Reading
    from templates_library import Deal

EXAMPLES = f"""\
At a terminal it asks what is not given, and says what each answer costs;
elsewhere, and with --defaults, it takes the defaults. A day may be written as
people do: '1 June', 'next Friday'. `backplan templates TEMPLATE` shows the
questions.

examples:
  backplan new mid-market-saas --go-live '1 June' --output plan.yaml
  backplan new mid-market-saas --go-live 2027-06-01 --answer regulated=yes
  backplan new erp-roll-out --go-live 2027-06-01 | backplan schedule -

{EXPLAINED}"""


def _options(parser: Parser) -> None:
    parser.add_argument(
        "template", metavar="TEMPLATE", help="the id of a template, or a file with one; `backplan templates` lists them"
    )
    parser.add_argument("--go-live", metavar="DATE", type=day, help="the day that the customer needs")
    parser.add_argument("--customer", metavar="NAME", help="the customer's name")
    parser.add_argument("--seller", metavar="NAME", help="your own organisation's name")
    parser.add_argument(
        "--answer",
        metavar="QUESTION=ANSWER",
        type=_answer,
        action="append",
        default=[],
        help="what fits the plan to the deal",
    )
    parser.add_argument("--start", metavar="DATE", type=day, help="nothing is planned before this day (default: today)")
    parser.add_argument("--outline", action="store_true", help="only the rough steps; each can be expanded later")
    add_today(parser)
    add_id(parser)
    parser.add_argument("--defaults", action="store_true", help="ask nothing, also at a terminal")
    add_output(parser, "write the plan to this file, YAML or, where its name ends so, JSON (default: standard output)")


def _answer(text: str) -> tuple[str, str]:
    question, sign, answer = text.partition("=")
    if not sign:
        sentence = f"write QUESTION=ANSWER, such as regulated=yes, not {text!r}"
        raise ArgumentTypeError(sentence)
    return question.strip(), answer.strip()


def _new(asked: Namespace) -> int:
    from uuid import uuid4

    from app.new_plan import new_plan
    from templates_library import answers_from_text, template

    now = today_of(asked)
    name, library = template_named(asked.template, today=now)
    found = template(name, library)
    answers, go_live, customer = dict(asked.answer), asked.go_live, asked.customer
    if may_ask() and not asked.defaults:
        refuse_unwritable(asked.output or STANDARD, force=asked.force)  # before anybody has answered anything
        go_live = go_live or ask_day(found.asks_for, today=now)
        customer = ask_text("Who is the customer?") if customer is None else customer
        answers = ask_template(found, answers, go_live=go_live, today=now, outline=asked.outline, library=library)
    if go_live is None:
        asked.parser.error(f"say --go-live DATE, such as --go-live 2027-04-01: {found.asks_for}")
    deal: Deal = {
        "critical_date": go_live,
        "answers": answers_from_text(found.questions, answers),
        "customer": customer or "",
        "seller": asked.seller or "",
        "plan_id": asked.id or str(uuid4()),
        "form": "outline" if asked.outline else "full",
    }
    if asked.start is not None:
        deal["start"] = asked.start
    return _keep(new_plan(found.id, library, as_of=now, **deal), asked)


def _keep(reading: Reading, asked: Namespace) -> int:
    """Write the plan; where standard output is free, say there how it stands."""
    from app.projection import whole
    from app.terminal import line

    file = asked.output or STANDARD
    write_plan(reading.document, file, force=asked.force)
    if file != STANDARD:
        say(line(whole(reading), page(), mark=f"{called(file)}: "))
    return DONE


COMMAND = Command(
    name="new",
    says="make a plan from a template",
    examples=EXAMPLES,
    options=_options,
    do=_new,
)
