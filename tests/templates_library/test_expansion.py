"""A rough step becomes the steps of its fragment, and the plan means the same."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from scheduler.refusals import Refused
from templates_library import expand_step, plan_of, templates
from tests.templates_library.deals import scheduled

if TYPE_CHECKING:
    from templates_library import Template
    from templates_library.questions import Answer

DAY = date(2027, 9, 15)


def outline(template: str = "mid-market-saas", **answers: Answer) -> dict[str, Any]:
    return plan_of(template, critical_date=DAY, answers=answers, form="outline")


def step(plan: dict[str, Any], step_id: str) -> dict[str, Any]:
    return next(one for one in plan["steps"] if one["id"] == step_id)


@pytest.mark.parametrize("template", [pytest.param(one, id=one.id) for one in templates()])
def test_an_outline_with_every_step_expanded_is_the_full_plan(template: Template) -> None:
    plan = outline(template.id)
    for rough in [one["id"] for one in plan["steps"] if "fragment" in one]:
        plan = expand_step(plan, rough)
    full = plan_of(template.id, critical_date=DAY)
    for folded in [one["id"] for one in full["steps"] if "fragment" in one]:
        full = expand_step(full, folded)

    assert scheduled(plan).steps == scheduled(full).steps
    assert plan["phases"] == full["phases"]
    assert sorted(plan["people"], key=str) == sorted(full["people"], key=str)


def test_the_last_step_keeps_the_rough_steps_name_and_what_was_agreed() -> None:
    plan = outline()
    step(plan, "signature")["agreed"] = {"finish": "2027-08-01"}
    step(plan, "signature")["start_no_earlier_than"] = "2027-07-01"

    expanded = expand_step(plan, "signature")

    assert [one["id"] for one in expanded["steps"] if one["id"] in {"approval", "signature"}] == [
        "approval",
        "signature",
    ]
    assert step(expanded, "approval")["start_no_earlier_than"] == "2027-07-01"
    assert step(expanded, "signature")["agreed"] == {"finish": "2027-08-01"}
    assert "start_no_earlier_than" not in step(expanded, "signature")
    assert "fragment" not in step(expanded, "signature")


def test_links_of_every_kind_find_the_right_end() -> None:
    plan = outline()
    plan["steps"].append(
        {
            "id": "press",
            "title": "Press release",
            "duration": "1d",
            "after": [
                {"step": "security-review", "type": "SS", "lag": "2d"},
                {"step": "security-review", "type": None},
            ],
        }
    )

    expanded = expand_step(plan, "security-review")

    assert step(expanded, "press")["after"] == [
        {"step": "security-papers", "type": "SS", "lag": "2d"},
        {"step": "security-review", "type": None},
    ]


def test_a_link_to_its_finish_goes_to_the_step_that_ends_it() -> None:
    plan = plan_of("erp-roll-out", critical_date=DAY, form="outline", answers={"parallel_run": True})
    assert step(plan, "switch-off")["after"] == ["value-event", {"step": "notice", "type": "FF"}]

    expanded = expand_step(plan, "switch-off")

    assert step(expanded, "parallel-run")["after"] == ["value-event"]
    assert step(expanded, "switch-off")["after"] == ["data-out", {"step": "notice", "type": "FF"}]


def test_a_single_link_may_stand_without_a_list() -> None:
    plan = outline()
    step(plan, "legal-review")["after"] = "solution-decision"

    assert step(expand_step(plan, "legal-review"), "contract-draft")["after"] == ["solution-decision"]


def test_people_who_were_named_keep_their_parts() -> None:
    plan = outline()
    plan["people"] = [one for one in plan["people"] if one["id"] != "customer-legal"]
    plan["people"].append({"id": "mia", "name": "Mia Roth", "party": "customer", "role": "legal"})
    step(plan, "legal-review")["owners"]["customer"] = "mia"

    expanded = expand_step(plan, "legal-review")

    assert step(expanded, "legal-review")["owners"]["customer"] == "mia"
    assert step(expanded, "data-protection")["owners"]["customer"] == "customer-data-protection-officer"
    assert "customer-data-protection-officer" in {one["id"] for one in expanded["people"]}


def test_somebody_with_a_name_whom_only_one_side_may_see_gets_no_step_that_everybody_sees() -> None:
    plan = expand_step(outline("hardware-design-win"), "co-design-approval")
    (lead,) = (one for one in plan["people"] if one["id"] == "seller-engineering-lead")
    assert lead["private"] == "seller"
    lead["name"] = "Ada Voss"

    expanded = expand_step(plan, "design-win")

    assert step(expanded, "schematic-review")["owners"]["seller"] == "seller-engineering-lead-2"
    assert {"id": "seller-engineering-lead-2", "party": "seller", "role": "engineering_lead"} in expanded["people"]


def test_deciders_are_people_too() -> None:
    plan = outline()
    plan["people"].append({"id": "eva", "name": "Eva Lang", "party": "customer", "role": "economic_buyer"})
    plan["people"] = [one for one in plan["people"] if one["id"] != "customer-economic-buyer"]
    step(plan, "signature")["owners"] = {"customer": "eva"}

    assert step(expand_step(plan, "signature"), "approval")["decider"] == "eva"


def test_a_step_that_has_the_same_name_already_stays_what_it_is() -> None:
    plan = outline()
    plan["steps"].append({"id": "contract-draft", "title": "Our own draft", "duration": "1d"})

    expanded = expand_step(plan, "legal-review")

    assert step(expanded, "contract-draft")["title"] == "Our own draft"
    assert step(expanded, "contract-draft-2")["title"] == "Send offer and draft contract"
    assert step(expanded, "legal-review")["after"] == ["contract-draft-2"]


def test_the_answers_of_the_plan_say_what_is_put_in() -> None:
    with_board = expand_step(outline(board=True), "signature")
    without = expand_step(outline(), "signature")

    assert {one["id"] for one in with_board["steps"]} - {one["id"] for one in without["steps"]} == {"board-approval"}


def test_a_plan_without_a_template_takes_what_is_usual() -> None:
    plan = {
        "format": "backplan/1",
        "title": "By hand",
        "steps": [{"id": "buy", "title": "Buy", "fragment": "procurement"}],
    }

    expanded = expand_step(plan, "buy")

    assert [one["id"] for one in expanded["steps"]] == ["vendor-registration", "buy"]
    assert expanded["phases"] == [{"id": "purchase", "title": "Purchase"}]


def test_phases_come_in_their_order() -> None:
    plan = outline()
    plan["phases"] = [{"id": "adoption", "title": "Adoption"}, {"id": "own", "title": "Our own"}]

    expanded = expand_step(plan, "solution-decision")

    assert [one["id"] for one in expanded["phases"]] == ["discovery", "evaluation", "adoption", "own"]


def test_a_step_that_the_plan_does_not_have_is_told_with_the_nearest_name() -> None:
    with pytest.raises(Refused) as refused:
        expand_step(outline(), "signatur")

    assert str(refused.value) == "step: no step 'signatur'; did you mean 'signature'?"


def test_a_step_that_is_not_rough_is_told_with_those_that_are() -> None:
    with pytest.raises(Refused) as refused:
        expand_step(outline(), "go-live")

    rough = "solution-decision, security-review, legal-review, purchase-order, signature, configuration"
    told = "steps[7].fragment: 'go-live' names no fragment that could replace it; rough are"
    assert str(refused.value) == f"{told} {rough}, go-live-decision, value-event"


def test_a_plan_without_rough_steps_says_so() -> None:
    with pytest.raises(Refused, match="the plan has no rough steps"):
        expand_step({"steps": [{"id": "buy", "title": "Buy"}]}, "buy")


def test_a_fragment_that_nobody_knows_is_told_with_the_nearest_name() -> None:
    plan = {"steps": [{"id": "buy", "title": "Buy", "fragment": "procurment"}]}

    with pytest.raises(Refused) as refused:
        expand_step(plan, "buy")

    assert str(refused.value) == "steps[0].fragment: no fragment 'procurment'; did you mean 'procurement'?"


def test_nothing_is_put_in_place_of_a_step_of_which_the_answers_leave_nothing() -> None:
    with pytest.raises(Refused) as refused:
        expand_step({"steps": [{"id": "refer", "title": "Refer", "fragment": "reference"}]}, "refer")

    told = "steps[0].fragment: the plan's answers leave nothing of the fragment 'reference'; take the step out instead"
    assert str(refused.value) == told


def test_progress_is_not_lost() -> None:
    plan = outline()
    step(plan, "signature")["progress"] = {"started": "2026-11-02"}

    with pytest.raises(Refused, match=r"steps\[4\].progress: 'signature' has progress, and nobody can tell"):
        expand_step(plan, "signature")


def test_what_was_hidden_stays_hidden() -> None:
    plan = outline()
    step(plan, "signature")["private"] = "customer"

    expanded = expand_step(plan, "signature")

    assert [one["id"] for one in expanded["steps"] if one.get("private") == "customer"] == ["approval", "signature"]


def test_answers_that_were_spoilt_by_hand_are_told() -> None:
    plan = outline()
    plan["template"]["answers"]["approval_layers"] = "many"

    with pytest.raises(Refused) as refused:
        expand_step(plan, "signature")

    assert str(refused.value) == "template.answers.approval_layers: here belongs a whole number, not 'many'"
