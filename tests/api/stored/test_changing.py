"""Operations over HTTP: merged where they touch different fields, refused with both values where they do not."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

from tests.api.stored.chapters import DOCUMENT

if TYPE_CHECKING:
    import httpx

    from tests.api.stored.service import Kept


def edit(step: str, **fields: str) -> dict[str, Any]:
    return {"do": "edit_step", "step": step, "set": fields}


def change(kept: Kept, plan: str, *operations: dict[str, Any], tag: str | None = None, **said: Any) -> httpx.Response:  # noqa: ANN401
    headers = {} if tag is None else {"if-match": tag}
    return kept.send("POST", f"{plan}/operations", json={"operations": operations, **said}, headers=headers)


def test_a_change_answers_its_revision_and_what_moved(kept: Kept, plan: str) -> None:
    done = change(kept, plan, edit("set-up", duration="60d"), why="Two more sites")

    assert (done.status_code, done.json()["revision"]) == (200, 2)
    [moved] = done.json()["changes"]["critical_dates"]
    assert (moved["id"], moved["forecast_before"], moved["forecast_after"]) == ("go-live", "2027-02-19", "2027-03-03")
    assert done.headers["etag"].startswith('"2-')
    assert kept.send("GET", plan).headers["etag"].startswith('"2-')


def test_a_preview_says_the_same_and_keeps_nothing(kept: Kept, plan: str) -> None:
    body = {"operations": [edit("set-up", duration="40d")]}
    tried = kept.send("POST", f"{plan}/operations/preview", json=body)
    assert kept.send("GET", plan).json()["revision"] == 1

    assert kept.send("POST", f"{plan}/operations", json=body).json()["changes"] == tried.json()


def test_changes_of_different_fields_merge(kept: Kept, plan: str) -> None:
    tag = kept.send("GET", plan).headers["etag"]

    first = change(kept, plan, edit("set-up", duration="20d"), tag=tag)
    second = change(kept, plan, edit("training", duration="4d"), tag=tag)

    assert (first.status_code, second.status_code, second.json()["revision"]) == (200, 200, 3)


def test_who_changes_the_same_is_told_both_values(kept: Kept, plan: str) -> None:
    tag = kept.send("GET", plan).headers["etag"]
    change(kept, plan, edit("set-up", duration="20d"), tag=tag)

    refused = change(kept, plan, edit("set-up", duration="12d"), tag=tag)

    [told] = refused.json()["errors"]
    assert (refused.status_code, told["code"], told["path"]) == (409, "conflict", "steps.set-up.duration")
    assert told["values"] == {"theirs": "20d", "mine": "12d"}


def test_all_operations_are_done_or_none(kept: Kept, plan: str) -> None:
    refused = change(kept, plan, edit("set-up", duration="20d"), edit("nowhere", duration="1d"))

    assert (refused.status_code, refused.json()["errors"][0]["code"]) == (422, "unknown-step")
    assert kept.send("GET", plan).json()["revision"] == 1


def test_a_hundred_operations_are_the_most(kept: Kept, plan: str) -> None:
    assert change(kept, plan, *[edit("set-up", duration="20d")] * 101).status_code == 422
    assert change(kept, plan, *[edit("set-up", duration="20d")] * 100).status_code == 200


def test_what_contradicts_itself_is_refused_with_its_place(kept: Kept, plan: str) -> None:
    refused = change(kept, plan, {"do": "link", "step": "legal", "after": "go-live"})

    assert refused.status_code == 422
    assert refused.json()["errors"]


def test_nobody_is_lost_who_changes_at_once(on_both: Kept) -> None:
    plan = on_both.send("POST", "/v1/plans", json=DOCUMENT).headers["location"]
    new = [{"do": "add_step", "new": {"id": f"s{n}", "title": f"Step {n}", "duration": "1d"}} for n in range(12)]

    with ThreadPoolExecutor(12) as pool:
        answers = list(pool.map(lambda one: change(on_both, plan, one), new))

    assert sorted(one.json()["revision"] for one in answers) == [*range(2, 14)]
    steps = {one["id"] for one in on_both.send("GET", plan).json()["plan"]["steps"]}
    assert {f"s{n}" for n in range(12)} <= steps


def test_the_same_tag_twice_takes_one_change_back(kept: Kept, plan: str) -> None:
    change(kept, plan, edit("training", duration="4d"))
    tag = {"if-match": change(kept, plan, edit("set-up", duration="20d")).headers["etag"]}

    back, again = (kept.send("POST", f"{plan}/undo", headers=tag) for _ in range(2))

    assert (back.status_code, again.status_code) == (200, 409)
    assert [one["code"] for one in again.json()["errors"]] == ["done-since"]
    steps = {one["id"]: one for one in kept.send("GET", f"{plan}/document").json()["steps"]}
    assert (steps["set-up"]["duration"], steps["training"]["duration"]) == ("15d", "4d")


def test_the_way_back_says_in_its_body_what_was_seen(kept: Kept, plan: str) -> None:
    seen = change(kept, plan, edit("set-up", duration="20d")).json()["revision"]
    change(kept, plan, edit("training", duration="4d"))

    older = kept.send("POST", f"{plan}/undo", json={"seen": seen})
    back = kept.send("POST", f"{plan}/undo", json={"seen": seen + 1, "why": "One site less"})
    forth = [kept.send("POST", f"{plan}/redo", json={"seen": one}) for one in (seen + 1, seen + 2)]

    assert (older.status_code, back.status_code, [one.status_code for one in forth]) == (409, 200, [409, 200])
    assert kept.send("POST", f"{plan}/undo", json={"seen": 99}).status_code == 412
