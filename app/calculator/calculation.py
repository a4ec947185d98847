"""Work backwards from what was typed: template and answers to a plan, changes applied, dates computed."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from app.document import read, reread
from app.operations import changed
from app.pricing import prices
from app.projection import Audience, project, whole
from scheduler.changes import changes
from scheduler.plan import CUSTOMER
from scheduler.refusals import Refused
from templates_library import answers_from_text, instantiate, template

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from app.document import Reading
    from app.projection import Projection
    from scheduler.changes import Changes
    from scheduler.schedule import Schedule
    from templates_library import Instance, Library, Template, Trace
    from templates_library.questions import Answers

    from .inputs import Form, Inputs


@dataclass(frozen=True, kw_only=True)
class Calculation:
    """What the calculator answers."""

    inputs: Inputs
    library: Library | None
    """Where its template is; None for the ready-made ones."""
    template: Template
    answers: Answers
    """All of them, defaults included."""
    traces: dict[str, Trace]
    """By step, how the template came to its duration."""
    prices: Mapping[str, Mapping[str, int]]
    """By question and answer as typed: days by which go-live at best would move."""
    reading: Reading
    projection: Projection
    """The whole plan, for whoever made it."""
    before: Schedule | None
    """The dates before the last change; None where nothing was changed, or does not fit any more."""

    @cached_property
    def moved(self) -> Changes | None:
        """Return what the last change did to the dates."""
        return None if self.before is None else changes(self.before, self.projection.schedule)

    def for_customer(self) -> Projection:
        """Return what the customer may see of the plan, for what is mailed to them."""
        return project(self.reading, self.projection.schedule, Audience(party=CUSTOMER))


def calculate(inputs: Inputs, *, today: date, library: Library | None = None) -> Calculation:
    """Return the plan of what was typed, from a template of a library, else of the ready-made one.

    Refused tells everything that is wrong with it.
    """
    instance = _instance(inputs, today, library)
    reading = _reading(instance, inputs, today)
    projection = whole(reading)
    return Calculation(
        inputs=inputs,
        library=library,
        template=template(inputs.template, library),
        answers=instance.answers,
        traces=instance.durations,
        prices=_prices(library, inputs.template, inputs.go_live, today, inputs.answers, inputs.form),
        reading=reading,
        projection=projection,
        before=_before(inputs, today, library),
    )


def planned(inputs: Inputs, *, today: date, library: Library | None = None) -> Schedule:
    """Return the dates alone, to try something out."""
    return whole(_reading(_instance(inputs, today, library), inputs, today)).schedule


def _before(inputs: Inputs, today: date, library: Library | None) -> Schedule | None:
    before = inputs.before_last_change()
    try:
        return None if before is None else planned(before, today=today, library=library)
    except Refused:
        return None


def _instance(inputs: Inputs, today: date, library: Library | None) -> Instance:
    asked = template(inputs.template, library).questions
    return instantiate(
        inputs.template,
        library,
        critical_date=inputs.go_live,
        answers=answers_from_text(asked, dict(inputs.answers)),
        customer=inputs.customer,
        seller=inputs.seller,
        plan_id=inputs.plan_id,
        start=today,
        form=inputs.form,
    )


def _reading(instance: Instance, inputs: Inputs, today: date) -> Reading:
    """Read the plan and change it as was asked, in order."""
    reading = read(json.dumps(instance.plan), file=inputs.template, as_of=today.isoformat())
    if not inputs.changes:
        return reading
    document = changed(reading.document, inputs.changes, as_of=today)
    return reread(document, as_of=today.isoformat())


@lru_cache(maxsize=256)
def _prices(
    library: Library | None,
    name: str,
    go_live: date,
    today: date,
    answers: tuple[tuple[str, str], ...],
    form: Form,
) -> Mapping[str, Mapping[str, int]]:
    given = answers_from_text(template(name, library).questions, dict(answers))
    return prices(name, critical_date=go_live, as_of=today, answers=given, form=form, library=library)
