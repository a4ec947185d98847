"""Links of a plan over HTTP: who makes them, who sees them, and that what opens them is kept nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from api.once import REPLAYED
from app.callers import Right

if TYPE_CHECKING:
    from tests.api.stored.service import Kept

CUSTOMER = {"party": "customer", "level": "open"}


def test_an_answer_that_is_given_again_has_no_secret_and_none_is_kept(kept: Kept, plan: str) -> None:
    sent = [
        kept.send("POST", f"{plan}/share-links", json=CUSTOMER, headers={"idempotency-key": "share-1"})
        for _ in range(2)
    ]

    first, again = (one.json() for one in sent)
    assert [one.status_code for one in sent] == [201, 201]
    assert sent[1].headers[REPLAYED] == "true"
    assert (again["link"], again["secret"], again["address"]) == (first["link"], None, None)
    assert first["address"].endswith(f"/s/{first['secret']}")
    with kept.database.engine.connect() as connection:
        tables = ("share_links", "kept_answers", "log")
        rows = [repr(connection.execute(text(f"select * from {name}")).all()) for name in tables]  # noqa: S608
    assert [first["secret"] in row for row in rows] == [False] * 3


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "share-links"),
        ("POST", "share-links"),
        ("DELETE", "share-links/x"),
        ("POST", "share-links/x/reissue"),
        ("GET", "participants"),
        ("DELETE", "participants/x"),
    ],
)
def test_sharing_takes_a_right_of_its_own(kept: Kept, plan: str, method: str, path: str) -> None:
    token = kept.tokens(set(Right) - {Right.SHARE_PLANS})
    foreign = kept.tokens(set(Right), workspace=kept.another_workspace())

    answers = [kept.send(method, f"{plan}/{path}", token=one, json=CUSTOMER) for one in (token, foreign)]

    assert [one.status_code for one in answers] == [403, 404]
    assert Right.SHARE_PLANS in answers[0].json()["detail"]


def test_a_link_that_was_taken_back_is_listed_as_such(kept: Kept, plan: str) -> None:
    link = kept.send("POST", f"{plan}/share-links", json=CUSTOMER).json()["link"]["id"]

    assert kept.send("DELETE", f"{plan}/share-links/{link}").status_code == 204
    [shown] = kept.send("GET", f"{plan}/share-links").json()["links"]
    assert shown["revoked_at"] == "2026-11-23T09:00:00Z"
    again = kept.send("POST", f"{plan}/share-links/{link}/reissue")
    assert (again.status_code, again.json()["errors"][0]["code"]) == (409, "link-over")
