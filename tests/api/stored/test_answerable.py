"""Who answers for a plan is a member of its workspace, and shares it with others of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.callers import Right
from tests.api.stored.chapters import DOCUMENT
from tests.api.stored.service import EVERYTHING

if TYPE_CHECKING:
    from tests.api.stored.service import Kept


def test_a_plan_is_handed_over_and_shared(kept: Kept, plan: str) -> None:
    assert kept.send("PUT", f"{plan}/owner/m-ana").json() == {"owner": "m-ana", "members": []}
    assert kept.send("PUT", f"{plan}/members/m-ben").json() == {"owner": "m-ana", "members": ["m-ben"]}
    assert kept.send("PUT", f"{plan}/members/m-ben").json()["members"] == ["m-ben"]

    assert kept.send("GET", plan).json()["owner"] == "m-ana"
    assert kept.send("DELETE", f"{plan}/members/m-ben").json()["members"] == []


def test_somebody_else_s_people_are_no_members(kept: Kept, plan: str) -> None:
    for path in ("owner/m-nobody", "members/m-nobody"):
        refused = kept.send("PUT", f"{plan}/{path}")
        assert (refused.status_code, refused.json()["errors"][0]["code"]) == (404, "unknown-member")


def test_it_needs_the_right_to_share(kept: Kept, plan: str) -> None:
    changer = kept.tokens([Right.READ_PLANS, Right.CHANGE_PLANS])

    assert kept.send("PUT", f"{plan}/owner/m-ana", token=changer).status_code == 403
    assert kept.send("GET", f"{plan}/members", token=changer).status_code == 200


def test_another_workspace_finds_nothing_to_share(kept: Kept, plan: str) -> None:
    stranger = kept.tokens(EVERYTHING, workspace=kept.another_workspace())

    assert kept.send("PUT", f"{plan}/owner/m-ana", token=stranger).status_code == 404


def test_a_new_plan_gets_an_owner_who_is_a_member(kept: Kept) -> None:
    made = kept.send("POST", "/v1/plans", json=DOCUMENT, params={"owner": "m-ben"})
    refused = kept.send("POST", "/v1/plans", json=DOCUMENT, params={"owner": "m-nobody"})

    assert (made.json()["owner"], refused.status_code) == ("m-ben", 404)
