"""Questions as chips, each with its price in days."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.calculator import Calculation
    from templates_library import Question

Pairs = list[tuple[str, str]]


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

    question: str
    says: str
    """The question and its present answer, short."""
    about: str
    price: str
    """What the other answer would cost, `+8 days`; of several the dearest."""
    given: bool
    """Whether somebody has answered it."""
    href: str
    """The address with the other answer; empty where a form asks."""
    name: str
    type: str
    value: str
    placeholder: str
    least: int | None
    most: int | None
    options: tuple[Option, ...]
    kept: Pairs


def chips_of(calculation: Calculation) -> tuple[Chip, ...]:
    """Return a chip for each question, those that matter most for the date first; ties in the template's order."""
    chips = [(_weight(calculation, one), _chip(calculation, one)) for one in calculation.template.questions]
    return tuple(chip for _, chip in sorted(chips, key=lambda pair: -pair[0]))


def _weight(calculation: Calculation, question: Question) -> int:
    return max((abs(days or 0) for days in calculation.prices.get(question.id, {}).values()), default=0)


def _chip(calculation: Calculation, question: Question) -> Chip:
    inputs, answer = calculation.inputs, calculation.answers[question.id]
    prices = calculation.prices.get(question.id, {})
    given = question.id in dict(inputs.answers)
    other = "no" if answer is True else "yes"
    toggles = question.type == "yes_no"
    return Chip(
        question=question.question,
        says=f"{question.title}: {_said(question, answer)}",
        about=question.about,
        price=_price(prices.get(other)) if toggles else _dearest(prices),
        given=given,
        href=inputs.answering(question.id, other).address if toggles else "",
        name=f"a.{question.id}",
        type={"number": "number", "date": "date"}.get(question.type, "text"),
        value=_written(answer),
        placeholder="such as DE, US-NY" if question.type == "countries" else "",
        least=question.least,
        most=question.most,
        options=_options(question, answer, prices),
        kept=[pair for pair in inputs.pairs if pair[0] not in {f"a.{question.id}", "was"}],
    )


def _options(question: Question, answer: object, prices: Mapping[str, int | None]) -> tuple[Option, ...]:
    return tuple(
        Option(id=one.id, title=one.title, price=_price(prices.get(one.id)), chosen=one.id == answer)
        for one in question.choices
    )


def _said(question: Question, answer: object) -> str:
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
    return f"up to {_price(max(known, key=abs))}" if known else ""


def _price(days: int | None) -> str:
    """Say what an answer costs: `+8 days`, `-3 days`, `no change`; nothing where it is not known."""
    if days is None:
        return ""
    if days == 0:
        return "no change"
    sign = "+" if days > 0 else "\N{MINUS SIGN}"
    return f"{sign}{abs(days)} day{'' if abs(days) == 1 else 's'}"
