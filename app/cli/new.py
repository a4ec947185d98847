"""`backplan new`: a plan from a template, with defaults for what nobody says."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar
from zoneinfo import ZoneInfo

from .asking import ask_day, ask_template, ask_text, may_ask
from .files import STANDARD, add_output, called, write_plan
from .options import Command, Parser
from .output import page, say
from .status import DONE, EXPLAINED, Misused

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable
    from datetime import date

    from app.document import Reading
    from templates_library import Deal

T = TypeVar("T")

EXAMPLES = f"""\
At a terminal it asks what is not given, and says beside each answer what it costs; elsewhere, and with --defaults,
it takes the defaults. `backplan templates TEMPLATE` shows the questions.

examples:
  backplan new mid-market-saas --go-live 2027-04-01 --customer Northwind --output plan.yaml
  backplan new mid-market-saas --go-live 2027-04-01 --answer regulated=yes --answer customer_countries=DE,FR
  backplan new enterprise-saas --go-live 2027-04-01 --outline | backplan schedule -

{EXPLAINED}"""


def _options(parser: Parser) -> None:
    parser.add_argument("template", metavar="TEMPLATE", help="the id of a template; `backplan templates` lists them")
    parser.add_argument("--go-live", metavar="DATE", help="the day that the customer needs")
    parser.add_argument("--customer", metavar="NAME", help="the customer's name")
    parser.add_argument("--seller", metavar="NAME", help="your own organisation's name")
    parser.add_argument(
        "--answer", metavar="QUESTION=ANSWER", action="append", default=[], help="what fits the plan to the deal"
    )
    parser.add_argument("--start", metavar="DATE", help="nothing is planned before this day (default: today)")
    parser.add_argument("--outline", action="store_true", help="only the rough steps; each can be expanded later")
    parser.add_argument("--id", metavar="UUID", help="the plan's id (default: a new one)")
    parser.add_argument("--defaults", action="store_true", help="ask nothing, also at a terminal")
    add_output(parser, "write the plan to this file, YAML or, where its name ends so, JSON (default: standard output)")


def _new(asked: Namespace) -> int:
    from app.clock import today
    from app.new_plan import new_plan
    from templates_library import answers_from_text, template

    found, now = template(asked.template), today(ZoneInfo("UTC"))
    answers, go_live, customer = _answers(asked.answer), _day(asked.go_live, "--go-live"), asked.customer
    if may_ask() and not asked.defaults:
        go_live = go_live or ask_day(found.asks_for)
        customer = ask_text("Who is the customer?") if customer is None else customer
        answers = ask_template(found, answers, go_live=go_live, today=now, outline=asked.outline)
    if go_live is None:
        raise Misused("new", f"say --go-live DATE, such as --go-live 2027-04-01: {found.asks_for}")
    deal: Deal = {
        "critical_date": go_live,
        "answers": answers_from_text(found.questions, answers),
        "customer": customer or "",
        "seller": asked.seller or "",
        "plan_id": plan_id(asked.id),
        "form": "outline" if asked.outline else "full",
    }
    start = _day(asked.start, "--start")
    if start is not None:
        deal["start"] = start
    return _keep(new_plan(found.id, as_of=now, **deal), asked)


def _keep(reading: Reading, asked: Namespace) -> int:
    """Write the plan; where standard output is free, say there how it stands."""
    from app.projection import whole
    from app.terminal import line

    file = asked.output or STANDARD
    write_plan(reading.document, file, force=asked.force)
    if file != STANDARD:
        say(f"{called(file)}: {line(whole(reading), page())}\n")
    return DONE


def _answers(texts: list[str]) -> dict[str, str]:
    answers = {}
    for text in texts:
        question, sign, answer = text.partition("=")
        if not sign:
            raise Misused("new", f"write --answer QUESTION=ANSWER, such as regulated=yes, not {text!r}")
        answers[question.strip()] = answer.strip()
    return answers


def _day(text: str | None, option: str) -> date | None:
    from app.document.moments import read_day

    return None if text is None else _read(read_day, text, option)


def plan_id(text: str | None) -> str:
    """Return the id that a plan is to have, a new one where nobody says it."""
    from uuid import uuid4

    from app.document.identifiers import read_uuid

    return str(uuid4()) if text is None else _read(read_uuid, text, "--id")


def _read(reader: Callable[[str], T], text: str, option: str) -> T:
    """Return what an option says, or refuse it in the words of the plan document."""
    from app.document.problems import PlacedProblem, Unreadable, Wrong

    try:
        return reader(text)
    except Wrong as wrong:
        problem = PlacedProblem(code=wrong.code, path=(), sentence=wrong.sentence, file=option, line=None)
        raise Unreadable([problem]) from wrong


COMMAND = Command(
    name="new",
    says="make a plan from a template",
    examples=EXAMPLES,
    options=_options,
    do=_new,
)
