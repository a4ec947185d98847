"""What a template makes of a date and answers: a plan document with names, calendars, people, dates and traces."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from templates_library import Instance, instantiate, plan_of, template
from templates_library.instance import working_day_after
from tests.templates_library.deals import deal, everything

if TYPE_CHECKING:
    from templates_library.questions import Answer

MID = "mid-market-saas"
DAY = date(2027, 6, 15)


def made(**answers: Answer) -> Instance:
    return instantiate(MID, critical_date=DAY, answers=answers)


def steps(**answers: Answer) -> dict[str, dict[str, Any]]:
    return {step["id"]: step for step in made(**answers).plan["steps"]}


def critical_dates(**answers: Answer) -> dict[str, dict[str, Any]]:
    return {one["id"]: one for one in made(**answers).plan["critical_dates"]}


def test_a_plan_says_who_it_is_for_and_what_it_was_made_from() -> None:
    plan = plan_of(
        MID,
        critical_date=DAY,
        answers={"board": True},
        customer="Northwind",
        seller="Acme",
        plan_id="4b6f5a52-0d5e-4b0e-9c7a-6f4f0d3c2a11",
        start=date(2026, 12, 1),
    )

    said = {key: plan[key] for key in ("format", "id", "title", "customer", "seller", "start")}
    assert said == {
        "format": "backplan/1",
        "id": "4b6f5a52-0d5e-4b0e-9c7a-6f4f0d3c2a11",
        "title": "Roll-out at Northwind",
        "customer": "Northwind",
        "seller": "Acme",
        "start": "2026-12-01",
    }
    assert (plan["template"]["id"], plan["template"]["version"]) == (MID, 1)
    assert plan["template"]["answers"]["board"] is True
    assert plan["template"]["answers"]["approval_layers"] == 1


def test_a_plan_from_remembered_answers_is_the_same_plan() -> None:
    plan = plan_of(MID, critical_date=DAY, answers={"board": True, "customer_countries": ["DE-BE"]})

    assert plan_of(MID, critical_date=DAY, answers=plan["template"]["answers"]) == plan


def test_texts_that_both_sides_read_have_their_names() -> None:
    plan = plan_of(MID, critical_date=DAY, customer="Northwind", seller="Acme")
    said = {step["id"]: step["exit_criteria"] for step in plan["steps"]}

    assert said["vendor-registration"] == "Acme has a vendor number in the purchasing system of Northwind"
    assert steps()["vendor-registration"]["exit_criteria"] == (
        "The seller has a vendor number in the purchasing system of the customer"
    )


def test_without_names_it_speaks_of_the_customer() -> None:
    plan = made().plan

    assert plan["title"] == "Roll-out at the customer"
    assert not {"customer", "seller", "id", "start"} & plan.keys()


def test_the_first_country_of_each_side_gives_its_holidays() -> None:
    plan = made(customer_countries=["DE-BE", "FR"], seller_countries=["US-NY"]).plan

    assert plan["calendars"] == {"customer": {"holidays": "DE-BE"}, "seller": {"holidays": "US-NY"}}


def test_people_have_roles_and_no_names() -> None:
    people = made().plan["people"]

    assert {"id": "customer-economic-buyer", "party": "customer", "role": "economic_buyer"} in people
    assert all("name" not in person for person in people)


def test_who_owns_nothing_but_private_steps_is_private() -> None:
    people = {person["id"]: person for person in made(feasibility_review=True, non_standard_terms=True).plan["people"]}

    assert people["seller-product-manager"]["private"] == "seller"
    assert "private" not in people["seller-legal"]


def test_private_steps_are_the_sellers_own() -> None:
    assert steps(non_standard_terms=True)["non-standard-terms"]["private"] == "seller"
    assert "non-standard-terms" not in steps()


def test_every_duration_tells_how_it_came_about() -> None:
    durations = made(regulated=True, first_time_vendor=True).durations

    said = str(durations["security-review"]).replace("\N{MULTIPLICATION SIGN}", "x")
    assert said == "base 12d x first-time vendor 1.3 x regulated industry 1.5 = 23d"
    assert durations["security-review"].source == "Published plans, 2-3 weeks (mid-market), 3-6 weeks (enterprise)"
    assert [one.source for one in durations["security-review"].multiplied] == ["Seen in published plans"] * 2
    assert str(durations["kickoff"]) == "base 1d"
    assert "value-event" not in durations


def test_estimates_grow_with_their_durations() -> None:
    step = steps(regulated=True, first_time_vendor=True)["security-review"]

    assert step["duration"] == "23d"
    assert step["estimate"] == {"low": "20d", "likely": "23d", "high": "29d"}


def test_halves_are_rounded_up() -> None:
    assert made(regulated=True).durations["acceptance-test"].duration == "8d"  # 5d, 1.5 times


def test_two_countries_make_it_international() -> None:
    assert "international" in str(made(customer_countries=["DE", "FR"]).durations["legal-review"])
    assert "international" in str(made(customer_countries=["DE"], seller_countries=["US"]).durations["legal-review"])
    assert "international" not in str(made(customer_countries=["DE-BE", "DE-BY"]).durations["legal-review"])


def test_notice_counts_in_calendar_days() -> None:
    assert steps(leave_old_system=True, notice_days=180)["notice"]["duration"] == "180ed"


def test_the_old_contracts_end_is_a_critical_date_of_its_own() -> None:
    dates = critical_dates(leave_old_system=True, old_contract_ends="2027-12-31")

    assert (dates["switch-off"]["step"], dates["switch-off"]["date"]) == ("switch-off", "2027-12-31")
    assert "switch-off" not in critical_dates()


def test_a_long_notice_moves_an_end_that_nobody_knows() -> None:
    soon = critical_dates(leave_old_system=True, notice_days=30)["switch-off"]["date"]
    late = critical_dates(leave_old_system=True, notice_days=365)["switch-off"]["date"]

    assert soon < late


def test_the_notice_of_a_renewal_binds_its_decision() -> None:
    plan = plan_of("renewal-with-expansion", critical_date=DAY, answers={"notice_days": 60})
    (end,) = (step for step in plan["steps"] if step["id"] == "contract-end")

    assert end["after"] == ["signature", {"step": "renewal-decision", "lag": "60ed"}]


def test_what_is_left_out_passes_its_links_on() -> None:
    assert steps(rehearsal=True)["go-live-decision"]["after"] == ["rehearsal", "end-user-training"]
    assert steps(rehearsal=False)["go-live-decision"]["after"] == ["acceptance-test", "end-user-training"]
    assert steps(board=True)["signature"]["after"] == ["board-approval"]
    assert steps(board=False)["signature"]["after"] == ["approval"]


def test_a_third_party_takes_part_in_a_design_win() -> None:
    plan = plan_of("hardware-design-win", critical_date=DAY)

    assert plan["parties"] == [{"id": "supplier", "name": "Supplier", "kind": "supplier"}]
    assert [step["id"] for step in plan["steps"] if step["side"] == "supplier"] == [
        "prototype-1",
        "prototype-2",
        "long-lead-parts",
        "test-station",
    ]


def test_too_many_steps_stay_rough_from_the_far_end_on() -> None:
    *_, most = everything(template("enterprise-saas"))
    found = deal("enterprise-saas", most)

    assert [step["id"] for step in found.steps if "fragment" in step] == ["value-event", "switch-off"]
    assert len(found.visible) < 30


@pytest.mark.parametrize(
    ("day", "days", "then"),
    [
        (date(2027, 6, 15), 0, date(2027, 6, 15)),
        (date(2027, 6, 15), 3, date(2027, 6, 18)),
        (date(2027, 6, 15), 4, date(2027, 6, 21)),
        (date(2027, 6, 15), 10, date(2027, 6, 29)),
        (date(2027, 6, 19), 1, date(2027, 6, 21)),
    ],
)
def test_dates_that_follow_are_working_days(day: date, days: int, then: date) -> None:
    assert working_day_after(day, days) == then
