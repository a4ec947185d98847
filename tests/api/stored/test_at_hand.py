"""What was answered before is answered again without a query, and never to anybody that it is not for."""

from __future__ import annotations

import asyncio
from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from sqlalchemy import event
from starlette.responses import Response

from api.at_hand import AtHand
from api.known import Known
from api.routes.stored.presented import presented
from app.accounts.tokens import issue_token, revoke_token
from app.callers import Right
from app.store import Database
from app.verbs.steps import EditStep
from tests.looping import ran
from tests.stored import ANA

from .chapters import DOCUMENT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from starlette.types import Receive, Scope, Send

    from .service import Kept

VIEWS = ("", "/document", "/export/ics", "/explain?step=legal")


@contextmanager
def queries(kept: Kept) -> Iterator[list[str]]:
    """Give all that the database is asked meanwhile by the service."""
    asked = list[str]()

    def note(*of: object) -> None:
        asked.append(str(of[2]))

    engine = kept.database.engine
    event.listen(engine, "before_cursor_execute", note)
    yield asked
    event.remove(engine, "before_cursor_execute", note)


@pytest.mark.parametrize("view", VIEWS)
def test_a_plan_that_nobody_changed_is_shown_again_without_a_query(kept: Kept, plan: str, view: str) -> None:
    first = kept.send("GET", plan + view)
    with queries(kept) as asked:
        again = kept.send("GET", plan + view)
        known = kept.send("GET", plan + view, headers={"if-none-match": first.headers["etag"]})
    kept.change(plan.rpartition("/")[2], ANA, [EditStep(step="legal", set={"title": "Contract"})])
    newer = kept.send("GET", plan + view).headers["etag"]
    looked = [kept.send("GET", plan + view, headers={"if-none-match": newer}) for _ in range(2)]

    assert told(looked[0]) == told(looked[1])
    assert asked == []
    assert (again.status_code, again.content) == (200, first.content)
    assert told(again) == told(first)
    assert (known.status_code, known.content, known.headers["etag"]) == (304, b"", first.headers["etag"])


def test_who_always_names_a_tag_has_it_at_hand_too(kept: Kept, plan: str) -> None:
    tag = kept.send("GET", plan).headers["etag"]
    kept.change(plan.rpartition("/")[2], ANA, [EditStep(step="legal", set={"title": "Contract"})])
    changed = kept.send("GET", plan, headers={"if-none-match": tag})
    newer = {"if-none-match": changed.headers["etag"]}
    assert (changed.status_code, kept.send("GET", plan, headers=newer).status_code) == (200, 304)
    with queries(kept) as asked:
        assert kept.send("GET", plan, headers=newer).status_code == 304
    assert asked == []


def test_a_change_by_whatever_door_is_seen_at_once(on_both: Kept) -> None:
    plan = str(on_both.send("POST", "/v1/plans", json=DOCUMENT).headers["location"])
    before = on_both.send("GET", plan)
    assert on_both.send("GET", plan).content == before.content
    on_both.change(plan.rpartition("/")[2], ANA, [EditStep(step="legal", set={"title": "Contract"})])

    after = on_both.send("GET", plan)
    assert after.headers["etag"] != before.headers["etag"]
    assert "Contract" in after.text


def test_a_token_that_was_taken_back_or_is_over_shows_nothing(on_both: Kept) -> None:
    plan = str(on_both.send("POST", "/v1/plans", json=DOCUMENT).headers["location"])
    with on_both.database.writing(workspace=on_both.workspace, actor=ANA, now=on_both.clock[0]) as unit:
        ends = on_both.clock[0] + timedelta(minutes=5)
        passing = issue_token(unit, "CRM", [Right.READ_PLANS], by=None, expires_at=ends)
        gone = issue_token(unit, "CRM", [Right.READ_PLANS], by=None)
    assert [on_both.send("GET", plan, token=one.secret).status_code for one in (passing, passing, gone)] == 3 * [200]
    with on_both.database.writing(workspace=on_both.workspace, actor=ANA, now=on_both.clock[0]) as unit:
        revoke_token(unit, gone.token.id, maker=None)
    assert on_both.send("GET", plan, token=gone.secret).status_code == 401
    assert on_both.send("GET", plan, token=passing.secret).status_code == 200
    on_both.later(minutes=5)
    assert on_both.send("GET", plan, token=passing.secret).status_code == 401


def test_a_new_day_is_a_new_answer(kept: Kept, plan: str) -> None:
    why = f"{plan}/explain?step=legal&date=early_start"
    days = list[str]()
    for _ in range(2):
        days.append(kept.send("GET", why).text)
        kept.later(days=1)
    assert days[0] != days[1]


def test_it_is_for_whoever_asked_in_the_form_that_was_asked_for(kept: Kept, plan: str) -> None:
    document = f"{plan}/document"
    json = kept.send("GET", document, headers={"accept": "application/json"})
    yaml = kept.send("GET", document, headers={"accept": "application/yaml"})
    assert json.headers["content-type"] != yaml.headers["content-type"]
    for token, status in (("bpt_nobody", 401), (kept.tokens([Right.READ_PORTFOLIO]), 403)):
        assert kept.send("GET", document, token=token).status_code == status
    assert kept.client.get(document).status_code == 401


def test_two_credentials_at_once_are_no_way_to_hand_an_answer_on(kept: Kept, plan: str) -> None:
    shown = [("authorization", f"Bearer {kept.token}"), ("authorization", "Bearer bpt_nobody")]
    for order in (shown, shown[::-1]):
        kept.client.get(plan, headers=order)
    assert kept.client.get(plan, headers=[shown[1]]).status_code == 401


def test_an_answer_at_hand_has_a_line_in_the_log_and_an_id_of_its_own(
    kept: Kept, plan: str, caplog: pytest.LogCaptureFixture
) -> None:
    kept.send("GET", plan)
    with caplog.at_level("INFO", logger="backplan"):
        again = kept.send("GET", plan, headers={"x-request-id": "proxy-17"})
        other = kept.send("GET", plan)
    assert again.headers["x-request-id"] == "proxy-17" != other.headers["x-request-id"]


def test_the_room_is_bounded(kept: Kept) -> None:
    async def doors(scope: Scope, receive: Receive, send: Send) -> None:
        scope["state"] |= {"still": lambda _: True, "route": "/"}
        await Known(Response("x" * 400, headers={"ETag": '"1"'}))(scope, receive, send)

    front = AtHand(doors, kept.service, room=1_000)

    async def ask() -> list[str]:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(front), base_url="http://x") as client:
            return [(await client.get(f"/f/{number % 5}")).text for number in range(20)]

    assert ran(ask()) == ["x" * 400] * 20
    assert front.size == 800


def test_many_who_ask_at_once_cost_one_look_at_the_database(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    looks = list[int | None]()

    async def doors(scope: Scope, receive: Receive, send: Send) -> None:
        scope["state"] |= {"still": lambda _: True, "route": "/"}
        await Known(Response("x", headers={"ETag": '"1"'}))(scope, receive, send)

    def version(database: Database) -> int | None:
        assert database is kept.database
        looks.append(look())
        return looks[-1]

    assert kept.database.watch is not None
    look = kept.database.watch.version
    monkeypatch.setattr(Database, "version", version)
    front = AtHand(doors, kept.service)

    async def ask() -> None:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(front), base_url="http://x") as client:
            await asyncio.gather(*(client.get("/f/1") for _ in range(20)))

    ran(ask())
    assert len(looks) < 10
    ran(ask())
    assert len(looks) < 20


def told(answer: httpx.Response) -> dict[str, str]:
    """Return the headers that say something of the answer."""
    return {name: said for name, said in answer.headers.items() if name not in {"date", "x-request-id"}}


def test_a_plan_is_written_once_for_all_who_have_the_same_eyes_until_it_changes(
    kept: Kept, plan: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    times = list[int]()

    def counting(*seen: Any) -> Any:  # noqa: ANN401 - as it is
        times.append(1)
        return presented(*seen)

    monkeypatch.setattr("api.routes.stored.showing.presented", counting)
    readers = [kept.token, kept.tokens({Right.READ_PLANS})]

    first = [kept.send("GET", plan, token=token).json() for token in readers]
    assert first[0] == first[1]
    assert len(times) == 1

    kept.send("PUT", f"{plan}/owner/m-ben").raise_for_status()
    assert kept.send("GET", plan).json()["owner"] == "m-ben"
    assert len(times) == 2
