"""Every route that needs a credential, with those of links and participants that hold no more, or hold elsewhere."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from app.links import Said, Wanted, introduce, make_link, revoke_link, revoke_participant
from tests.api.pages.shared import Sharing, sharing
from tests.stored import Stored, another_plan, stored_plan

if TYPE_CHECKING:
    from collections.abc import Iterator

    import httpx

UNKNOWN = str(uuid4())


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A service, its routes, and the secrets of those who try them."""

    shared: Sharing
    client: httpx.Client
    routes: tuple[tuple[str, str], ...]
    secrets: dict[str, str]
    """By what is wrong with each."""

    def ask(self, route: tuple[str, str], secret: str | None, *, plan: str) -> httpx.Response:
        """Ask for a route of a plan."""
        method, path = route
        names = {"plan_id": plan, "kind": "ics", "number": "1", "party": "customer"}
        for name, value in names.items():
            path = path.replace(f"{{{name}}}", value)
        parts = [UNKNOWN if part.startswith("{") else part for part in path.split("/")]
        headers = {} if secret is None else {"authorization": f"Bearer {secret}"}
        return self.client.request(method, "/".join(parts), json={}, headers=headers)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """Serve plans of two workspaces, and let people come in by links."""
    with sharing(tmp_path_factory.mktemp("strangers")) as shared:
        client = shared.browser().http
        client.follow_redirects = False
        document = client.get("/openapi.json").json()
        routes = tuple(
            (method.upper(), path)
            for path, methods in document["paths"].items()
            for method, one in methods.items()
            if one.get("security")
        )
        yield Place(shared=shared, client=client, routes=routes, secrets=_secrets(shared.stored))


def _secrets(stored: Stored) -> dict[str, str]:
    other, foreign = another_plan(stored), stored_plan(stored.database)
    long_ago = replace(stored, now=stored.now - timedelta(days=9))
    ended = stored.now - timedelta(days=1)
    found = {"here": _came(stored), "elsewhere": _came(other), "foreign": _came(foreign)}
    found |= {"open": _link(stored, "open"), "closed": _link(stored, "name"), "garbage": "bpp_garbage", "none": "x"}
    found["expired"] = _link(long_ago, "open", expires_at=ended)
    with long_ago.writing() as unit:
        issued = make_link(unit, stored.plan, Wanted(party="customer", expires_at=ended), mails=True)
    found["ran-out"] = _introduced(long_ago, issued.secret)
    for name in ("revoked", "shut-out"):
        with stored.writing() as unit:
            issued = make_link(unit, stored.plan, Wanted(party="customer"), mails=True)
        came = introduce(stored.database, issued.secret, Said(name="Jo Kern"), origin="", now=stored.now)
        found[name] = came.secret
        with stored.writing() as unit:
            if name == "revoked":
                revoke_link(unit, stored.plan, issued.link.id)
            else:
                revoke_participant(unit, stored.plan, came.entered.participant.id)
    return found


def _link(stored: Stored, level: str, **wanted: object) -> str:
    with stored.writing() as unit:
        return make_link(unit, stored.plan, Wanted(party="customer", level=level, **wanted), mails=True).secret  # type: ignore[arg-type] # as the tests say


def _came(stored: Stored) -> str:
    return _introduced(stored, _link(stored, "name"))


def _introduced(stored: Stored, secret: str) -> str:
    return introduce(stored.database, secret, Said(name="Jo Kern"), origin="", now=stored.now).secret


def test_there_are_routes_to_try(place: Place) -> None:
    assert len(place.routes) > 30
    assert place.ask(("GET", "/v1/plans/{plan_id}"), place.secrets["here"], plan=place.shared.stored.plan).is_success


@pytest.mark.parametrize("wrong", ["", "garbage", "none", "closed", "expired", "ran-out", "revoked", "shut-out"])
def test_without_a_credential_that_holds_nobody_is_told_anything(place: Place, wrong: str) -> None:
    secret = place.secrets[wrong] if wrong else None
    answers = {route: place.ask(route, secret, plan=place.shared.stored.plan) for route in place.routes}

    assert {route: one.status_code for route, one in answers.items() if one.status_code != 401} == {}


@pytest.mark.parametrize("who", ["elsewhere", "foreign"])
def test_another_plan_is_as_unknown_as_one_that_is_not_there(place: Place, who: str) -> None:
    routes = [one for one in place.routes if "{plan_id}" in one[1]]
    here, nowhere = (
        {route: place.ask(route, place.secrets[who], plan=plan) for route in routes}
        for plan in (place.shared.stored.plan, UNKNOWN)
    )

    assert {
        route: one.status_code for route, one in here.items() if one.is_success or one.status_code in {401, 403}
    } == {}
    assert {
        route for route in routes if here[route].text.replace(place.shared.stored.plan, UNKNOWN) != nowhere[route].text
    } == set()


@pytest.mark.parametrize("who", ["here", "open"])
def test_a_participant_lacks_the_rights_of_members(place: Place, who: str) -> None:
    for path in (
        "/v1/plans/{plan_id}/share-links",
        "/v1/plans/{plan_id}/participants",
        "/v1/workspace",
        "/v1/members",
        "/v1/tokens",
    ):
        answer = place.ask(("GET", path), place.secrets[who], plan=place.shared.stored.plan)
        assert answer.status_code == 403
    erased = place.ask(("DELETE", "/v1/plans/{plan_id}"), place.secrets[who], plan=place.shared.stored.plan)
    assert erased.status_code == 403
