"""A request with an Idempotency-Key is done once, however often and by however many it is sent."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from api.once import REPLAYED
from app.actors import SYSTEM
from app.duties import REGULAR
from app.plans.answering import SWEEP_ANSWERS, sweep
from app.store import tables
from tests.api.plans import PLAN, YAML
from tests.api.stored.chapters import DOCUMENT

if TYPE_CHECKING:
    import httpx

    from tests.api.stored.service import Kept

KEY = {"idempotency-key": "crm-17"}
LONGER: dict[str, Any] = {"operations": [{"do": "edit_step", "step": "set-up", "set": {"duration": "20d"}}]}
ADDED: dict[str, Any] = {"operations": [{"do": "add_step", "new": {"id": "pilot", "title": "Pilot", "duration": "1d"}}]}


def rows(kept: Kept, table: str) -> int:
    with kept.database.reading(workspace=kept.workspace, actor=SYSTEM, now=kept.clock[0]) as unit:
        return unit.connection.scalar(select(func.count()).select_from(tables.METADATA.tables[table])) or 0


def ask(kept: Kept, **headers: str) -> httpx.Response:
    return kept.send("POST", "/v1/plans", content=PLAN, headers={**YAML, **headers})


def test_the_same_request_again_gets_the_same_answer_and_is_not_done_again(kept: Kept) -> None:
    first = ask(kept, **KEY)
    again = ask(kept, **KEY)

    assert (again.status_code, again.content) == (first.status_code, first.content) == (201, first.content)
    assert {name: again.headers[name] for name in ("location", "etag", "content-type")} == {
        name: first.headers[name] for name in ("location", "etag", "content-type")
    }
    assert (first.headers.get(REPLAYED), again.headers[REPLAYED]) == (None, "true")
    assert rows(kept, "plans") == 1


def test_without_a_key_it_is_done_again(kept: Kept) -> None:
    assert ask(kept).json()["id"] != ask(kept).json()["id"]


def test_another_request_with_the_same_key_is_refused(kept: Kept, plan: str) -> None:
    kept.send("POST", f"{plan}/operations", json=LONGER, headers=KEY)

    for path, body in ((f"{plan}/operations", ADDED), (f"{plan}/operations?x=1", LONGER), (f"{plan}/undo", {})):
        refused = kept.send("POST", path, json=body, headers=KEY)
        assert (refused.status_code, refused.json()["errors"][0]["code"]) == (422, "key-used")
    assert kept.send("GET", plan).json()["revision"] == 2


def test_a_key_is_its_callers_own(kept: Kept, plan: str) -> None:
    other = kept.tokens(("plans:read", "plans:change"))  # type: ignore[arg-type] # as they are written
    kept.send("POST", f"{plan}/operations", json=LONGER, headers=KEY)

    assert kept.send("POST", f"{plan}/operations", json=ADDED, headers=KEY, token=other).status_code == 200


def test_what_was_refused_can_be_sent_again(kept: Kept, plan: str) -> None:
    kept.send("POST", f"{plan}/archive")
    assert kept.send("POST", f"{plan}/operations", json=LONGER, headers=KEY).status_code == 409
    kept.send("POST", f"{plan}/restore")

    done = kept.send("POST", f"{plan}/operations", json=LONGER, headers=KEY)
    assert (done.status_code, done.headers.get(REPLAYED)) == (200, None)


def test_after_a_day_the_key_is_free_again(kept: Kept) -> None:
    first = ask(kept, **KEY)
    kept.later(hours=23, minutes=59)
    assert ask(kept, **KEY).json() == first.json()

    kept.later(minutes=1)

    assert ask(kept, **KEY).json()["id"] != first.json()["id"]


def test_answers_that_nobody_gets_any_more_are_swept(kept: Kept) -> None:
    ask(kept, **KEY)
    kept.later(hours=12)
    ask(kept, **{"idempotency-key": "crm-18"})
    kept.later(hours=13)

    assert SWEEP_ANSWERS in {each.job for each in REGULAR}
    sweep(kept.database, kept.clock[0])
    assert rows(kept, "kept_answers") == 1


def test_ten_at_once_are_done_once(on_both: Kept) -> None:
    plan = on_both.send("POST", "/v1/plans", json=DOCUMENT).headers["location"]

    def send(_: int) -> httpx.Response:
        return on_both.send("POST", f"{plan}/operations", json=LONGER, headers=KEY)

    with ThreadPoolExecutor(10) as pool:
        answers = list(pool.map(send, range(10)))

    assert {one.status_code for one in answers} == {200}
    assert len({one.content for one in answers}) == 1
    assert sorted(one.headers.get(REPLAYED, "") for one in answers) == [""] + ["true"] * 9
    assert rows(on_both, "revisions") == 2


def test_of_those_who_hand_in_the_same_plan_at_once_one_keeps_its_id(on_both: Kept) -> None:
    with ThreadPoolExecutor(6) as threads:
        answers = [*threads.map(lambda _: on_both.send("POST", "/v1/plans", json=DOCUMENT), range(6))]

    assert {one.status_code for one in answers} == {201}
    ids = [one.json()["id"] for one in answers]
    assert len({*ids}) == len(ids)
    assert DOCUMENT["id"] in ids
