"""Answers to invitations that a mail provider posts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.callers import Right
from app.invitations import LARGEST
from app.plans import invitations_of
from tests.app.invitations.meeting import PLAN, Post, post, send_invitation
from tests.app.invitations.shapes import Reply
from tests.stored import Stored

from .service import Kept, keeping

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import httpx

MAILING = {"smtp": "smtp://127.0.0.1:9", "mail_from": "plans@plans.example", "reply_to": "replies@plans.example"}
MESSAGE = {"content-type": "message/rfc822"}


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Kept]:
    """Serve where answers are read, and believe one mail server."""
    with keeping(tmp_path, **MAILING, mail_checked_by="mx.plans.example") as kept:
        yield kept


@pytest.fixture
def stored(kept: Kept) -> Stored:
    """Keep a plan in which people meet."""
    made = kept.send("POST", "/v1/plans", content=PLAN, headers={"content-type": "application/yaml"})
    return Stored(database=kept.database, workspace=kept.workspace, plan=made.json()["id"], now=kept.clock[0])


@pytest.fixture
def jo(stored: Stored) -> Post:
    """Invite to the review, and return the mail of the customer's lawyer."""
    send_invitation(stored, "review")
    return post(stored)[1]


def handed_in(kept: Kept, raw: bytes, token: str | None = None) -> httpx.Response:
    """Post a message, with the token of everything or another."""
    return kept.send("POST", "/v1/replies", content=raw, headers=MESSAGE, token=token)


def state(stored: Stored) -> str:
    """Return what the lawyer has answered."""
    with stored.reading() as unit:
        return next(one.answer for one in invitations_of(unit, stored.plan) if one.person == "jo")


def test_a_posted_answer_is_done_once(kept: Kept, stored: Stored, jo: Post) -> None:
    token, raw = kept.tokens([Right.TAKE_REPLIES]), Reply(to=jo).raw()

    first, again = handed_in(kept, raw, token), handed_in(kept, raw, token)

    assert (first.status_code, first.json()) == (200, {"outcome": "taken", "code": ""})
    assert (again.status_code, again.json()) == (200, {"outcome": "repeated", "code": ""})
    assert stored.step("review")["agreed"]


def test_another_workspaces_token_is_told_what_it_is_of_no_invitation(kept: Kept, stored: Stored, jo: Post) -> None:
    theirs = kept.tokens([Right.TAKE_REPLIES], workspace=kept.another_workspace())

    here = handed_in(kept, Reply(to=jo).raw(), theirs)
    nowhere = handed_in(kept, Reply(to=jo, organizer=f"replies+{'0' * 32}@plans.example").raw(), theirs)

    assert here.json() == nowhere.json() == {"outcome": "refused", "code": "unknown-address"}
    assert state(stored) == "none"


def test_a_forged_answer_is_refused_without_a_word_of_whom_was_invited(kept: Kept, stored: Stored, jo: Post) -> None:
    refused = handed_in(kept, Reply(to=jo, email="eve@elsewhere.example").raw())

    assert refused.json() == {"outcome": "refused", "code": "forged"}
    assert state(stored) == "none"


def test_a_token_for_anything_else_hands_nothing_in(kept: Kept, stored: Stored, jo: Post) -> None:
    refused = handed_in(kept, Reply(to=jo).raw(), kept.tokens(set(Right) - {Right.TAKE_REPLIES}))

    assert (refused.status_code, refused.json()["code"]) == (403, "forbidden")
    assert state(stored) == "none"


def test_what_is_too_large_or_no_mail_is_refused(kept: Kept) -> None:
    large = handed_in(kept, b"Subject: x\r\n\r\n" + b"x" * LARGEST)
    text = kept.send("POST", "/v1/replies", content=b"Accepted", headers={"content-type": "text/plain"})
    bare = kept.client.post("/v1/replies", content=b"Accepted", headers={"authorization": f"Bearer {kept.token}"})

    assert [one.status_code for one in (large, text, bare)] == [413, 415, 415]
    assert text.headers["accept"] == "message/rfc822"


def test_a_message_with_too_many_parts_is_refused_for_good(kept: Kept) -> None:
    refused = handed_in(kept, b"From: jo@northwind.example\r\n\r\n" + b"boundary\r\n" * 100)

    assert (refused.status_code, refused.json()) == (200, {"outcome": "refused", "code": "too-many-parts"})
