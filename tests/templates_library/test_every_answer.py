"""Each template holds under every single answer at both ends, every pair of answers, and all of them at once."""

from __future__ import annotations

import json
from itertools import chain
from typing import TYPE_CHECKING

import pytest

from scheduler.timeline import day_of
from templates_library import templates
from tests.templates_library.deals import (
    Deal,
    dated,
    deal,
    everything,
    instance,
    no_answers,
    pairs_of_answers,
    single_answers,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from templates_library import Template
    from templates_library.questions import Answers

TEMPLATES = [pytest.param(template, id=template.id) for template in templates()]

ASAP = {"legal": "legal-review", "security": "security-review", "procurement": "purchase-order"}
ROWS = 12
DAYS, SHARE = 5, 0.03
"""By so many working days, or that share of a long way, an outline may differ: whose holidays count differs."""


def all_answers(template: Template) -> Iterator[Answers]:
    return chain(no_answers(template), single_answers(template), pairs_of_answers(template), everything(template))


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_full_plan_holds_under_every_pair_of_answers(template: Template) -> None:
    tried, plans = 0, set()
    for answers in all_answers(template):
        made = instance(template.id, answers)
        text = json.dumps({**made.plan, "template": None})
        tried += 1
        if text not in plans:  # what an answer does not change was looked at before
            plans.add(text)
            assert flaws(dated(made)) == [], answers
    print(f"{template.id}: {tried} answers, {len(plans)} full plans scheduled")  # noqa: T201 - `pytest -s` tells it


@pytest.mark.parametrize("template", TEMPLATES)
def test_an_outline_holds_under_every_answer_and_says_the_same(template: Template) -> None:
    for answers in chain(no_answers(template), single_answers(template), everything(template)):
        rough, full = deal(template.id, answers, form="outline"), deal(template.id, answers)
        assert flaws(rough) == [], answers
        assert len(rough.visible) <= ROWS, answers
        assert abs(spare(rough) - spare(full)) <= max(DAYS, SHARE * way(full)), answers


@pytest.mark.parametrize("template", TEMPLATES)
def test_somebody_who_answers_nothing_sees_a_handful_of_steps(template: Template) -> None:
    assert 5 <= len(deal(template.id, {}, form="outline").visible) <= 9


def spare(made: Deal) -> int:
    found = made.schedule.critical_dates[made.instance.plan["critical_dates"][0]["id"]].total_float
    assert found is not None
    return found


def way(made: Deal) -> int:
    """Return the working days from the first step to the date at best, without holidays."""
    earliest = made.schedule.critical_dates[made.instance.plan["critical_dates"][0]["id"]].earliest
    return (day_of(earliest) - day_of(made.schedule.as_of)).days * 5 // 7


def flaws(made: Deal) -> list[str]:
    """Say everything that is wrong with a plan for a date that is far away."""
    return [*findings(made), *steps_without(made), *missing(made), *pulled(made)]


def findings(made: Deal) -> Iterator[str]:
    """Far away, nothing is to be found; a date that only an answer gives may fall on any day."""
    for finding in made.schedule.findings:
        if finding.code != "critical-date-on-closed-day":
            yield finding.sentence


def steps_without(made: Deal) -> Iterator[str]:
    people = {person["id"]: person["role"] for person in made.instance.plan["people"]}
    for step in made.steps:
        if not any(people[owner] for owner in step["owners"].values()):
            yield f"{step['id']} has no owner with a role"
        if "exit_criteria" not in step:
            yield f"{step['id']} has no exit criteria"
        if step.get("kind") == "gate" and "decider" not in step:
            yield f"{step['id']} has no decider"
        if not made.schedule.steps[step["id"]].float_by_date:
            yield f"{step['id']} leads to no critical date"


def missing(made: Deal) -> Iterator[str]:
    kinds = [step.get("kind") for step in made.steps]
    if "gate" not in kinds:
        yield "no gate"
    if "value_event" not in kinds:
        yield "no value event"
    if "buffer" not in made.instance.plan["critical_dates"][0]:
        yield "no buffer"
    if len(made.visible) >= 30:
        yield f"{len(made.visible)} visible steps"
    for step in made.steps:
        if step["id"] in ASAP.values() and step.get("policy") != "asap":
            yield f"{step['id']} is not asap"


def pulled(made: Deal) -> Iterator[str]:
    """Dates that follow from the one that was asked for must not ask for anything sooner than that one does."""
    first = made.instance.plan["critical_dates"][0]["id"]
    if made.instance.answers.get("old_contract_ends") is None:
        for one in made.schedule.steps.values():
            if first in one.float_by_date and one.governing_date != first:
                yield f"{one.id} is governed by {one.governing_date}"
