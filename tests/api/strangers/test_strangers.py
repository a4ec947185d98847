"""Every route that knows its caller: nobody is let in without a credential, nor told of what is another's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.callers import Right
from app.links import Said, introduce
from tests.stored import ANA, another_plan

from .asking import ask, nothing, told
from .entries import FIXED, OWN, PAGES, Sort
from .place import Place, Shown, bearer, stored_in

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .walk import Door


@pytest.fixture(scope="module")
def knowing(place: Place, routes: tuple[Door, ...]) -> tuple[Door, ...]:
    """Return the routes that the OpenAPI document declares to need a credential."""
    paths = place.document["paths"]
    needs = {one: paths.get(one.path, {}).get(one.method.lower(), {}).get("security", [{}]) for one in routes}
    return tuple(one for one in routes if needs[one] and {} not in needs[one])  # which would be for anybody


def test_every_route_is_told_of(routes: tuple[Door, ...], knowing: tuple[Door, ...], place: Place) -> None:
    """A new route needs a credential, or stands among the pages with whom it lets in."""
    assert {str(one) for one in routes} - {str(one) for one in (*knowing, *PAGES)} == set()
    assert {str(one) for one in (*knowing, *PAGES)} - {str(one) for one in routes} == set()
    assert {*knowing} & {*PAGES} == set()
    assert len(knowing) > 60
    declared = {f"{method.upper()} {path}" for path, methods in place.document["paths"].items() for method in methods}
    assert declared - {str(one) for one in knowing} <= {str(one) for one, s in PAGES.items() if s == Sort.ANYBODY}


def test_every_name_in_a_path_stands_for_something(routes: tuple[Door, ...], place: Place) -> None:
    secret = {"secret"}
    assert {name for one in routes for name in one.names} - {*FIXED, *OWN} == secret
    assert {*place.here.ids} == OWN
    assert {*place.here.ids.values()} & {*place.elsewhere.ids.values()} == set()


def test_without_a_credential_that_holds_nobody_is_told_anything(
    place: Place, knowing: tuple[Door, ...], unknown_callers: dict[str, Shown]
) -> None:
    ids = place.here.ids
    for door in knowing:
        answers = {why: told(ask(place, door, shows, ids), ids) for why, shows in unknown_callers.items()}
        assert answers["nothing"][0] == 401, door
        assert {why for why, answer in answers.items() if answer != answers["nothing"]} == set(), door


def test_those_who_may_find_what_they_look_for(place: Place, knowing: tuple[Door, ...]) -> None:
    """What is refused to others is there to be had."""
    for shows in (place.here.tool, place.here.admin):
        looked = {door: ask(place, door, shows, place.here.ids).status_code for door in knowing if door.method == "GET"}
        assert {door: status for door, status in looked.items() if status not in {200, 406}} == {}


@pytest.mark.parametrize("who", ["tool", "admin"])
def test_what_another_workspace_has_is_as_unknown_as_what_nobody_has(
    place: Place, knowing: tuple[Door, ...], who: str
) -> None:
    shows: Shown = getattr(place.elsewhere, who)
    before = all_that_is(place)
    for door in knowing:
        for ids in attempts(place, door):
            theirs, none = ({name: one[name] for name in door.names if name in OWN} for one in (ids, nothing(ids)))
            none |= {name: place.elsewhere.ids[name] for name in theirs if theirs[name] == place.elsewhere.ids[name]}
            here, nowhere = (told(ask(place, door, shows, one), one) for one in (theirs, none))
            assert here == nowhere, door
            makes_sure = (str(door), theirs.get("plan_id")) == (MAKES_SURE, place.elsewhere.plan)
            assert here[0] == 404 or makes_sure or str(door) == PUTS_IN, door
    assert all_that_is(place) == before


MAKES_SURE = "DELETE /v1/plans/{plan_id}/members/{member_id}"
"""Of one's own plan it makes sure that somebody is not among those who change it, whoever that is."""


PUTS_IN = "PUT /v1/templates/{template_id}"
"""Of a name that another workspace has too it makes a template of one's own."""


def attempts(place: Place, door: Door) -> Iterable[dict[str, str]]:
    """Yield what somebody from elsewhere may try: what is here, at its own place and at one of one's own."""
    names = {*door.names} & OWN
    if names:
        yield {**place.here.ids}
    if {"plan_id"} < names:
        yield {**place.here.ids, "plan_id": place.elsewhere.plan}


def all_that_is(place: Place) -> list[str]:
    """Return all that is here, as its own admin sees it."""
    at = f"/v1/plans/{place.here.plan}"
    parts = ("", "/log", "/comments", "/files", "/share-links", "/participants", "/feeds", "/requests", "/members")
    paths = [*(f"{at}{part}" for part in parts), "/v1/plans", "/v1/workspace", "/v1/members", "/v1/tokens"]
    answers = [place.http.get(path, headers=place.here.admin) for path in paths]
    assert {answer.status_code for answer in answers} == {200}
    return [answer.text for answer in answers]


@pytest.fixture(scope="module")
def guests(place: Place) -> dict[str, Shown]:
    """Return those who came in by a link: of the plan here, of another one here, of one elsewhere."""
    other = another_plan(stored_in(place.kept, place.here.id, place.here.plan), owner=ANA.id)
    headers = place.here.tool
    answer = place.http.post(f"/v1/plans/{other.plan}/share-links", json={"party": "customer"}, headers=headers)
    now = place.kept.clock[0]
    came = introduce(place.kept.database, answer.json()["secret"], Said(name="Kim"), origin="", now=now)
    return {
        "here": bearer(place.here.secrets["participant"]),
        "by the open link": bearer(place.here.secrets["link"]),
        "another plan": bearer(came.secret),
        "elsewhere": bearer(place.elsewhere.secrets["participant"]),
    }


@pytest.mark.parametrize("who", ["another plan", "elsewhere"])
def test_a_guest_of_another_plan_is_told_nothing_of_this_one(
    place: Place, knowing: tuple[Door, ...], guests: dict[str, Shown], who: str
) -> None:
    """A right that no guest has is lacking alike; all else is not there."""
    ids = place.here.ids
    for door in knowing:
        names = {name: ids[name] for name in door.names if name in OWN}
        here, nowhere = (told(ask(place, door, guests[who], one), one) for one in (names, nothing(names)))
        assert here == nowhere, door
        assert here[0] == 404 if "plan_id" in door.names else here[0] in {200, 403, 404}, door


@pytest.mark.parametrize("rights", [[Right.READ_PLANS], [Right.READ_PORTFOLIO], []])
def test_who_lacks_a_right_is_told_so_only_of_what_it_sees(
    place: Place, knowing: tuple[Door, ...], rights: list[Right]
) -> None:
    shows = bearer(place.kept.tokens(rights))
    sees = place.http.get(f"/v1/plans/{place.here.plan}", headers=shows).is_success
    assert sees == (Right.READ_PLANS in rights)
    for door in knowing:
        names = {name: place.here.ids[name] for name in door.names if name in OWN}
        nobodys = nothing(names)
        here, nowhere = told(ask(place, door, shows, names), names), told(ask(place, door, shows, nobodys), nobodys)
        if here[0] == 403 and sees and "plan_id" in names:
            assert nowhere[0] == 404, door  # of the plan that it sees it is told what it may not do, of no other
        elif here[0] == 403:
            assert here == nowhere, door


@pytest.mark.parametrize("who", ["here", "by the open link"])
def test_a_guest_of_this_plan_may_not_what_members_may(place: Place, guests: dict[str, Shown], who: str) -> None:
    at = f"/v1/plans/{place.here.plan}"
    for path in (f"{at}/share-links", f"{at}/participants", "/v1/workspace", "/v1/members", "/v1/tokens", "/v1/plans"):
        assert place.http.get(path, headers=guests[who]).status_code == 403, path
    assert place.http.delete(at, headers=guests[who]).status_code == 403
    assert place.http.get(at, headers=guests[who]).status_code == 200


def test_nobody_makes_a_plan_like_one_of_another_workspace(place: Place) -> None:
    asked = {"from": "plan", "title": "Like theirs"}
    here, nowhere = (
        told(place.http.post("/v1/plans", json={**asked, "plan": one}, headers=place.elsewhere.tool), {"plan": one})
        for one in (place.here.plan, nothing({"plan": place.here.plan})["plan"])
    )
    assert here[0] == 404
    assert here == nowhere


def test_what_a_system_calls_a_plan_is_known_in_its_own_workspace_alone(place: Place) -> None:
    asked = {"from": "template", "template": "mid-market-saas", "critical_date": "2027-03-15", "customer": "Theirs"}
    at = "/v1/plans/by-external-id/crm/only-here"
    assert place.http.put(at, json=asked, headers=place.here.tool).status_code == 201

    elsewhere = place.http.get(at, headers=place.elsewhere.tool)
    nowhere = place.http.get(f"{at}-either", headers=place.elsewhere.tool)
    assert told(elsewhere, {}) == told(nowhere, {})
    assert elsewhere.status_code == 404
