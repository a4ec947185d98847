"""Who answers for a plan is a member of its workspace, and shares it with others of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.accounts.tokens import make_token
from app.actors import SYSTEM
from app.callers import MEMBER, RIGHTS, Right
from tests.api.stored.chapters import DOCUMENT
from tests.api.stored.service import EVERYTHING
from tests.stored import ANA, BEN, START

if TYPE_CHECKING:
    from app.actors import Actor
    from tests.api.stored.service import Kept

LONGER = {"operations": [{"do": "edit_step", "step": "set-up", "set": {"duration": "20d"}}]}


def token_of(kept: Kept, member: Actor) -> str:
    with kept.database.writing(workspace=kept.workspace, actor=member, now=START) as unit:
        return make_token(unit, "Mine", RIGHTS[MEMBER])


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


def test_a_token_of_a_member_does_no_more_to_the_plans_of_others_than_that_member(kept: Kept, plan: str) -> None:
    bens = token_of(kept, BEN)
    made_with_it = {"name": "Mine too", "scopes": sorted(RIGHTS[MEMBER])}
    nested = kept.send("POST", "/v1/tokens", token=bens, json=made_with_it).json()["secret"]

    for token in (bens, nested):
        tried = [
            kept.send("POST", f"{plan}/operations", token=token, json=LONGER),
            kept.send("POST", f"{plan}/undo", token=token),
            kept.send("PUT", f"{plan}/members/m-ben", token=token),
            kept.send("PUT", f"{plan}/owner/m-ben", token=token),
            kept.send("DELETE", plan, token=token),
        ]
        assert [one.status_code for one in tried] == [403] * 5
        assert (
            tried[0].json()["detail"]
            == "this plan is another member's; ask its owner to share it with you, or an admin"
        )
        assert kept.send("GET", plan, token=token).status_code == 200


def test_a_token_follows_what_its_maker_may_by_now(kept: Kept, plan: str) -> None:
    bens = token_of(kept, BEN)

    def changes() -> int:
        return kept.send("POST", f"{plan}/operations", token=bens, json=LONGER).status_code

    kept.send("PUT", f"{plan}/members/m-ben")
    assert changes() == 200
    kept.send("DELETE", f"{plan}/members/m-ben")
    assert changes() == 403
    kept.send("PATCH", "/v1/members/m-ben", json={"role": "admin"})
    assert changes() == 200
    kept.send("PATCH", "/v1/members/m-ana", json={"role": "admin"})
    kept.send("PATCH", "/v1/members/m-ben", json={"role": "member"})
    assert changes() == 403


def test_a_plan_that_a_members_token_makes_is_the_members(kept: Kept) -> None:
    bens = token_of(kept, BEN)
    made = kept.send("POST", "/v1/plans", token=bens, json=DOCUMENT)
    changed = kept.send("POST", f"{made.headers['location']}/operations", token=bens, json=LONGER)

    assert (made.json()["owner"], changed.status_code) == ("m-ben", 200)


def test_a_plan_that_an_admins_token_makes_waits_for_an_owner(kept: Kept) -> None:
    kept.send("PATCH", "/v1/members/m-ana", json={"role": "admin"})
    made = kept.send("POST", "/v1/plans", token=token_of(kept, ANA), json=DOCUMENT)

    assert (made.status_code, made.json()["owner"]) == (201, None)


def test_a_token_of_the_operator_changes_every_plan_as_its_scopes_say(kept: Kept, plan: str) -> None:
    with kept.database.writing(workspace=kept.workspace, actor=SYSTEM, now=START) as unit:
        operators = make_token(unit, "CRM", [Right.READ_PLANS, Right.CHANGE_PLANS])

    assert kept.send("POST", f"{plan}/operations", token=operators, json=LONGER).status_code == 200
    assert kept.send("DELETE", plan, token=operators).status_code == 403
