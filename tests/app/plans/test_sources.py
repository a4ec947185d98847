"""New plans from a template, a text, a sheet and another plan; the log tells from what."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from app.actors import Actor
from app.document import Limits, Unreadable
from app.plans import (
    Changed,
    archive_plan,
    comment,
    copy_plan,
    create_from_sheet,
    create_from_template,
    create_from_text,
)
from app.samples import __file__ as samples
from app.verbs.agreements import AgreeDates, ProposeDates
from app.verbs.plan import ClosePlan, HoldPlan
from app.verbs.progress import FinishStep
from app.verbs.steps import AddStep, EditStep
from scheduler.refusals import Refused
from tests.app.sheet.sheets import workbook
from tests.stored import ANA, BEN, JO, NOVA, PLAN, Stored

EVERYTHING = Path(__file__).parents[1] / "verbs" / "everything.yaml"


def new(stored: Stored, changed: Changed) -> Stored:
    return replace(stored, plan=changed.after.stored.id)


def plain_of(stored: Stored) -> Any:  # noqa: ANN401 - plain data, of which a test looks at some
    return stored.document()


def source(changed: Changed) -> tuple[str, list[dict[str, object]], str | None]:
    return changed.entry.verb, changed.entry.asked, changed.entry.why


def test_from_a_template(stored: Stored) -> None:
    with stored.writing(BEN) as unit:
        made = create_from_template(
            unit,
            "mid-market-saas",
            critical_date=date(2027, 4, 1),
            customer="Contoso",
            seller="Acme",
            answers={"customer_countries": ["DE-BY"]},
            owner="m-ben",
            why="Won the pitch",
        )

    document = plain_of(new(stored, made))
    assert (document["customer"], document["critical_dates"][0]["date"]) == ("Contoso", "2027-04-01")
    version = document["template"]["version"]
    told = {"do": "create", "from": "template", "template": "mid-market-saas", "version": version}
    assert source(made) == ("create", [told], "Won the pitch")
    assert made.after.stored.owner == "m-ben"


def test_wrong_answers_and_templates_make_no_plan(stored: Stored) -> None:
    with stored.writing() as unit:
        with pytest.raises(Refused, match="no template 'mid-market-sass'; did you mean 'mid-market-saas'"):
            create_from_template(unit, "mid-market-sass", critical_date=date(2027, 4, 1))
        with pytest.raises(Refused, match="stakeholders"):
            create_from_template(unit, "mid-market-saas", critical_date=date(2027, 4, 1), answers={"stakeholders": "x"})


@pytest.mark.parametrize("text", [PLAN, PLAN.encode(), (Path(samples).parent / "northwind.yaml").read_bytes()])
def test_from_a_text(stored: Stored, text: str | bytes) -> None:
    with stored.writing() as unit:
        made = create_from_text(unit, text, file="northwind.yaml", why="From the old tool")

    assert source(made) == (
        "create",
        [{"do": "create", "from": "text", "file": "northwind.yaml"}],
        "From the old tool",
    )
    assert plain_of(new(stored, made))["customer"].startswith("Northwind")


def test_a_text_is_read_as_of_the_day_that_it_is_in_its_zone(stored: Stored) -> None:
    stored.now = stored.now.replace(hour=23, minute=30)  # it is Tuesday in Berlin
    with stored.writing() as unit:
        made = create_from_text(unit, PLAN)

    assert made.after.stored.day == date(2026, 11, 24)


def test_what_is_wrong_with_a_text_is_told_with_its_line_and_nothing_is_kept(stored: Stored) -> None:
    with stored.writing() as unit, pytest.raises(Unreadable) as unreadable:
        create_from_text(unit, PLAN.replace("after: set-up", "after: setup"), file="northwind.yaml")
    assert str(unreadable.value) == "northwind.yaml:16 steps[4].after: no step 'setup'; did you mean 'set-up'?"

    with stored.writing() as unit, pytest.raises(Unreadable, match="no time zone 'Mars/Base'"):
        create_from_text(unit, PLAN.replace("Europe/Berlin", "Mars/Base"))
    with stored.writing() as unit, pytest.raises(Unreadable, match="the plan has 6 steps; at most 2 are read"):
        create_from_text(unit, PLAN, limits=Limits(steps=2))


def test_from_a_sheet_with_what_was_guessed(stored: Stored) -> None:
    raw = workbook(["Step", "Owner", "Duration", "After"], ["Review", "Jo", "5d", ""], ["Sign", "Ana", "1d", "Review"])
    with stored.writing() as unit:
        made = create_from_sheet(unit, raw, file="plan.xlsx", names={"seller": "Acme", "customer": "Contoso"})

    document = plain_of(new(stored, made.changed))
    assert [one["title"] for one in document["steps"]] == ["Review", "Sign"]
    assert (document["seller"], document["customer"]) == ("Acme", "Contoso")
    assert source(made.changed)[1] == [{"do": "create", "from": "sheet", "file": "plan.xlsx"}]
    assert [(one.heading, one.field) for one in made.columns][:2] == [("Step", "step"), ("Owner", "owner")]
    assert any("holidays and closed days" in str(note) for note in made.notes)


def test_a_sheet_without_steps_makes_no_plan(stored: Stored) -> None:
    with stored.writing() as unit, pytest.raises(Unreadable, match="below these headings there is no step"):
        create_from_sheet(unit, workbook(["Step", "Duration"]), file="plan.xlsx")


def copy(
    stored: Stored, actor: Actor = ANA, *, dates: dict[str, str] | None = None, why: str | None = None
) -> tuple[Changed, Stored]:
    with stored.writing(actor) as unit:
        made = copy_plan(unit, stored.plan, title="Contoso roll-out", dates=dates, why=why)
    return made, new(stored, made)


def test_a_copy_has_what_is_to_be_done_and_nothing_that_happened(stored: Stored) -> None:
    fresh = plain_of(stored)
    stored.do(ANA, ProposeDates(step="set-up", finish="2027-01-20"))
    stored.do(JO, AgreeDates(step="set-up", finish="2027-01-20"))
    stored.do(JO, FinishStep(step="legal"))
    with stored.writing(JO) as unit:
        comment(unit, stored.plan, "Nice")
    stored.do(ANA, HoldPlan(reason="Budget"))

    made, copied = copy(stored, why="The same for their sister")
    fresh["people"][1].pop("email")  # which only the customer sees
    assert plain_of(copied) == {**fresh, "id": copied.plan, "title": "Contoso roll-out"}
    assert source(made) == (
        "create",
        [{"do": "create", "from": "plan", "plan": stored.plan}],
        "The same for their sister",
    )
    assert [one.verb for one in copied.log()] == ["create"]
    assert made.after.stored.revision == 1


def test_nothing_of_what_happened_is_left_in_any_part(stored: Stored) -> None:
    with stored.writing() as unit:
        full = new(stored, create_from_text(unit, EVERYTHING.read_bytes(), file="everything.yaml"))
    full.do(ANA, ClosePlan(result="won"))
    _, copied = copy(full)
    document = plain_of(copied)

    steps = document["steps"]
    assert [key for one in steps for key in one if key in {"progress", "agreed", "proposed", "help"}] == []
    assert "outcome" not in document
    assert document["critical_dates"] == [
        {"id": "go-live", "step": "go-live", "date": "2027-03-26", "buffer": "5d"},
        {"id": "old-licence", "date": "2027-06-30", "reason": "The old licence ends"},
    ]
    assert "decisions" not in document["why"]
    assert document["why"]["pains"] == plain_of(full)["why"]["pains"]


def test_a_copy_may_have_other_dates_and_the_holidays_of_their_years(stored: Stored) -> None:
    text = PLAN.replace("people:", "calendars: {customer: {holidays: DE}}\npeople:")
    with stored.writing() as unit:
        german = new(stored, create_from_text(unit, text))
    _, copied = copy(german, dates={"go-live": "2030-02-28"})

    before, after = plain_of(german), plain_of(copied)
    assert after["critical_dates"][0]["date"] == "2030-02-28"
    assert before["critical_dates"][0]["date"] == "2027-02-26"
    spans = [one["calendars"]["customer"]["holidays"]["to"] for one in (before, after)]
    assert spans == ["2028-12-31", "2031-12-31"]


def test_a_critical_date_that_is_not_there_and_a_day_that_is_none_are_told(stored: Stored) -> None:
    with pytest.raises(Refused, match="no critical date 'go-life'; did you mean 'go-live'"):
        copy(stored, dates={"go-life": "2030-02-28"})
    with pytest.raises(Unreadable, match=r"critical_dates\[0\]\.date"):
        copy(stored, dates={"go-live": "28.2.2030"})


def test_a_copy_holds_only_what_its_maker_sees(stored: Stored) -> None:
    stored.do(
        JO,
        AddStep.model_validate(
            {"new": {"id": "rivals", "title": "Talk", "side": "customer", "duration": "2d", "private": "customer"}}
        ),
    )
    stored.do(NOVA, EditStep(step="training", set={"after": ["set-up", "customer--rivals"]}))
    _, copied = copy(stored)

    names = [one["id"] for one in plain_of(copied)["steps"]]
    assert names == ["legal", "margin", "signature", "set-up", "training", "go-live"]
    assert copied.step("training")["after"] == "set-up"
    assert copied.opened().stored.revision == 1
    assert "rivals" not in repr(plain_of(copied))
    _, theirs = copy(stored, NOVA)
    assert "margin" not in repr(plain_of(theirs))
    assert theirs.step("training")["after"] == ["set-up", "customer--rivals"]


def test_a_plan_that_rests_is_copied_too_and_its_copy_does_not_rest(stored: Stored) -> None:
    with stored.writing() as unit:
        archive_plan(unit, stored.plan)
    stored.now += timedelta(days=100)
    made, copied = copy(stored, dates={"go-live": "2027-09-01"})

    assert (made.after.stored.archived_at, made.after.stored.day) == (None, date(2027, 3, 3))
    copied.do(ANA, EditStep(step="set-up", set={"duration": "12d"}))


def test_a_copy_is_not_taken_back(stored: Stored) -> None:
    _, copied = copy(stored)

    with pytest.raises(Refused, match="you have changed nothing"):
        copied.undo(ANA)
