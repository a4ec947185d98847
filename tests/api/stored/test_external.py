"""A CRM keeps a plan for each of its deals: made by one call, however often it is sent, and brought up to the deal."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest

from app.callers import Right
from tests.api.stored.chapters import DOCUMENT, RECORD
from tests.api.stored.service import EVERYTHING

if TYPE_CHECKING:
    import httpx

    from tests.api.stored.service import Kept

DEAL = "/v1/plans/by-external-id/salesforce/0061x00000AbCdE"


def upsert(kept: Kept, **record: Any) -> httpx.Response:  # noqa: ANN401 - plain data
    return kept.send("PUT", DEAL, json={**RECORD, **record})


def test_one_call_makes_the_plan_and_the_next_ones_find_it(kept: Kept) -> None:
    first, second = upsert(kept), upsert(kept)

    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json()["id"] == second.json()["id"]
    assert second.json()["revision"] == 1
    assert kept.send("GET", DEAL).json() == kept.send("GET", f"/v1/plans/{first.json()['id']}").json()


def test_ten_at_once_make_one_plan(on_both: Kept) -> None:
    with ThreadPoolExecutor(10) as pool:
        answers = list(pool.map(lambda _: upsert(on_both), range(10)))

    assert sorted(one.status_code for one in answers) == [200] * 9 + [201]
    assert len({one.json()["id"] for one in answers}) == 1


def test_what_the_deal_says_otherwise_is_changed_in_the_plan(kept: Kept) -> None:
    upsert(kept)
    later = upsert(kept, critical_date="2027-04-12", customer="Contoso Ltd").json()

    assert (later["revision"], later["plan"]["customer"]) == (2, "Contoso Ltd")
    assert later["plan"]["critical_dates"][0]["date"] == "2027-04-12"


def test_what_people_changed_meanwhile_stays_where_the_deal_says_nothing_new(kept: Kept) -> None:
    plan = upsert(kept).json()
    date = plan["plan"]["critical_dates"][0]
    move = {"do": "move_critical_date", "critical_date": date["id"], "to": "2027-05-03"}
    kept.send("POST", f"/v1/plans/{plan['id']}/operations", json={"operations": [move]})

    again = upsert(kept, customer="Contoso Ltd").json()

    assert again["plan"]["critical_dates"][0]["date"] == "2027-05-03"
    assert again["plan"]["customer"] == "Contoso Ltd"


def test_a_day_to_which_people_came_first_counts_as_told(kept: Kept) -> None:
    plan = upsert(kept).json()
    date = plan["plan"]["critical_dates"][0]

    def move(to: str) -> None:
        operation = {"do": "move_critical_date", "critical_date": date["id"], "to": to}
        kept.send("POST", f"/v1/plans/{plan['id']}/operations", json={"operations": [operation]})

    move("2027-05-03")
    assert upsert(kept, critical_date="2027-05-03").json()["revision"] == 2
    move("2027-06-07")

    assert upsert(kept, critical_date="2027-05-03").json()["plan"]["critical_dates"][0]["date"] == "2027-06-07"


def test_a_name_that_is_left_out_is_nothing_new_once_it_comes_again(kept: Kept) -> None:
    plan = upsert(kept, customer="Contoso").json()
    upsert(kept, customer="", critical_date="2027-04-12")
    rename = {"do": "edit_plan", "set": {"customer": "Contoso Ltd"}}
    kept.send("POST", f"/v1/plans/{plan['id']}/operations", json={"operations": [rename]})

    assert upsert(kept, customer="Contoso", critical_date="2027-04-12").json()["plan"]["customer"] == "Contoso Ltd"


def test_a_whole_plan_is_taken_once(kept: Kept) -> None:
    assert kept.send("PUT", DEAL, json=DOCUMENT).status_code == 201

    refused = kept.send("PUT", DEAL, json=DOCUMENT)
    assert (refused.status_code, refused.json()["errors"][0]["code"]) == (409, "already-there")


def test_a_name_is_one_workspaces_own(kept: Kept) -> None:
    upsert(kept)
    stranger = kept.tokens(EVERYTHING, workspace=kept.another_workspace())

    assert kept.send("GET", DEAL, token=stranger).status_code == 404
    assert kept.send("PUT", DEAL, token=stranger, json=RECORD).status_code == 201


def test_who_may_not_change_plans_makes_them_and_no_more(kept: Kept) -> None:
    creator = kept.tokens([Right.CREATE_PLANS, Right.READ_PLANS])
    assert kept.send("PUT", DEAL, token=creator, json=RECORD).status_code == 201

    assert kept.send("PUT", DEAL, token=creator, json=RECORD).status_code == 403


@pytest.mark.parametrize("deal", ["Sales%20force/1", "salesforce/a%20b", f"salesforce/{'x' * 201}"])
def test_a_name_that_is_none_is_refused(kept: Kept, deal: str) -> None:
    refused = kept.send("PUT", f"/v1/plans/by-external-id/{deal}", json=RECORD)

    assert (refused.status_code, refused.json()["code"]) == (422, "wrong-request")


def test_of_a_name_the_plan_goes_with_the_plan(kept: Kept) -> None:
    plan = upsert(kept).json()["id"]
    kept.send("DELETE", f"/v1/plans/{plan}")

    assert kept.send("GET", DEAL).status_code == 404
    assert upsert(kept).status_code == 201
