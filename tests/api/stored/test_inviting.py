"""Inviting over HTTP, and reading what came by mail."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import pytest

from app.callers import Right
from tests.app.invitations.meeting import PLAN, Post, post
from tests.app.invitations.shapes import Reply
from tests.stored import Stored

from .service import Kept, keeping
from .test_replies import MAILING, MESSAGE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Kept]:
    """Serve where answers are read."""
    with keeping(tmp_path, **MAILING) as kept:
        yield kept


@pytest.fixture
def stored(kept: Kept) -> Stored:
    """Keep a plan in which people meet."""
    made = kept.send("POST", "/v1/plans", content=PLAN, headers={"content-type": "application/yaml"})
    return Stored(database=kept.database, workspace=kept.workspace, plan=made.json()["id"], now=kept.clock[0])


def at(stored: Stored, what: str) -> str:
    """Return an address of the plan."""
    return f"/v1/plans/{stored.plan}/{what}"


def invited(kept: Kept, stored: Stored, **rest: Any) -> Any:  # noqa: ANN401 - plain data
    """Invite to the review."""
    return kept.send("POST", at(stored, "invitations"), json={"step": "review"}, **rest)


def words(jo: Post, number: int) -> bytes:
    """Return a message in words alone."""
    return (
        f"From: Jo Kern <jo@northwind.example>\r\nTo: {jo.message['Reply-To']}\r\n"
        f"Message-ID: <{number}@northwind.example>\r\nSubject: Re\r\n\r\nQuestion {number}\r\n"
    ).encode()


def test_a_request_with_a_key_invites_once(kept: Kept, stored: Stored) -> None:
    first, again = (invited(kept, stored, headers={"idempotency-key": "review-1"}) for _ in range(2))

    assert first.json()["invited"] == ["ana", "jo"]
    assert (again.json(), again.headers["idempotency-replayed"]) == (first.json(), "true")
    assert [mail.to for mail in post(stored)] == ["ana@acme.example", "jo@northwind.example"]
    assert "proposed" not in stored.step("review"), "a tool gives no side's word"


def test_who_saw_an_older_plan_invites_nobody(kept: Kept, stored: Stored) -> None:
    tag = kept.send("GET", f"/v1/plans/{stored.plan}").headers["etag"]
    kept.send("POST", at(stored, "operations"), json={"operations": [{"do": "start_step", "step": "legal"}]})

    assert invited(kept, stored, headers={"if-match": tag}).status_code == 412
    assert post(stored) == []


def test_no_answer_shows_what_an_answer_is_addressed_to(kept: Kept, stored: Stored) -> None:
    shown = invited(kept, stored).text + kept.send("GET", at(stored, "invitations")).text
    [_, jo] = post(stored)

    assert "ana@acme.example" in shown
    assert "jo@northwind.example" not in shown, "addresses of the other side are its own"
    assert str(jo.message["Reply-To"]).partition("+")[2].partition("@")[0] not in shown
    assert "replies+" in str(jo.message["Reply-To"])


def test_who_answered_what_is_there(kept: Kept, stored: Stored) -> None:
    invited(kept, stored)
    [_, jo] = post(stored)
    kept.send("POST", "/v1/replies", content=Reply(to=jo).raw(), headers=MESSAGE)

    shown = kept.send("GET", at(stored, "invitations")).json()["invitations"]

    assert {one["person"]: one["answer"] for one in shown} == {"ana": "none", "jo": "accepted"}


def test_what_is_for_people_comes_page_by_page(kept: Kept, stored: Stored) -> None:
    invited(kept, stored)
    [_, jo] = post(stored)
    for number in (1, 2, 3):
        kept.later(minutes=number % 2)  # two of them in the same moment
        kept.send("POST", "/v1/replies", content=words(jo, number), headers=MESSAGE)
    kept.send("POST", "/v1/replies", content=Reply(to=jo, email="eve@elsewhere.example").raw(), headers=MESSAGE)
    kept.send("POST", "/v1/replies", content=Reply(to=jo).raw(), headers=MESSAGE)

    for path in (at(stored, "replies"), "/v1/replies"):
        whole = kept.send("GET", path).json()["replies"]
        assert sorted(one["text"] or "" for one in whole if one["outcome"] == "words") == [
            "Question 1",
            "Question 2",
            "Question 3",
        ]
        assert [one["outcome"] for one in whole].count("refused") == 1
        pages, cursor = list[Any](), cast("Any", "")
        while cursor is not None:
            page = kept.send("GET", path, params={"limit": "1"} | ({"cursor": cursor} if cursor else {})).json()
            pages, cursor = [*pages, *page["replies"]], page["next"]
        assert pages == whole
        done = kept.send("GET", path, params={"outcome": "taken"}).json()["replies"]
        assert [one["says"].partition(" ")[0] for one in done] == ["Jo"]


def test_the_workspaces_list_is_for_those_who_manage_members(kept: Kept) -> None:
    reads = kept.tokens([Right.READ_PLANS, Right.TAKE_REPLIES])

    assert kept.send("GET", "/v1/replies", token=reads).status_code == 403
    assert kept.send("GET", "/v1/replies", params={"cursor": "bm93aGVyZQ"}).status_code == 422
