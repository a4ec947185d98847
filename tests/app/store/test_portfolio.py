"""The plans of a workspace as a list: by what starts next, filtered, page by page, and nobody else's."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import event

from app.document.wire.steps import Step
from app.plans import advance_day, archive_plan
from app.store.plans import Standing
from app.store.portfolio import Behind, Filter, key_of, plans_in_order
from app.verbs.plan import ClosePlan, EditPlan, HoldPlan
from app.verbs.progress import StartStep
from app.verbs.steps import AddStep, EditStep
from tests.stored import ANA, JO, PLAN, another_plan, stored_plan

if TYPE_CHECKING:
    from app.store import Database
    from tests.stored import Stored


def titles(stored: Stored, wanted: Filter | None = None) -> list[str]:
    with stored.reading() as unit:
        return [one.title for one in plans_in_order(unit, wanted or Filter(), "starts", limit=50)]


def named(stored: Stored, title: str, *, first: str = "10d") -> Stored:
    """Keep one more plan whose legal review takes so long, so that it starts the earlier the longer it takes."""
    text = PLAN.replace("title: Northwind roll-out", f"title: {title}", 1).replace(
        "duration: 10d", f"duration: {first}"
    )
    return another_plan(stored, text)


def test_a_plan_says_what_starts_next_as_the_seller_sees_it(stored: Stored) -> None:
    found = stored.opened().stored
    assert (found.next_step, found.next_start) == ("Legal review", date(2027, 1, 13))
    stored.do(JO, EditStep(step="legal", set={"private": "customer"}))
    assert stored.opened().stored.next_step == "Margin talks"


def test_a_plan_says_all_that_starts_within_two_weeks_as_the_seller_sees_it(stored: Stored) -> None:
    soon = another_plan(stored, PLAN.replace("duration: 10d", "duration: 40d"))
    assert soon.opened().stored.starting == [
        {"step": "legal", "title": "Legal review", "sides": ["customer"], "start": "2026-12-02"}
    ]
    soon.do(
        ANA,
        AddStep(
            new=Step.model_validate(
                {
                    "id": "kick-off",
                    "title": "Kick-off",
                    "side": ["seller", "customer"],
                    "duration": "1d",
                    "must_start_on": "2026-12-01",
                }
            )
        ),
    )
    assert [(one["step"], one["start"]) for one in soon.opened().stored.starting or ()] == [
        ("kick-off", "2026-12-01"),
        ("legal", "2026-12-02"),
    ]
    soon.do(JO, EditStep(step="legal", set={"private": "customer"}))
    assert [one["step"] for one in soon.opened().stored.starting or ()] == ["kick-off"]
    soon.do(ANA, HoldPlan())
    assert soon.opened().stored.starting == []


def test_what_has_begun_starts_no_more_and_nothing_does_on_hold(stored: Stored) -> None:
    stored.do(JO, StartStep(step="legal"))
    assert stored.opened().stored.next_step == "Margin talks"
    stored.do(ANA, HoldPlan())
    assert stored.opened().stored.next_step is None


def test_what_starts_first_comes_first_and_pages_go_on_where_the_last_one_ended(stored: Stored) -> None:
    for title, first in (("Globex", "20d"), ("Initech", "15d"), ("Umbrella", "12d")):
        named(stored, title, first=first)
    named(stored, "Hooli").do(ANA, HoldPlan())
    everything = titles(stored)
    assert everything == ["Globex", "Initech", "Umbrella", "Northwind roll-out", "Hooli"]
    with stored.reading() as unit:
        paged, after = list[str](), None
        while found := plans_in_order(unit, Filter(), "starts", behind=after, limit=2):
            paged += [one.title for one in found]
            after = Behind(key=key_of(found[-1], "starts"), plan=found[-1].id)
    assert paged == everything


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Filter(text="GLOB"), ["Globex 100%"]),
        (Filter(text="100%"), ["Globex 100%"]),
        (Filter(text="1_0"), []),
        (
            Filter(text="\N{LATIN CAPITAL LETTER U WITH DIAERESIS}mlaut"),
            ["\N{LATIN CAPITAL LETTER U WITH DIAERESIS}mlaut"],
        ),
        (
            Filter(text="northwind"),
            ["Globex 100%", "Northwind roll-out", "\N{LATIN CAPITAL LETTER U WITH DIAERESIS}mlaut"],
        ),
        (
            Filter(text="\N{LATIN SMALL LETTER U WITH DIAERESIS}MLAUT"),
            ["\N{LATIN CAPITAL LETTER U WITH DIAERESIS}mlaut"],
        ),
        (Filter(text="umlaut"), ["\N{LATIN CAPITAL LETTER U WITH DIAERESIS}mlaut"]),
        (Filter(customer="NORTHWIND", text="glob"), ["Globex 100%"]),
        (Filter(health="late"), []),
        (Filter(owner="m-ana"), []),
        (Filter(starts_by=date(2027, 1, 8)), ["Globex 100%"]),
        (Filter(state="closed"), ["Won"]),
        (Filter(state="archived"), ["Away"]),
    ],
)
def test_a_list_has_what_is_asked_for(stored: Stored, wanted: Filter, found: list[str]) -> None:
    named(stored, "Globex 100%", first="20d")
    named(stored, "\N{LATIN CAPITAL LETTER U WITH DIAERESIS}mlaut")
    named(stored, "Won").do(ANA, ClosePlan(result="won"))
    away = named(stored, "Away")
    with away.writing() as unit:
        archive_plan(unit, away.plan)
    assert sorted(titles(stored, wanted)) == found


def test_titles_are_in_the_order_of_the_alphabet(stored: Stored) -> None:
    for title in ("Zebra", "apple", "\N{LATIN SMALL LETTER A WITH DIAERESIS}pfel", "Banana"):
        named(stored, title)
    with stored.reading() as unit:
        found = [one.title for one in plans_in_order(unit, Filter(), "title", limit=9)]
    assert found == ["\N{LATIN SMALL LETTER A WITH DIAERESIS}pfel", "apple", "Banana", "Northwind roll-out", "Zebra"]


def test_nobody_lists_the_plans_of_another_workspace(stored: Stored, database: Database) -> None:
    other = stored_plan(database)
    other.do(ANA, EditPlan(set={"title": "Of others"}))
    assert titles(stored) == ["Northwind roll-out"]


def test_a_page_is_one_query_however_many_plans_there_are(stored: Stored, database: Database) -> None:
    for number in range(5):
        named(stored, f"Plan {number}")
    asked = list[str]()

    def note(_: object, __: object, statement: str, *___: object) -> None:
        asked.append(statement)

    with stored.reading() as unit:
        event.listen(database.engine, "before_cursor_execute", note)
        assert len(plans_in_order(unit, Filter(), "starts", limit=5)) == 5
        event.remove(database.engine, "before_cursor_execute", note)
    assert sum(one.startswith("SELECT") for one in asked) == 1


HIDDEN = PLAN.replace(
    "critical_dates: [", "critical_dates: [{id: board-day, step: board, date: 2026-12-04, party: customer}, "
).replace("steps:\n", "steps:\n  - {id: board, title: Board, side: customer, duration: 20d, private: customer}\n")


def test_lists_hold_nothing_that_the_customer_keeps_to_itself(database: Database) -> None:
    stored, other = stored_plan(database, HIDDEN), stored_plan(database)
    for one in (stored, other):
        with replace(one, now=one.now + timedelta(days=4)).writing() as unit:
            advance_day(unit, one.plan)
    listed, without = stored.opened().stored, other.opened().stored
    names = [field.name for field in fields(Standing)]
    assert {name: getattr(listed, name) for name in names} == {name: getattr(without, name) for name in names}
