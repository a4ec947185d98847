"""What the page of a plan, and later its mails, say that one person has to do next."""

from __future__ import annotations

import pytest

from app.brief.yours import Yours, yours
from app.document import read
from app.projection import Audience, project
from tests.stored import PLAN

MONDAY = "2026-11-23"


def told(party: str, person: str | None = None, *, text: str = PLAN, as_of: str = MONDAY) -> tuple[Yours, ...]:
    reading = read(text, file="plan.yaml", as_of=as_of)
    return yours(project(reading, reading.schedule, Audience(party=party, person=person)))


def test_a_person_is_told_the_step_that_can_begin_and_who_waits_for_it() -> None:
    [one] = told("customer", "jo")
    assert (one.step.title, one.ready) == ("Legal review", True)
    assert one.when == "Start by Wed 20 Jan"
    assert one.because == "Signature (Acme and Northwind) waits for it"
    assert one.after == ""


def test_what_is_under_way_is_asked_for_by_its_end() -> None:
    begun = PLAN.replace("duration: 10d}", "duration: 10d, progress: {started: 2026-11-23}}")
    [one] = told("customer", "jo", text=begun)
    assert one.when.startswith("Done by ")


def test_what_has_to_start_today_says_so_and_what_is_late_says_it_calmly() -> None:
    assert told("customer", "jo", as_of="2027-01-20")[0].when == "Start today"
    assert told("customer", "jo", as_of="2027-01-21")[0].when == "Was to start by Wed 20 Jan"


def test_nobody_is_told_the_steps_of_a_colleague_while_there_are_own_ones() -> None:
    two = PLAN.replace("people:", "people:\n  - {id: eva, name: Eva Lang, party: customer}")
    two = two.replace("side: both, after: [legal", "side: both, owners: {customer: eva}, after: [legal")
    [one] = told("customer", "eva", text=two)
    assert (one.step.id, one.ready, one.after) == ("signature", False, "Legal review (Jo Kern)")


def test_what_was_handed_to_a_colleague_is_no_longer_ones_own_next_step() -> None:
    roles = PLAN.replace("people:", "people:\n  - {id: eva, name: Eva Lang, party: customer}").replace(
        "{id: jo, name: Jo Kern, party: customer", "{id: jo, role: legal, party: customer"
    )
    [ones_own] = told("customer", "eva", text=roles)
    assert (ones_own.step.id, ones_own.is_others) == ("legal", False)
    jos = PLAN.replace("side: both,", "side: both, owners: {customer: jo},").replace(
        "side: customer, after", "side: customer, owners: {customer: jo}, after"
    )
    [others] = told(
        "customer", "eva", text=jos.replace("people:", "people:\n  - {id: eva, name: Eva, party: customer}")
    )
    assert (others.step.id, others.is_others) == ("legal", True)


def test_a_stranger_is_told_the_steps_of_the_whole_side() -> None:
    assert [one.step.id for one in told("customer")] == ["legal"]


def test_a_private_step_of_the_other_side_is_neither_waited_for_nor_told() -> None:
    assert [one.step.id for one in told("seller", "ana")] == ["margin"]
    for one in told("customer"):
        assert "Margin" not in f"{one.because}{one.after}"


@pytest.mark.parametrize("party", ["seller", "customer"])
def test_nothing_waits_for_anybody_while_the_plan_is_on_hold(party: str) -> None:
    assert told(party, text=f"{PLAN}hold: {{since: 2026-11-20}}\n") == ()
