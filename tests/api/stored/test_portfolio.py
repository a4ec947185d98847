"""The portfolio over HTTP: filtered, in an order, and pages that join."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import event

from app.callers import Right
from tests.api.stored.chapters import DOCUMENT
from tests.api.stored.service import EVERYTHING
from tests.api.strangers.place import browser

if TYPE_CHECKING:
    from tests.api.stored.service import Kept

DAYS = ("2027-02-26", "2027-03-12", "2027-03-12", "2027-04-30", "2027-05-28")


@pytest.fixture
def many(on_both: Kept) -> Kept:
    """Keep five plans, of two customers, each a minute later than the one before."""
    for number, day in enumerate(DAYS):
        dates = [{**DOCUMENT["critical_dates"][0], "date": day}]
        customer = "Contoso" if number % 2 else "Northwind"
        plan = {**DOCUMENT, "id": None, "title": f"Plan {number}", "customer": customer, "critical_dates": dates}
        answer = on_both.send("POST", "/v1/plans", json={key: value for key, value in plan.items() if value})
        assert answer.status_code == 201
        on_both.later(minutes=1)
    return on_both


def listed(kept: Kept, **asked: str) -> list[str]:
    plans: list[dict[str, Any]] = kept.send("GET", "/v1/plans", params=asked).json()["plans"]
    return [one["title"] for one in plans]


@pytest.mark.parametrize("sort", ["starts", "due", "title", "changed"])
def test_pages_join_in_every_order(many: Kept, sort: str) -> None:
    whole, found, cursor = listed(many, sort=sort), list[str](), None
    while True:
        page = many.send(
            "GET", "/v1/plans", params={"sort": sort, "limit": "2", **({"cursor": cursor} if cursor else {})}
        )
        found += [one["title"] for one in page.json()["plans"]]
        cursor = page.json()["next"]
        if cursor is None:
            break

    assert found == whole
    assert sorted(whole) == [f"Plan {number}" for number in range(5)]
    assert sort != "changed" or whole == [f"Plan {number}" for number in (4, 3, 2, 1, 0)]


def test_filters_find_what_they_say(many: Kept) -> None:
    assert listed(many, customer="Contoso", sort="title") == ["Plan 1", "Plan 3"]
    assert listed(many, due_after="2027-02-26", due_by="2027-04-30", sort="title") == ["Plan 1", "Plan 2", "Plan 3"]
    assert listed(many, text="plan 4") == ["Plan 4"]
    assert listed(many, text="100%") == []
    assert listed(many, health="late") == []
    assert listed(many, owner="m-ben") == []
    assert len(listed(many, owner="m-ana")) == 5


def test_what_ended_and_what_was_put_away_is_asked_for(many: Kept) -> None:
    by_title = {one["title"]: one["id"] for one in many.send("GET", "/v1/plans").json()["plans"]}
    close = {"operations": [{"do": "close_plan", "result": "lost"}]}
    many.send("POST", f"/v1/plans/{by_title['Plan 0']}/operations", json=close)
    many.send("POST", f"/v1/plans/{by_title['Plan 1']}/archive")

    assert listed(many, sort="title") == ["Plan 2", "Plan 3", "Plan 4"]
    assert listed(many, outcome="lost") == ["Plan 0"]
    assert listed(many, state="archived") == ["Plan 1"]
    assert len(listed(many, state="all")) == 5


def test_another_workspace_sees_none_of_them_and_who_may_not_is_told(many: Kept) -> None:
    stranger = many.tokens(EVERYTHING, workspace=many.another_workspace())

    assert many.send("GET", "/v1/plans", token=stranger).json() == {"plans": [], "next": None}
    assert many.send("GET", "/v1/plans", token=many.tokens([Right.READ_PLANS])).status_code == 403


def test_a_cursor_of_another_list_is_refused(many: Kept) -> None:
    cursor = many.send("GET", "/v1/plans", params={"sort": "title", "limit": "1"}).json()["next"]

    for asked in ({"sort": "due", "cursor": cursor}, {"cursor": "nowhere"}, {"cursor": "W10"}):
        refused = many.send("GET", "/v1/plans", params=asked)
        assert (refused.status_code, refused.json()["errors"][0]["code"]) == (422, "wrong-cursor")


def test_a_page_is_one_query_for_plans(many: Kept) -> None:
    statements = list[str]()
    event.listen(many.database.engine, "before_cursor_execute", lambda *seen: statements.append(seen[2]))

    listed(many, sort="due")

    assert len([one for one in statements if "FROM plans" in one]) == 1
    assert len(statements) <= 5


def shown(kept: Kept, query: str) -> tuple[list[str], str]:
    """Return the plans that the page shows to a member, and where its next page is."""
    page = kept.client.get(f"/plans?{query}", headers=browser(kept, kept.workspace, "ana"))
    assert page.status_code == 200
    more = re.search(r'href="/plans\?([^"]*)">More plans', page.text)
    return re.findall(r"<bdi>(Plan [0-9]+)</bdi>", page.text), unescape(more[1]) if more else ""


@pytest.mark.parametrize("sort", ["starts", "due", "title", "changed", "nonsense"])
def test_pages_for_people_join_in_every_order(many: Kept, sort: str, monkeypatch: pytest.MonkeyPatch) -> None:
    whole, nothing = shown(many, f"sort={sort}")
    monkeypatch.setattr("api.pages.stored.listing.AT_ONCE", 2)
    found, more = shown(many, f"sort={sort}")
    while more:
        page, more = shown(many, more)
        found += page

    assert (found, nothing) == (whole, "")
    assert sorted(whole) == [f"Plan {number}" for number in range(5)]


def test_the_page_chooses_by_what_it_offers(many: Kept) -> None:
    assert shown(many, "customer=contoso&sort=title")[0] == ["Plan 1", "Plan 3"]
    assert shown(many, "due=2027-03-12&sort=title")[0] == ["Plan 0", "Plan 1", "Plan 2"]
    assert shown(many, "due=tomorrow&sort=title")[0] == [f"Plan {number}" for number in range(5)]
    assert shown(many, "outcome=won")[0] == []
    assert sorted(shown(many, "sort=due&after=x&key=never")[0]) == [f"Plan {number}" for number in range(5)]


def test_the_list_says_how_many_steps_start_this_week_and_which(on_both: Kept) -> None:
    steps = [
        {"id": name, "title": f"Step {name}", "duration": "2d", "side": side, "must_start_on": day}
        for name, side, day in (
            ("a", "seller", "2026-11-23"),
            ("b", "customer", "2026-11-24"),
            ("c", ["seller", "customer"], "2026-11-25"),
            ("d", "seller", "2026-11-27"),
            ("e", "seller", "2026-11-30"),
        )
    ]
    plan = {"format": "backplan/1", "title": "Busy", "customer": "Northwind", "steps": steps}
    assert on_both.send("POST", "/v1/plans", json=plan).status_code == 201

    [busy] = on_both.send("GET", "/v1/plans", params={"starts_by": "2026-11-29"}).json()["plans"]
    shown = browser(on_both, on_both.workspace, "ana")
    page = unescape(on_both.client.get("/plans", headers=shown).text)

    assert [(one["step"], one["sides"], one["start"]) for one in busy["starting"]] == [
        ("a", ["seller"], "2026-11-23"),
        ("b", ["customer"], "2026-11-24"),
        ("c", ["seller", "customer"], "2026-11-25"),
        ("d", ["seller"], "2026-11-27"),
        ("e", ["seller"], "2026-11-30"),
    ]
    assert "4 steps start this week, in 1 plan." in page
    assert "Step b (Northwind)" in page
    assert "Step c (both sides)" in page
    assert "and 1 more this week" in page
    assert "Step d" not in page
