"""A template of one's own: the library's fragments and one's own, every mistake told, and a version that stays."""

from __future__ import annotations

import json
from datetime import date

import pytest
import yaml

from scheduler.refusals import Refused
from templates_library import (
    Mistaken,
    YamlFile,
    alone,
    expand_step,
    instantiate,
    packed,
    plan_of,
    read_own,
    ready_made,
    template,
    templates,
    unpacked,
)

from .own import ENDLESS, OWN, STEPLESS, own

DAY = date(2027, 5, 3)


def test_it_gives_a_plan_of_its_own_fragments_and_the_librarys() -> None:
    plan = plan_of("portal", own(), critical_date=DAY, customer="Northwind")
    assert [step["id"] for step in plan["steps"]] == [
        "list-uses",
        "portal-report",
        "security-papers",
        "security-review",
        "go-live",
    ]
    assert plan["title"] == "New portal at Northwind"
    assert plan["template"] == {
        "id": "portal",
        "version": 1,
        "answers": {"segment": "mid_market", "regulated": False, "first_time_vendor": False},
    }


def test_its_rough_steps_are_expanded_with_its_own_fragments() -> None:
    outline = plan_of("portal", own(), critical_date=DAY, form="outline")
    assert [step["id"] for step in outline["steps"]] == ["portal-report", "security-review", "go-live"]
    expanded = expand_step(outline, "portal-report", own())
    assert [step["id"] for step in expanded["steps"]][:2] == ["list-uses", "portal-report"]
    with pytest.raises(Refused, match="no fragment 'portal-check'"):
        expand_step(outline, "portal-report")


def test_it_counts_its_versions_by_what_its_keeper_says() -> None:
    assert template("portal", own("version: 9\nplace: 3\n" + OWN, version=2)).version == 2


@pytest.mark.parametrize("name", [one.id for one in templates()])
def test_a_version_is_whole_without_the_library_that_it_is_of(name: str) -> None:
    kept = unpacked(json.loads(json.dumps(packed(alone(ready_made(), name)))))
    assert [one.id for one in templates(kept)] == [name]
    assert template(name, kept) == template(name)
    for form in ("outline", "full"):
        assert instantiate(name, kept, critical_date=DAY, form=form) == instantiate(name, critical_date=DAY, form=form)


def told(text: str) -> str:
    with pytest.raises(Mistaken) as mistaken:
        own(text)
    return str(mistaken.value)


@pytest.mark.parametrize(
    ("there", "instead", "says"),
    [
        ("use_when:", "use_wen:", "portal.yaml:1 use_wen: no key 'use_wen'; did you mean 'use_when'?"),
        ("- portal-check\n", "- portal-chek\n", "parts[0].fragment: no fragment 'portal-chek'; did you mean"),
        ("portal-check", "legal", "fragments.legal: the library has a fragment 'legal' already; give yours another"),
        ("phase: evaluation", "phase: evaluaton", "fragments.portal-check.phase: no phase 'evaluaton'; did you mean"),
        ("{customer: champion}", "{customer: chief}", "fragments.portal-check.steps[0].owners: no role 'chief'"),
        ("after: list-uses", "after: list", "steps[1].after[0]: no step 'list'; did you mean 'list-uses'?"),
        ("4d", "'{segment}d'", "fragments.portal-check.steps[0]: the question 'segment' is not answered with a number"),
        ("step: go-live}", "step: golive}", "critical_dates[0].step: no step 'golive'; did you mean 'go-live'?"),
        ("step: go-live}", "step: go-live, answer: segment}", "the question 'segment' is not answered with a day"),
        ("step: go-live}", "step: go-live, reserve: '{notice_days}d'}", "a reserve takes no number from an answer"),
        ("  regulated: false\n", "  regulated: often\n", "questions.regulated: this is a question for yes or no"),
        ("  regulated: false\n", "  regulated: false\n  board: false\n", "nothing in this template depends on this"),
        ("side: seller\n", "side: supplier\n", "parts[0]: no party 'supplier'"),
        (
            "    steps:\n",
            "    parts: [legal]\n    steps:\n",
            "fragments.portal-check.parts: a fragment of your own has",
        ),
        ("fragments:\n", "fragments:\n  spare: {title: A, about: B, steps: []}\n", "a fragment has either steps or"),
    ],
)
def test_a_mistake_in_it_is_told_with_its_place(there: str, instead: str, says: str) -> None:
    assert there in OWN
    assert says in told(OWN.replace(there, instead))


def test_a_fragment_that_no_part_is_is_told() -> None:
    step = "{id: s, title: S, side: seller, owners: {seller: legal}, duration: 1d}"
    spare = f"  spare: {{title: A, about: B, steps: [{step}]}}\n"
    assert "fragments.spare: no part is this fragment" in told(OWN.replace("fragments:\n", f"fragments:\n{spare}"))


def test_a_template_of_more_steps_than_anybody_reads_is_refused() -> None:
    written = yaml.safe_load(OWN)
    first, *_ = written["fragments"]["portal-check"]["steps"]
    written["fragments"]["portal-check"]["steps"] += [{**first, "id": f"step-{number}"} for number in range(200)]
    with pytest.raises(Mistaken, match="the template has 205 steps; at most 200 are taken"):
        read_own("portal", YamlFile("portal.yaml", written), ready_made())


def test_answers_that_leave_a_critical_date_without_its_step_are_refused() -> None:
    with pytest.raises(Refused, match=r"there is no step 'portal-report' for the critical date 'report'"):
        plan_of("portal", own(STEPLESS), critical_date=DAY)
    plan = plan_of("portal", own(STEPLESS), critical_date=DAY, answers={"regulated": True})
    assert [one["id"] for one in plan["critical_dates"]] == ["go-live", "report"]


def test_work_behind_the_end_of_the_calendar_is_refused() -> None:
    with pytest.raises(Refused, match=r"'go-live' would lie behind the year 9999"):
        plan_of("portal", own(ENDLESS), critical_date=date(9990, 1, 1))
