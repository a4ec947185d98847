"""The parts of the letter that say why: what we heard, what changes, what it is worth, how success is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .letter import Part, Quote
from .sentences import cut, sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.brief.value import Value
    from app.brief.why import Why, Word

DRIVER = 50
"""Letters of what a benefit comes from."""


def heard(why: Why, many: int, letters: int) -> Part:
    """Return the recap: the pain in the customer's words, how it is done today, and what comes of leaving it so."""
    quotes = [Quote(text=cut(one.text, letters), source=one.source) for one in shared(why.pains)[:many]]
    paragraphs = []
    if why.current_way and not why.current_way.private:
        now = [why.current_way.text, *(f"Measured: {detail}" for detail in why.current_way.details)]
        paragraphs.append(" ".join(sentence(text, letters) for text in now))
    consequences = [sentence(one.text, letters) for one in shared(why.consequences)[:many]]
    if consequences:
        paragraphs.append(f"If it stays so: {' '.join(consequences)}")
    return Part(title="What we heard", quotes=tuple(quotes), paragraphs=tuple(paragraphs))


def worth(why: Why, many: int, letters: int) -> Part:
    """Return the solution and the value."""
    paragraphs = [sentence(why.solution.text, letters)] if why.solution and not why.solution.private else []
    if why.value and not why.value.private:
        paragraphs.append(" ".join(_figures(why.value, many)))
    return Part(title="What changes, and what it is worth", paragraphs=tuple(paragraphs))


def criteria(why: Why, many: int, letters: int) -> Part:
    """Return how the customer tells success; only what the customer has said."""
    items = [
        f"{sentence(one.text, letters).removesuffix('.')}{f' ({_small(one.details[0])})' if one.details else ''}"
        for one in said_criteria(why)[:many]
    ]
    return Part(title="How you will tell success", items=tuple(items))


def said_criteria(why: Why) -> list[Word]:
    """Return the criteria that the customer has said."""
    return [one for one in shared(why.criteria) if one.by_customer]


def _small(text: str) -> str:
    return f"{text[:1].lower()}{text[1:]}"


def _figures(value: Value, many: int) -> Iterator[str]:
    span = f"{'From' if ' to ' in value.span else 'In'} {value.span}"
    if value.value:
        yield f"{span} you invest {value.investment} and gain {value.benefits}: a value of {value.value}."
    elif value.investment:
        yield f"{span} you invest {value.investment}."
    else:
        yield f"{span} you gain {value.benefits}."
    if value.payback is not None:
        yield f"It pays back in {value.payback}."
    if value.drivers:
        told = [f"{cut(one.name, DRIVER)} {one.expected}" for one in value.drivers[: many + 1]]
        yield f"The gain{' above all' if len(value.drivers) > len(told) else ''}: {'; '.join(told)}."
    if value.source:
        yield f"The figures are those of {value.source}."


def shared(words: tuple[Word, ...]) -> list[Word]:
    """Return what no side keeps to itself."""
    return [one for one in words if not one.private]
