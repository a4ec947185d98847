"""Questions as chips, each with its price in days."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.calculator import Calculation
    from templates_library import Question


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One answer to choose."""

    id: str
    title: str
    price: str
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Chip:
    """One question: a link where there are two answers, else a small form."""

    title: str
    question: str
    answer: str
    """The present one, short."""
    yes: bool
    """Whether it is a question for yes or no, and the answer is yes."""
    about: str
    price: str
    """What the other answer would cost, `+8 days`; of several the dearest."""
    href: str
    """The address with the other answer; empty where a form asks."""
    name: str
    type: str
    value: str
    placeholder: str
    least: int | None
    most: int | None
    options: tuple[Option, ...]


def chips_of(calculation: Calculation) -> tuple[tuple[Chip, ...], tuple[Chip, ...]]:
    """Return a chip for each question, those to be seen at once and the others.

    What somebody has answered comes first, then whose holidays count (a plan over days off is believed by nobody), then
    what matters most for the date; ties in the template's order.
    """
    given, answers = dict(calculation.inputs.answers), calculation.answers
    fits = [one for one in calculation.template.questions if one.only_if is None or answers[one.only_if]]
    asked = sorted(fits, key=lambda one: (one.id not in given, one.id != HOLIDAYS, -_weight(calculation, one)))
    chips = tuple(_chip(calculation, one) for one in asked)
    seen = max(SEEN, len(given))
    return chips[:seen], chips[seen:]


HOLIDAYS = "customer_countries"
SEEN = 6
"""Questions that are seen at once; the others unfold."""


def _weight(calculation: Calculation, question: Question) -> int:
    if question.id in dict(calculation.inputs.answers):
        return 0
    return max((abs(days or 0) for days in calculation.prices.get(question.id, {}).values()), default=0)


def _chip(calculation: Calculation, question: Question) -> Chip:
    inputs, answer = calculation.inputs, calculation.answers[question.id]
    prices = calculation.prices.get(question.id, {})
    toggles = question.type == "yes_no"
    other = inputs.answering(question.id, "no" if answer is True else "yes")
    return Chip(
        title=question.title,
        question=question.question,
        answer=answer_said(question, answer),
        yes=answer is True,
        about=question.about,
        price=price_said(prices.get(other.said(question.id))) if toggles else _dearest(prices),
        href=other.address if toggles else "",
        name=f"a.{question.id}",
        type={"number": "number", "date": "date"}.get(question.type, "text"),
        value=_written(answer),
        placeholder="such as Germany, US-NY" if question.type == "countries" else "",
        least=question.least,
        most=question.most,
        options=_options(question, answer, prices),
    )


def _options(question: Question, answer: object, prices: Mapping[str, int | None]) -> tuple[Option, ...]:
    return tuple(
        Option(id=one.id, title=one.title, price=price_said(prices.get(one.id)), chosen=one.id == answer)
        for one in question.choices
    )


def answer_said(question: Question, answer: object) -> str:
    """Say an answer, short."""
    if isinstance(answer, bool):
        return "yes" if answer else "no"
    titles = {one.id: one.title.partition(":")[0] for one in question.choices}
    return titles.get(str(answer), _written(answer) or "not said")


def _written(answer: object) -> str:
    """Return an answer as it is typed."""
    if isinstance(answer, list):
        return ", ".join(answer)
    return "" if answer is None else str(answer)


def _dearest(prices: Mapping[str, int | None]) -> str:
    known = [days for days in prices.values() if days]
    return f"up to {price_said(max(known, key=abs))}" if known else ""


def price_said(days: int | None) -> str:
    """Say what an answer costs: `+8 days`, `-3 days`, `no change`; nothing where it is not known."""
    if days is None:
        return ""
    if days == 0:
        return "no change"
    sign = "+" if days > 0 else "\N{MINUS SIGN}"
    return f"{sign}{abs(days)} day{'' if abs(days) == 1 else 's'}"
