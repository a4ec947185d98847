"""Every list of the API comes page by page, and its pages, however small, are the whole of it and nothing twice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from api.cursors import cursor_of
from app.links import Said, introduce
from app.mail import Mail, send
from app.store.mails import note_failed
from tests.stored import ANA

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.api.strangers.place import Place

BOUNDED: Mapping[str, str] = {
    "list_webhooks": "a workspace has 20 at most",
    "list_feeds": "a reader has 50 of a plan at most",
}
"""Lists that come whole, and what bounds them."""
SHORT = {"list_template_versions", "list_baselines", "list_invitations", "list_plan_replies", "list_replies"}
"""Lists of which the workspace here has one entry at most; the story of the examples tells more."""


@pytest.fixture(scope="module")
def filled(place: Place) -> Place:
    """Put two more of each into the workspace, so that one page of one is not all."""
    at, http, tool = f"/v1/plans/{place.here.plan}", place.http, place.here.tool

    def made(path: str, json: dict[str, Any]) -> Any:  # noqa: ANN401 - plain data
        answer = http.post(path, json=json, headers=tool)
        assert answer.is_success, (path, answer.text)
        return answer.json()

    for number in range(2):
        made(f"{at}/comments", {"text": f"Word {number}"})
        made("/v1/tokens", {"name": f"Tool {number}", "scopes": ["plans:read"]})
        made("/v1/members", {"email": f"another{number}@acme.example"})
        made("/v1/erasures", {"email": f"gone{number}@acme.example"})
        link = made(f"{at}/share-links", {"party": "customer", "level": "name", "keeps_visits": True})
        came = introduce(
            place.kept.database, link["secret"], Said(name=f"Kim {number}"), origin="", now=place.kept.clock[0]
        )
        http.get(f"/s/{link['secret']}", headers={"cookie": f"backplan-who={came.secret}"})
        name = f"note{number}.txt"
        http.post(f"{at}/files", content=b"x", params={"name": name}, headers={**tool, "content-type": "text/plain"})
        longer = {"do": "edit_step", "step": "legal", "set": {"duration": f"{number * 9 + 120}d"}}
        made(f"{at}/requests", {"operations": [longer]})
        made(f"{at}/operations", {"operations": [{**longer, "step": "set-up"}]})
        with place.kept.database.writing(workspace=place.here.id, actor=ANA, now=place.kept.clock[0]) as unit:
            mail = Mail(to="jo@northwind.example", kind="digest", subject=f"Due {number}", text="Due.\n")
            note_failed(unit, send(unit, mail), "550 nobody", keep=True)
    return place


def lists(document: Mapping[str, Any]) -> dict[str, tuple[str, list[str]]]:
    """Return by operation each list: its address, and what its entries stand under."""
    found = {}
    for path, methods in document["paths"].items():
        asked = methods.get("get", {})
        operation = asked.get("operationId", "")
        if operation.startswith("list_") or operation in {"show_log", "show_ledger"}:
            schema = asked["responses"]["200"]["content"]["application/json"]["schema"]["$ref"].rpartition("/")[2]
            properties = document["components"]["schemas"][schema]["properties"]
            found[operation] = path, [name for name, one in properties.items() if one.get("type") == "array"]
    return found


def paged(document: Mapping[str, Any]) -> dict[str, tuple[str, list[str]]]:
    """Return the lists that come page by page."""
    return {operation: one for operation, one in lists(document).items() if operation not in BOUNDED}


def test_every_list_takes_a_cursor_or_says_what_bounds_it(place: Place) -> None:
    whole = [
        operation
        for operation, (path, _) in lists(place.document).items()
        if not {"cursor", "limit"}
        <= {one["name"] for one in place.document["paths"][path]["get"].get("parameters", ())}
    ]
    assert sorted(whole) == sorted(BOUNDED)


def test_pages_of_one_are_the_whole_in_its_order(filled: Place) -> None:
    short = set()
    for operation, (path, names) in paged(filled.document).items():
        at = path.format(**filled.here.ids, number=1)
        whole = entries(filled, at, names)
        assert pages_of_one(filled, at, names) == whole, path
        short |= {operation} if len(whole) < 2 else set()
    assert short <= SHORT


def pages_of_one(place: Place, at: str, names: list[str]) -> list[Any]:
    """Follow a list one by one."""
    found, cursor = list[Any](), None
    for _ in range(200):
        answer = place.http.get(
            at, params={"limit": 1, **({"cursor": cursor} if cursor else {})}, headers=place.here.tool
        )
        assert answer.status_code == 200, answer.text
        told = _flat(answer.json(), names)
        assert len(told) <= 1
        found += told
        cursor = answer.json()["next"]
        if cursor is None:
            return found
    raise AssertionError(at)


def entries(place: Place, at: str, names: list[str]) -> list[Any]:
    answer = place.http.get(at, params={"limit": 200}, headers=place.here.tool)
    assert answer.json()["next"] is None
    return _flat(answer.json(), names)


def _flat(told: dict[str, Any], names: list[str]) -> list[Any]:
    """Return what is listed; of the ledger its lines, which stand below their critical dates."""
    listed = [one for name in names for one in told[name]]
    return [line for one in listed for line in one["lines"]] if "critical_dates" in names else listed


NO_CURSORS = ["x", "W10", "bnVsbA", "WyJ4Il0", "W251bGwsMV0", "WzFlOTk5XQ", "%"]
TEXTS = ("\0", "\ud800", "x\0y")
UNKEEPABLE = [cursor_of(one) for one in ([10**30], *(["starts", "2026-11-23", text] for text in TEXTS))]
"""What the database of a list cannot look for."""


@pytest.mark.parametrize("cursor", [*NO_CURSORS, *UNKEEPABLE])
def test_what_is_no_cursor_is_refused(filled: Place, cursor: str) -> None:
    taken = []
    for operation, (path, names) in paged(filled.document).items():
        at = path.format(**filled.here.ids, number=1)
        answer = filled.http.get(at, params={"cursor": cursor}, headers=filled.here.tool)
        assert (answer.status_code == 422) == ('"wrong-cursor"' in answer.text), (path, answer.text)
        if answer.status_code != 422:
            taken.append(operation)
            assert entries(filled, at, names) == [], "an empty list has no page that a cursor could miss"
    assert set(taken) <= SHORT
