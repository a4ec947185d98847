"""What is known about a deal: the answers, and what follows from them."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from .library import Library
    from .questions import Answer
    from .schema import When

Facts: TypeAlias = "dict[str, Answer]"

DERIVED = frozenset({"international"})
"""What follows from answers and is not asked."""


def facts_of(library: Library, answers: Mapping[str, Answer]) -> Facts:
    """Return the answers, the defaults of what was not asked, and what follows from both."""
    known: Facts = {name: question.default for name, question in library.questions.items()}  # type: ignore[misc]
    known.update(answers)
    countries = {region.partition("-")[0] for name in COUNTRIES for region in _regions(known[name])}
    return {**known, "international": len(countries) > 1}


COUNTRIES = {"customer_countries": "customer", "seller_countries": "seller"}
"""The questions for countries, and the party whose calendar the first country gives."""


def first_region(facts: Facts, question: str) -> str | None:
    """Return the region whose holidays count for a party, if one is known."""
    return next(iter(_regions(facts[question])), None)


def holds(when: When, facts: Facts) -> bool:
    """Return whether all conditions hold."""
    return all(_fits(condition.one_of, condition.at_least, facts[name]) for name, condition in when.items())


def _fits(one_of: tuple[object, ...], at_least: int | None, answer: Answer) -> bool:
    if one_of and answer not in one_of:
        return False
    return at_least is None or (isinstance(answer, int) and answer >= at_least)


def _regions(answer: Answer) -> Iterable[str]:
    return answer if isinstance(answer, list) else ()
