"""Questions at a terminal: on standard error, so that standard output stays the plan's."""

from __future__ import annotations

import sys
from argparse import ArgumentTypeError
from shutil import get_terminal_size
from textwrap import wrap
from typing import TYPE_CHECKING

from .options import day

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from templates_library import Form, Library, Question, Template


def may_ask() -> bool:
    """Tell whether somebody is there who sees a question and can answer it."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def ask_text(question: str) -> str:
    """Ask for a text, which may stay empty."""
    return _answer(f"{question}\n> ")


def ask_day(question: str, *, today: date) -> date:
    """Ask for a day to come until there is one."""
    while True:
        try:
            said = day(_answer(f"{question}\n> "))
        except ArgumentTypeError as odd:
            sys.stderr.write(f"  {odd}\n")
            continue
        if today <= said and said.year <= today.year + YEARS:
            return said
        where = "has passed" if said < today else f"lies more than {YEARS} years ahead"
        sys.stderr.write(f"  {said} {where}; write a day to come\n")


YEARS = 20
"""A day that lies farther ahead is a slip in the year."""


def ask_template(
    template: Template,
    given: Mapping[str, str],
    *,
    go_live: date,
    today: date,
    outline: bool,
    library: Library | None = None,
) -> dict[str, str]:
    """Ask what nobody has answered yet, each answer with its price; nothing typed takes the default."""
    from app.pricing import prices, typed
    from templates_library import answers_from_text

    answers = dict(given)
    cost: dict[str, dict[str, int]] = {}
    sys.stderr.write(
        f"\nNone of these has to be answered. Enter takes what stands in brackets, {REST} does so for all.\n"
    )
    for question in template.questions:
        if not cost:
            known = answers_from_text(template.questions, answers)
            form: Form = "outline" if outline else "full"
            cost = prices(template.id, critical_date=go_live, as_of=today, answers=known, form=form, library=library)
        if question.id in given or question.id not in cost:
            continue  # answered, or without sense after the answers before
        said = _ask_one(question, cost[question.id])
        if said == REST:
            break
        if said != typed(question.default):
            answers[question.id] = said
            cost = {}  # what the others cost may have changed with this answer
    return answers


REST = "."
"""Takes the defaults of all questions that are left."""


def _ask_one(question: Question, cost: Mapping[str, int]) -> str:
    """Ask one question until its answer fits."""
    from app.pricing import typed
    from scheduler.refusals import Refused
    from templates_library import answers_from_text, with_defaults

    default = typed(question.default)
    others = "".join(f", {answer} ({_days(days)})" for answer, days in cost.items())
    asked = ("", question.question, *_wrapped(question.about), *_wrapped(f"[{default or 'none'}]{others}"), "> ")
    while True:
        said = _answer("\n".join(asked))
        if said == REST:
            return REST
        try:
            with_defaults([question], answers_from_text([question], {question.id: said or default}))
        except Refused as refused:
            sys.stderr.write(f"  {refused.problems[0].sentence}\n")
        else:
            return said or default


def _wrapped(text: str) -> list[str]:
    """Return a text as lines for the terminal, a little indented."""
    return wrap(text, get_terminal_size().columns - 1, initial_indent="  ", subsequent_indent="  ")


def _days(days: int) -> str:
    return f"{days:+} day{'' if abs(days) == 1 else 's'}" if days else "costs nothing"


def _answer(question: str) -> str:
    sys.stderr.write(question)
    sys.stderr.flush()
    line = sys.stdin.readline()
    if not line:
        raise KeyboardInterrupt
    return line.strip()
