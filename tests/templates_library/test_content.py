"""How the library reads: whole sentences, nothing torn apart, nothing that nobody uses, a source for every figure."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from datetime import date
from typing import TYPE_CHECKING, get_args

import pytest

from app.document.wire.steps import Step
from app.document.wire.why import About as WireAbout
from app.document.wire.why import Why
from templates_library import plan_of
from templates_library.library import FOLDER, ready_made
from templates_library.schema import About, WrittenAsk, WrittenStep
from tests.architecture.packages import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from templates_library import Form

STEPS = [
    pytest.param(step, id=f"{name}/{step.id}")
    for name, fragment in ready_made().fragments.items()
    for step in fragment.steps
]
OF_THE_LIBRARY = {"when", "takes", "longer_if"}
"""The keys that a step of the library has beside those of the plan document."""


@pytest.mark.parametrize("step", STEPS)
def test_a_step_says_what_people_have_to_know(step: WrittenStep) -> None:
    assert step.exit_criteria
    assert set(step.owners) & ({"seller", "customer"} if step.side == ("both",) else set(step.side))
    assert step.bring, "what to bring"
    assert step.result, "what results"


@pytest.mark.parametrize("step", STEPS)
def test_people_are_trained_on_their_own_working_days(step: WrittenStep) -> None:
    if step.id.endswith("-training") and step.side == ("seller",):
        assert step.calendar == "customer"


@pytest.mark.parametrize("step", STEPS)
def test_texts_are_whole(step: WrittenStep) -> None:
    # In a list in brackets a comma inside a text would have made two of it, and the second would begin small.
    for text in (step.title, step.exit_criteria or "", *step.bring, *step.result):
        assert re.match(r"[A-Z0-9]|\{customer\}|\{seller\}", text), text
        assert set(re.findall(r"\{.*?\}", text)) <= {"{customer}", "{seller}"}
        # Both sides read it, so that nobody is `we` and nobody the customer; jargon of one side is none of the other's.
        assert step.private or not re.search(
            r"\b([Ww]e|[Oo]ur|[Uu]s|economic buyer|champion|[Tt]he customer)\b", text
        ), text
        assert not text.endswith((".", ",", ";")), text
        assert "  " not in text


ASKS = [
    pytest.param(ask, id=f"{name}/{ask.id}")
    for name, fragment in ready_made().fragments.items()
    for ask in fragment.asks
]


@pytest.mark.parametrize("ask", ASKS)
def test_a_question_asks_and_claims_nothing(ask: WrittenAsk) -> None:
    assert ask.text.endswith("?")
    assert ask.text[0].isupper()
    assert "{" not in ask.text
    assert set(ask.ask) <= {"seller", "customer"}


def test_questions_are_about_what_the_plan_document_has() -> None:
    assert get_args(About) == get_args(WireAbout)
    assert set(get_args(About)) - {"critical_dates"} <= set(Why.model_fields)


SAYS_WHY = {"pains", "current_way", "consequences", "solution", "criteria", "value", "concerns", "gives", "gets"}


@pytest.mark.parametrize("form", ["outline", "full"])
@pytest.mark.parametrize("template", list(ready_made().templates))
def test_every_template_asks_why_and_by_when_the_answer_is_needed(template: str, form: Form) -> None:
    plan = plan_of(template, critical_date=date(2027, 11, 26), form=form)
    steps = {step["id"]: step for step in plan["steps"]}
    people = {person["id"] for person in plan["people"]}
    questions = plan["why"]["questions"]

    assert list(plan["why"]) == ["questions"]
    assert {one["about"] for one in questions} >= {*SAYS_WHY, "critical_dates", "decisions"}
    assert all(one["step"] in steps and one["ask"] in people for one in questions)
    decided = {one["step"] for one in questions if one["about"] == "decisions"}
    assert any(steps[step].get("kind") == "gate" for step in decided)


def test_steps_are_written_in_the_words_of_the_plan_document() -> None:
    assert set(WrittenStep.model_fields) - OF_THE_LIBRARY <= set(Step.model_fields)


def test_nothing_in_the_library_is_of_no_use() -> None:
    found = ready_made()
    fragments = found.fragments.values()
    steps = [step for fragment in fragments for step in fragment.steps]
    parts = [part for fragment in fragments for part in fragment.parts]
    parts += [part for template in found.templates.values() for part in template.parts]
    dates = [date for template in found.templates.values() for date in template.critical_dates]
    roles = {role for step in steps for role in (*step.owners.values(), *(step.decider or {}).values())}

    assert {part.fragment for part in parts} == set(found.fragments)
    assert {step.takes for step in steps} | {date.buffer for date in dates} == {*found.ranges, None}
    assert {name for step in steps for name in step.longer_if} == set(found.multipliers)
    assert {name for template in found.templates.values() for name in template.questions} == set(found.questions)
    assert roles == set(found.roles)
    assert {fragment.phase for fragment in fragments} == set(found.phases)


def test_roles_and_phases_are_in_order() -> None:
    assert list(ready_made().roles) == sorted(ready_made().roles)


def test_every_range_and_multiplier_names_its_source() -> None:
    sources = {name: one.source for name, one in ready_made().ranges.items()}
    sources |= {name: one.source for name, one in ready_made().multipliers.items()}
    known = ("Published plans", "Seen in published plans", "Our assumption")

    assert [name for name, source in sources.items() if not source.startswith(known)] == []


def test_the_multipliers_are_those_that_were_seen() -> None:
    assert {name: one.times for name, one in ready_made().multipliers.items()} == {
        "first_time_vendor": 1.3,
        "regulated": 1.5,
        "international": 1.3,
        "several_products": 1.4,
        "new_champion": 1.2,
    }


def test_every_fragment_names_a_phase_and_what_it_is_for() -> None:
    assert all(fragment.phase and fragment.about.endswith(".") for fragment in ready_made().fragments.values())


def test_the_wheel_holds_every_file_of_the_library(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    (wheel,) = tmp_path.glob("*.whl")

    assert set(zipfile.ZipFile(wheel).namelist()) >= set(content())


def content() -> Iterator[str]:
    for path in FOLDER.rglob("*.yaml"):
        yield path.relative_to(ROOT).as_posix()
