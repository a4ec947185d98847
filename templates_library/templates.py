"""The catalog as others see it: which templates there are, when to use them, what they ask."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from .library import ready_made
from .mistakes import refused, unknown
from .questions import Question, question_of

if TYPE_CHECKING:
    from .library import Library
    from .schema import WrittenTemplate


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One of the large steps that a template is made of, and that a rough plan shows."""

    fragment: str
    title: str
    about: str
    """What it is for, and what experience says about it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """A reusable plan."""

    id: str
    version: int
    """Rises whenever plans from it would differ."""
    title: str
    use_when: str
    not_when: str
    """Which deals it does not fit, and what fits them."""
    asks_for: str
    """The one date that it needs, as a question."""
    questions: tuple[Question, ...]
    parts: tuple[Part, ...]


def templates(library: Library | None = None) -> tuple[Template, ...]:
    """Return all templates of a library, else of the ready-made one, those for the most usual deals first."""
    library = library or ready_made()
    found = library.templates
    return tuple(template(name, library) for name in sorted(found, key=lambda name: found[name].place))


def template(template_id: str, library: Library | None = None) -> Template:
    """Return one template of a library, else of the ready-made one.

    Raises Refused with the nearest name where there is none of that name.
    """
    return _shown(library or ready_made(), template_id)


@lru_cache(maxsize=256)
def _shown(found: Library, template_id: str) -> Template:
    written = written_template(found, template_id)
    return Template(
        id=template_id,
        version=written.version,
        title=written.title,
        use_when=written.use_when,
        not_when=written.not_when,
        asks_for=written.asks_for,
        questions=questions_of(found, written),
        parts=tuple(
            Part(
                fragment=part.fragment,
                title=found.fragments[part.fragment].title,
                about=found.fragments[part.fragment].about,
            )
            for part in written.parts
        ),
    )


def written_template(found: Library, template_id: str) -> WrittenTemplate:
    """Return a template as it is written."""
    if template_id not in found.templates:
        sentence = unknown("template", template_id, found.templates, f"; there are {', '.join(found.templates)}")
        raise refused("unknown-template", ("template",), sentence)
    return found.templates[template_id]


def questions_of(found: Library, written: WrittenTemplate) -> tuple[Question, ...]:
    """Return what a template asks, each question with the template's own default."""
    asked = (question_of(name, found.questions[name], default) for name, default in written.questions.items())
    return tuple(one if one.only_if in written.questions else replace(one, only_if=None) for one in asked)
