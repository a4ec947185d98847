"""What the pages of a workspace's own templates show, every word ready to print."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from app.document import PlacedProblem, Unreadable
from app.pricing import prices, typed
from app.store.templates import versions
from app.templates import differing
from app.templates.finding import kept_version, library_in

from .chips import answer_said, price_said
from .rendering import told

if TYPE_CHECKING:
    from datetime import date

    from app.store import Unit
    from app.store.templates import OwnTemplate, Version
    from app.templates import Differing
    from scheduler.refusals import Problem, Refused
    from templates_library import Library, Question, Template

AHEAD = timedelta(days=365)
"""How far ahead the day lies for which an answer's price is told."""
MOST_VERSIONS = 100
"""Versions that are listed, the newest."""
LONGEST_LINE = 160
"""Characters of a line that is shown beside what is wrong in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """One thing that is wrong in a text."""

    line: int | None
    path: str
    says: str
    written: str
    """The line as it stands there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of a form, for the page that is shown next."""

    said: str = ""
    refused: str = ""
    mistakes: tuple[Mistake, ...] = ()
    name: str = ""
    text: str | None = None
    """What was typed, or handed in; None where the page has a text of its own."""


def outcome_of(refused: Refused, *, name: str = "", text: str = "") -> Outcome:
    """Return what is told of a text that was not kept: every mistake at its place, and nothing typed is lost."""
    if not isinstance(refused, Unreadable):
        return Outcome(refused=told(refused), name=name, text=text)
    lines = text.splitlines()
    mistakes = tuple(_mistake(one, lines) for one in refused.problems)
    many = "One thing is" if len(mistakes) == 1 else f"{len(mistakes)} things are"
    return Outcome(refused=f"{many} wrong in the text; nothing is kept of it.", mistakes=mistakes, name=name, text=text)


def _mistake(problem: Problem, lines: list[str]) -> Mistake:
    line = problem.line if isinstance(problem, PlacedProblem) else None
    written = lines[line - 1].strip() if line is not None and line <= len(lines) else ""
    sentence = problem.sentence
    return Mistake(
        line=line,
        path=problem.place if problem.path else "",
        says=f"{sentence[:1].upper()}{sentence[1:].rstrip('.')}{'' if sentence[-1] in '?!' else '.'}",
        written=written if len(written) <= LONGEST_LINE else f"{written[:LONGEST_LINE]}…",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question of a template, with what its other answers cost."""

    title: str
    question: str
    taken: str
    """The answer that is taken where nobody gives one."""
    prices: tuple[tuple[str, str], ...]
    """Other answers, each with its price."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One of the workspace's own templates."""

    own: OwnTemplate
    template: Template
    text: str
    asked: tuple[Asked, ...]
    versions: tuple[Version, ...]
    differing: Differing | None
    """Two versions beside each other, where somebody asks for that."""

    @property
    def pair(self) -> tuple[int, int]:
        """Return the versions that are compared, else those that one would compare."""
        found = self.differing
        return (
            (max(1, self.own.version - 1), self.own.version)
            if found is None
            else (found.found.before, found.found.after)
        )


def shown(unit: Unit, own: OwnTemplate, template: Template, *, pair: tuple[int, int] | None, today: date) -> Shown:
    """Return what the page of a template shows; raise Refused where it has none of the versions to compare."""
    newest = kept_version(unit, own.id, own.version)
    return Shown(
        own=own,
        template=template,
        text=newest.text or "",
        asked=_asked(template, library_in(newest.content), today),
        versions=tuple(versions(unit, own.id, limit=MOST_VERSIONS)),
        differing=None if pair is None else differing(unit, own.id, *pair),
    )


def _asked(template: Template, library: Library, today: date) -> tuple[Asked, ...]:
    priced = prices(template.id, critical_date=today + AHEAD, as_of=today, library=library)
    return tuple(
        Asked(
            title=one.title,
            question=one.question,
            taken=answer_said(one, one.default),
            prices=tuple(_said(one, answer, days) for answer, days in priced.get(one.id, {}).items()),
        )
        for one in template.questions
    )


def _said(question: Question, answer: str, days: int) -> tuple[str, str]:
    """Return another answer as people say it, with its price."""
    known = {typed(one): one for one in question.alternatives(question.default)}
    return answer_said(question, known.get(answer, answer)), price_said(days)
