"""Check answers against the questions of a template, and fill in what nobody answered."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from scheduler.refusals import Problem, Refused, quoted

from .countries import country_flaw, region_meant
from .mistakes import unknown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from .questions import Answer, Answers, Question

    Flaw = tuple[str, str]
    """A code and a sentence."""


def with_defaults(questions: Iterable[Question], answers: Mapping[str, Answer]) -> Answers:
    """Return an answer to every question; raise Refused with everything that is wrong with those given."""
    asked = {question.id: question for question in questions}
    problems = []
    for name, answer in answers.items():
        flaw = flaw_of(asked[name], answer) if name in asked else _unasked(name, asked)
        if flaw is not None:
            problems.append(Problem(code=flaw[0], path=("answers", name), sentence=flaw[1]))
    if problems:
        raise Refused(problems)
    return {name: answers.get(name, question.default) for name, question in asked.items()}


def answers_from_text(questions: Iterable[Question], texts: Mapping[str, str]) -> dict[str, Answer]:
    """Return answers that were typed, such as `yes`, `2` or `Germany, US-NY`, as the kinds that their questions take.

    What does not fit stays text, and is refused with all other answers.
    """
    asked = {question.id: question for question in questions}
    return {name: _typed(asked[name], text.strip()) if name in asked else text for name, text in texts.items()}


def flaw_of(question: Question, answer: Answer) -> Flaw | None:
    """Return what is wrong with an answer, if anything is."""
    return FLAWS[question.type](question, answer)


def _unasked(name: str, asked: Mapping[str, Question]) -> Flaw:
    return "unknown-question", unknown("question", name, asked, f"; the template asks {', '.join(asked)}")


def _choice_flaw(question: Question, answer: Answer) -> Flaw | None:
    words = [choice.id for choice in question.choices]
    if answer in words:
        return None
    return "unknown-answer", unknown("answer", str(answer), words, f"; choose one of {', '.join(words)}")


def _yes_no_flaw(_: Question, answer: Answer) -> Flaw | None:
    if isinstance(answer, bool):
        return None
    return "wrong-kind-of-answer", f"this is a question for yes or no, and {quoted(str(answer))} is neither"


def _number_flaw(question: Question, answer: Answer) -> Flaw | None:
    if not isinstance(answer, int) or isinstance(answer, bool):
        return "wrong-kind-of-answer", f"here belongs a whole number, not {quoted(str(answer))}"
    if question.least is not None and question.most is not None and not question.least <= answer <= question.most:
        return (
            "answer-out-of-range",
            f"{answer} is not foreseen; write a number from {question.least} to {question.most}",
        )
    return None


def _countries_flaw(_: Question, answer: Answer) -> Flaw | None:
    if not isinstance(answer, list):
        return (
            "wrong-kind-of-answer",
            f"here belongs a list of countries such as [DE, US-NY], not {quoted(str(answer))}",
        )
    sentence = next((flaw for region in answer if (flaw := country_flaw(region))), None)
    return ("unknown-country", sentence) if sentence else None


def _date_flaw(_: Question, answer: Answer) -> Flaw | None:
    if answer is None:
        return None
    try:
        date.fromisoformat(answer if isinstance(answer, str) else "")
    except ValueError:
        return "answer-not-a-date", f"{quoted(str(answer))} is no day; write one like 2026-11-30, or leave it open"
    return None


FLAWS: dict[str, Callable[[Question, Answer], Flaw | None]] = {
    "choice": _choice_flaw,
    "yes_no": _yes_no_flaw,
    "number": _number_flaw,
    "countries": _countries_flaw,
    "date": _date_flaw,
}
"""By type of question, what can be wrong with an answer."""

_SAID = {"yes": True, "y": True, "true": True, "no": False, "n": False, "false": False}


def _typed(question: Question, text: str) -> Answer:
    if question.type == "yes_no":
        return _SAID.get(text.casefold(), text)
    if question.type == "number":
        return int(text) if text.removeprefix("-").isdecimal() and len(text) <= DIGITS else text
    if question.type in {"countries", "date"} and text.casefold() in {"", "none"}:
        return [] if question.type == "countries" else None
    if question.type == "countries":
        return [region_meant(region.strip()) for region in text.split(",")]
    return text


DIGITS = 9
"""More digits than any sensible answer has."""
