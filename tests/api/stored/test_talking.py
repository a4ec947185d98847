"""Comments and files over HTTP: bounded on the way in, never shown on the way out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.callers import Right
from app.plans.attaching import LARGEST

if TYPE_CHECKING:
    import httpx

    from tests.api.stored.service import Kept

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360000002000001e221bc330000000049454e44ae426082"
)


def attach(kept: Kept, plan: str, content: bytes, **asked: str) -> httpx.Response:
    return kept.send("POST", f"{plan}/files", content=content, params=asked)


def test_a_file_comes_back_as_it_came_and_is_to_be_saved(kept: Kept, plan: str) -> None:
    made = attach(kept, plan, PNG, name='Über "alles".png')

    back = kept.send("GET", made.headers["location"])

    assert (made.status_code, back.content) == (201, PNG)
    assert (back.headers["content-type"], back.headers["content-length"]) == ("image/png", str(len(PNG)))
    assert back.headers["content-disposition"].startswith('attachment; filename="')
    assert "filename*=UTF-8''%C3%9Cber%20" in back.headers["content-disposition"]
    assert back.headers["x-content-type-options"] == "nosniff"
    assert back.headers["content-security-policy"].startswith("default-src 'none'")


def test_a_text_leaves_as_bytes(kept: Kept, plan: str) -> None:
    made = attach(kept, plan, b"Our offer", name="offer.txt")

    assert kept.send("GET", made.headers["location"]).headers["content-type"] == "application/octet-stream"


def test_what_is_larger_than_a_plan_may_be_is_taken_as_a_file(kept: Kept, plan: str) -> None:
    content = b"A long offer\n" * 300_000
    made = attach(kept, plan, content, name="offer.txt")

    assert (made.status_code, made.json()["size"]) == (201, len(content))
    assert kept.send("GET", made.headers["location"]).content == content


def test_a_file_that_is_too_large_is_refused_before_it_is_read(kept: Kept, plan: str) -> None:
    refused = attach(kept, plan, b"x" * (LARGEST + 1), name="offer.txt")

    assert (refused.status_code, refused.json()["code"]) == (413, "too-large")
    assert kept.send("GET", f"{plan}/files").json() == {"files": [], "next": None}


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("offer.html", b"<p>", "file-kind"),
        ("offer.png", b"<svg>", "file-not-what-it-says"),
        ("...", b"x", "file-without-name"),
    ],
)
def test_what_could_do_harm_is_refused(kept: Kept, plan: str, name: str, content: bytes, code: str) -> None:
    refused = attach(kept, plan, content, name=name)

    assert (refused.status_code, refused.json()["errors"][0]["code"]) == (422, code)


def test_an_upload_with_a_key_is_kept_once(kept: Kept, plan: str) -> None:
    def send() -> httpx.Response:
        headers = {"idempotency-key": "offer-1"}
        return kept.send("POST", f"{plan}/files", content=PNG, params={"name": "a.png"}, headers=headers)

    assert send().json() == send().json()
    assert len(kept.send("GET", f"{plan}/files").json()["files"]) == 1


def test_a_removed_file_and_one_that_never_was_are_told_alike(kept: Kept, plan: str) -> None:
    address = attach(kept, plan, PNG, name="a.png").headers["location"]
    assert kept.send("DELETE", address).status_code == 204

    gone, never = kept.send("GET", address), kept.send("GET", f"{plan}/files/nothing")
    assert (gone.status_code, gone.json()) == (404, never.json())


def test_only_who_said_something_takes_it_away(kept: Kept, plan: str) -> None:
    said = kept.send("POST", f"{plan}/comments", json={"text": "Which sites?", "private": True})
    other = kept.tokens([Right.READ_PLANS, Right.CHANGE_PLANS])

    assert said.json()["private"] == "seller"
    assert kept.send("DELETE", said.headers["location"], token=other).status_code == 403
    assert kept.send("DELETE", said.headers["location"]).status_code == 204
    [left] = kept.send("GET", f"{plan}/comments").json()["comments"]
    assert (left["text"], left["erased_at"] is None) == (None, False)


def test_comments_of_one_step_are_asked_for_by_its_id(kept: Kept, plan: str) -> None:
    for step in ("legal", "set-up"):
        kept.send("POST", f"{plan}/comments", json={"text": f"About {step}", "step": step})

    found = kept.send("GET", f"{plan}/comments", params={"step": "legal"}).json()["comments"]
    assert [one["text"] for one in found] == ["About legal"]
