"""Plans from templates under many answers, read and scheduled as any other plan."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from itertools import combinations, product
from typing import TYPE_CHECKING, Any

from app.document import read
from templates_library import Instance, instantiate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scheduler.schedule import Schedule
    from templates_library import Form, Template
    from templates_library.questions import Answers, Question

AS_OF = "2026-11-23"
FAR = date(2028, 12, 14)
"""Far enough for the longest plan; a Thursday."""

DATES = ("2029-03-15", "2030-03-14")
"""When an old contract may end: soon after the far date, and long after it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deal:
    """One plan of a template with its dates."""

    instance: Instance
    schedule: Schedule

    @property
    def steps(self) -> list[dict[str, Any]]:
        """The steps of its document."""
        steps: list[dict[str, Any]] = self.instance.plan["steps"]
        return steps

    @property
    def visible(self) -> list[dict[str, Any]]:
        """The steps that everybody sees."""
        return [step for step in self.steps if "private" not in step]


def deal(template_id: str, answers: Answers, *, form: Form = "full", day: date = FAR) -> Deal:
    """Make a plan, and read and schedule it."""
    return dated(instance(template_id, answers, form=form, day=day))


def instance(template_id: str, answers: Answers, *, form: Form = "full", day: date = FAR) -> Instance:
    """Make a plan of some answers."""
    return instantiate(template_id, critical_date=day, answers=answers, customer="Northwind", seller="Acme", form=form)


def dated(made: Instance) -> Deal:
    """Read and schedule a plan that was made."""
    return Deal(instance=made, schedule=scheduled(made.plan))


def scheduled(plan: dict[str, Any], as_of: str = AS_OF) -> Schedule:
    """Read a plan document as the service does, and date it."""
    reading = read(json.dumps(plan), file="plan.json", as_of=as_of)
    return reading.schedule


def ends(question: Question) -> tuple[Any, ...]:
    """Return the answers at both ends of a question, without its default."""
    return DATES if question.type == "date" else question.alternatives(question.default)


def no_answers(_: Template) -> Iterator[Answers]:
    """Give the answers of somebody who has answered nothing."""
    yield {}


def single_answers(template: Template) -> Iterator[Answers]:
    """Give every answer at both ends by itself."""
    for question in template.questions:
        for answer in ends(question):
            yield {question.id: answer}


def pairs_of_answers(template: Template) -> Iterator[Answers]:
    """Give every pair of answers."""
    for one, other in combinations(template.questions, 2):
        for first, second in product(ends(one), ends(other)):
            yield {one.id: first, other.id: second}


def everything(template: Template) -> Iterator[Answers]:
    """Give the most that can be answered, and each kind of most."""
    for at in (0, -1):
        yield {question.id: found[at] for question in template.questions if (found := ends(question))}
