"""The shape of plans from templates: what runs side by side, what waits for what, and who owns how much of it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import networkx as nx
import pytest

from templates_library import expand_step, plan_of, templates
from tests.templates_library.deals import scheduled

if TYPE_CHECKING:
    from scheduler.schedule import Schedule
    from templates_library import Form
    from templates_library.questions import Answer

    Plain = dict[str, Any]

DAY = date(2027, 11, 26)
TEMPLATES = [one.id for one in templates()]
ROLL_OUTS = ["mid-market-saas", "enterprise-saas", "erp-roll-out", "poc-to-roll-out", "regulated-industry"]

RANGES = {"customer": (0.30, 0.50), "seller": (0.25, 0.40), "both": (0.20, 0.35)}
"""Which part of the visible steps each side owns in plans that work, and both together."""


def full(template: str, **answers: Answer) -> dict[str, Plain]:
    """Return the steps of a full plan by id, those too that would stay rough."""
    return {step["id"]: step for step in whole(template, **answers)["steps"]}


def whole(template: str, **answers: Answer) -> Plain:
    """Return a plan in which no step is rough."""
    plan = plan_of(template, critical_date=DAY, answers=answers)
    for rough in [step["id"] for step in plan["steps"] if "fragment" in step]:
        plan = expand_step(plan, rough)
    return plan


def before(steps: dict[str, Plain], step: str) -> set[str]:
    """Return everything that a step waits for."""
    links = [(link, one) for one in steps.values() for link in one.get("after", [])]
    network: nx.DiGraph[str] = nx.DiGraph(
        (link if isinstance(link, str) else link["step"], one["id"]) for link, one in links
    )
    return set(nx.ancestors(network, step))


def owned_by(step: Plain) -> str:
    """Say who owns a step; who delivers with the seller, such as a supplier, stands on the seller's side."""
    written = step["side"]
    sides = {"seller", "customer"} if written == "both" else {written} if isinstance(written, str) else set(written)
    if "customer" not in sides:
        return "seller"
    return "customer" if sides == {"customer"} else "both"


@pytest.mark.parametrize("template", TEMPLATES)
def test_each_side_owns_its_part_of_the_steps(template: str) -> None:
    visible = [step for step in full(template).values() if "private" not in step]
    shares = {side: sum(owned_by(step) == side for step in visible) / len(visible) for side in RANGES}

    assert all(low <= shares[side] <= high for side, (low, high) in RANGES.items()), shares


@pytest.mark.parametrize("template", ROLL_OUTS)
def test_security_legal_and_purchasing_run_side_by_side_and_join_at_the_signature(template: str) -> None:
    steps = full(template, personal_data=True)
    queues = {"security-review", "legal-review", "data-protection", "purchase-order"}

    assert queues < before(steps, "signature")
    assert not any(before(steps, one) & queues for one in queues)
    assert all(steps[one]["policy"] == "asap" for one in queues)


@pytest.mark.parametrize("template", ROLL_OUTS)
def test_training_waits_for_the_set_up_and_the_people_learn_what_has_passed_its_test(template: str) -> None:
    steps = full(template, migration=True, interfaces=True)
    build = "build" if template == "erp-roll-out" else "configuration"

    assert {"kickoff", build, "interfaces"} < before(steps, "admin-training")
    assert "admin-training" in before(steps, "acceptance-test")
    assert "acceptance-test" in before(steps, "end-user-training")
    assert {"end-user-training", "acceptance-test"} < before(steps, "go-live-decision")
    assert "go-live-decision" in before(steps, "go-live")


def test_the_it_track_runs_beside_the_set_up_and_go_live_waits_for_both() -> None:
    steps = full("mid-market-saas")

    assert "configuration" not in before(steps, "single-sign-on")
    assert "single-sign-on" not in before(steps, "configuration")
    assert {"configuration", "single-sign-on"} < before(steps, "go-live")


@pytest.mark.parametrize("template", ["mid-market-saas", "enterprise-saas", "regulated-industry"])
def test_the_data_leaves_the_old_system_while_its_notice_runs(template: str) -> None:
    old = full(template, leave_old_system=True)
    dated = scheduled(whole(template, leave_old_system=True)).steps

    assert "notice" not in before(old, "parallel-run") | before(old, "data-out")
    assert {"notice", "data-out", "go-live"} < before(old, "switch-off")
    assert dated["data-out"].planned_finish <= dated["notice"].planned_finish <= dated["switch-off"].planned_finish
    assert dated["notice"].planned_start > dated["signature"].planned_finish


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_date_that_nobody_has_said_is_told_as_a_proposal(template: str) -> None:
    answers: dict[str, Answer] = {"leave_old_system": True} if "old_contract_ends" in asked(template) else {}
    asked_for, *others = plan_of(template, critical_date=DAY, answers=answers)["critical_dates"]

    assert asked_for.get("reason") in {None, "The current contract ends"}
    assert all(
        one["reason"].startswith(("Proposed, so that", "Assumed: ")) for one in others if one.get("party") != "seller"
    )


def asked(template: str) -> set[str]:
    return {question.id for one in templates() if one.id == template for question in one.questions}


def test_the_reason_of_an_old_contracts_end_is_told_once_it_is_known() -> None:
    answers: dict[str, Answer] = {"leave_old_system": True, "old_contract_ends": "2027-12-31"}
    plan = plan_of("mid-market-saas", critical_date=DAY, answers=answers)

    assert [one["reason"] for one in plan["critical_dates"] if one["id"] == "switch-off"] == [
        "The contract of the old system ends"
    ]


OF_TIME = {"date-late", "start-overdue", "start-today", "buffer-eaten"}
"""Findings that only more time can cure."""


@pytest.mark.parametrize("form", ["outline", "full"])
@pytest.mark.parametrize("template", TEMPLATES)
def test_a_fresh_plan_has_nothing_to_look_at_but_a_want_of_time(template: str, form: Form) -> None:
    found = {
        day: {finding.code for finding in fresh(template, form, day).findings}
        for day in (date(2026, 12, 24), date(2027, 2, 26), date(2027, 5, 26), date(2027, 11, 26))
    }

    assert set().union(*found.values()) <= OF_TIME
    assert found[date(2027, 11, 26)] == set()


def fresh(template: str, form: Form, day: date) -> Schedule:
    """Return the dates of a plan that is made today."""
    return scheduled(plan_of(template, critical_date=day, form=form), as_of="2026-11-26")
