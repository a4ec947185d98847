"""A workspace's own templates: put in, kept version by version, made into plans, put away; nobody else's."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from app.answers.explanation import ExplainAnswer
from app.plans import create_from_template, open_plan
from app.store.templates import add_version, content_of, own_template, versions
from app.templates import (
    archive_template,
    compared,
    library_for,
    library_used,
    own_shown,
    put_template,
    restore_template,
)
from app.verbs.steps import ExpandStep
from scheduler.refusals import Refused
from templates_library import alone, packed, ready_made, template
from tests.stored import ANA, JO, Stored, stored_plan
from tests.templates_library.own import LATER, OWN

if TYPE_CHECKING:
    from app.templates import Put
    from templates_library import Form
    from templates_library.questions import Answer

DAY = date(2027, 5, 3)


def put(stored: Stored, text: str = OWN, name: str = "portal") -> Put:
    with stored.writing() as unit:
        return put_template(unit, name, text.encode(), file="body")


def made(stored: Stored, name: str = "portal", form: Form = "full", **answers: Answer) -> Stored:
    with stored.writing() as unit:
        changed = create_from_template(unit, name, critical_date=DAY, answers=answers, customer="Northwind", form=form)
    return replace(stored, plan=changed.after.stored.id)


def refused(stored: Stored, does: Any) -> str:  # noqa: ANN401 - whatever is done in a transaction
    with stored.writing() as unit, pytest.raises(Refused) as found:
        does(unit)
    return found.value.problems[0].code


def test_what_is_put_in_anew_is_a_version_beside_the_old_ones(stored: Stored) -> None:
    first, again, later = put(stored), put(stored), put(stored, LATER)
    assert [(one.own.version, one.is_new, one.is_changed) for one in (first, again, later)] == [
        (1, True, True),
        (1, False, False),
        (2, False, True),
    ]
    with stored.reading() as unit:
        assert [(one.number, one.text, one.by_name) for one in versions(unit, "portal", limit=9)] == [
            (2, LATER, "Ana Ruiz"),
            (1, OWN, "Ana Ruiz"),
        ]
        assert template("portal", library_for(unit, "portal")).version == 2


def test_other_words_for_the_same_are_kept_and_are_no_version(stored: Stored) -> None:
    put(stored)
    put(stored, f"# Ours, since 2024\nversion: 7\n{OWN}")
    with stored.reading() as unit:
        (only,) = versions(unit, "portal", limit=9)
    assert only.text == f"# Ours, since 2024\nversion: 7\n{OWN}"


def test_a_template_may_be_json(stored: Stored) -> None:
    put(stored)
    assert not put(stored, json.dumps(yaml.safe_load(OWN))).is_changed


def test_a_plan_is_made_of_it_and_stays_of_its_version(stored: Stored) -> None:
    put(stored)
    plan = made(stored, form="outline")
    put(stored, LATER)
    assert plan.document()["template"] == {
        "id": "portal",
        "version": 1,
        "answers": {"segment": "mid_market", "regulated": False, "first_time_vendor": False},
    }
    plan.do(ANA, ExpandStep(step="portal-report"))
    assert (plan.step("list-uses")["duration"], plan.step("portal-report")["after"]) == ("4d", "list-uses")
    assert made(stored).step("portal-talk")["duration"] == "1d"


def test_where_its_durations_come_from_is_told_of_the_version(stored: Stored) -> None:
    put(stored)
    plan = made(stored, regulated=True)
    put(stored, LATER.replace("regulated: false", "regulated: true"))
    with plan.reading() as unit:
        seen = open_plan(unit, plan.plan).projections.of(None)
        library = library_used(unit, seen.document.template)
    assert ExplainAnswer.of(seen, "security-review", library=library).duration is not None
    assert ExplainAnswer.of(seen, "security-review").duration is None


def test_what_the_newest_version_gives_otherwise_is_told(stored: Stored) -> None:
    put(stored)
    plan = made(stored)
    with plan.reading() as unit:
        assert compared(unit, plan.opened().document).found.changes == ()
    put(stored, LATER)
    with stored.writing() as unit:
        archive_template(unit, "portal")
    with plan.reading() as unit:
        told = compared(unit, plan.opened().document)
    assert (told.title, told.is_archived, told.found.before, told.found.after) == ("Portal roll-out", True, 1, 2)
    assert [(one.id, one.kind) for one in told.found.changes] == [
        ("list-uses", "changed"),
        ("portal-report", "changed"),
        ("portal-talk", "added"),
        ("security-papers", "changed"),
    ]


def test_who_does_not_see_of_what_a_plan_is_made_is_told_of_nothing(stored: Stored) -> None:
    put(stored)
    plan = made(stored)
    with plan.reading(JO) as unit, pytest.raises(Refused) as found:
        compared(unit, open_plan(unit, plan.plan).seen_by(JO))
    assert found.value.problems[0].code == "made-of-no-template"
    with stored.reading() as unit, pytest.raises(Refused) as of_none:
        compared(unit, stored.opened().document)
    assert of_none.value.problems == found.value.problems


def test_a_ready_made_version_is_kept_with_the_first_plan_of_it(stored: Stored) -> None:
    plan = made(stored, "mid-market-saas")
    made(stored, "mid-market-saas")
    with plan.reading() as unit:
        (kept,) = versions(unit, "mid-market-saas", limit=9)
        assert (kept.number, kept.text) == (1, None)
        assert template("mid-market-saas", library_used(unit, plan.opened().document.template)) == template(
            "mid-market-saas"
        )
        assert compared(unit, plan.opened().document).found.changes == ()


def test_another_version_of_a_ready_made_template_is_compared_with_what_ships_now(stored: Stored) -> None:
    older = packed(alone(ready_made(), "mid-market-saas"))
    older["templates"]["mid-market-saas"]["version"] = 7
    older["fragments"]["security-review"]["steps"][0]["title"] = "Send the papers"
    with stored.writing() as unit:
        add_version(unit, "mid-market-saas", 7, text="", content=content_of(older))
    document = made(stored, "mid-market-saas").opened().document
    assert document.template is not None
    of_older = document.model_copy(update={"template": document.template.model_copy(update={"version": 7})})
    with stored.reading() as unit:
        (change,) = compared(unit, of_older).found.changes
    assert change.sentences == (
        "'Hand over the security papers' says, of title: Hand over the security papers, no longer Send the papers",
    )


def test_a_version_that_is_not_kept_here_is_told_as_that(stored: Stored) -> None:
    put(stored)
    document = made(stored).opened().document
    assert document.template is not None
    for used in ({"version": 9}, {"id": "of-another-service"}):
        other = document.model_copy(update={"template": document.template.model_copy(update=used)})
        with stored.reading() as unit, pytest.raises(Refused, match="is not kept here") as found:
            compared(unit, other)
        assert found.value.problems[0].code == "version-not-kept"


def test_another_workspaces_template_is_as_unknown_as_none(stored: Stored) -> None:
    put(stored)
    foreign = stored_plan(stored.database)
    told = []
    for name in ("portal", "porta1"):
        with foreign.reading() as unit, pytest.raises(Refused) as found:
            library_for(unit, name)
        (problem,) = found.value.problems
        told.append((problem.code, problem.path, problem.sentence.replace(name, "")))
    assert told[0] == told[1]
    with foreign.reading() as unit:
        assert own_shown(unit, archived=True, after="", limit=9) == []
        assert own_template(unit, "portal") is None
        assert versions(unit, "portal", limit=9) == []
    assert put(foreign, LATER).own.version == 1
    assert refused(stored, lambda unit: library_for(unit, "porta1")) == "unknown-template"


def test_what_is_put_away_makes_nothing_new_and_is_taken_up_again(stored: Stored) -> None:
    put(stored)
    plan = made(stored)
    later = replace(stored, now=stored.now + timedelta(days=1))
    with later.writing() as unit:
        assert archive_template(unit, "portal").archived_at == later.now
        assert own_shown(unit, archived=False, after="", limit=9) == []
        assert [own.id for own, _ in own_shown(unit, archived=True, after="", limit=9)] == ["portal"]
    assert refused(stored, lambda unit: library_for(unit, "portal")) == "template-archived"
    assert (
        refused(stored, lambda unit: put_template(unit, "portal", LATER.encode(), file="body")) == "template-archived"
    )
    assert refused(stored, lambda unit: archive_template(unit, "portal")) == "template-archived"
    assert plan.opened().document.template is not None
    with later.writing() as unit:
        assert restore_template(unit, "portal").archived_at is None
        assert library_for(unit, "portal").templates.keys() == {"portal"}
    assert refused(stored, lambda unit: restore_template(unit, "portal")) == "template-not-archived"


@pytest.mark.parametrize(
    ("name", "code"),
    [("mid-market-saas", "ready-made-template"), ("Portal", "bad-template-name"), ("a" * 65, "bad-template-name")],
)
def test_a_name_that_cannot_be_is_refused(stored: Stored, name: str, code: str) -> None:
    assert refused(stored, lambda unit: put_template(unit, name, OWN.encode(), file="body")) == code


def test_what_ships_is_nobodys_to_put_away(stored: Stored) -> None:
    assert refused(stored, lambda unit: archive_template(unit, "mid-market-saas")) == "ready-made-template"
    assert refused(stored, lambda unit: archive_template(unit, "portal")) == "unknown-template"


def test_lists_go_on_behind_the_last_one(stored: Stored) -> None:
    for name in ("b", "a", "c"):
        put(stored, name=name)
    with stored.reading() as unit:
        found = [own.id for own, _ in own_shown(unit, archived=False, after="", limit=2)]
        assert found + [own.id for own, _ in own_shown(unit, archived=False, after="b", limit=2)] == ["a", "b", "c"]
        assert [one.number for one in versions(unit, "a", below=1, limit=2)] == []
