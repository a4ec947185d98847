"""Each kind of problem is told just as its example in the OpenAPI document has it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from starlette.exceptions import HTTPException

from api.example_problems import problems
from api.examples import bodies
from api.kinds import KINDS
from api.main import create_app
from app.callers import Right
from app.settings import Settings
from tests.api.plans import JSON, PLAN, YAML
from tests.api.server import raw, serving
from tests.api.stored.service import keeping
from tests.api.test_hostile import SLOW, while_somebody_is_slow


def _broken() -> None:
    message = "a mistake of ours"
    raise RuntimeError(message)


def _garbled() -> None:
    raise HTTPException(400)


@pytest.fixture(scope="module")
def service() -> Iterator[httpx.Client]:
    """Serve with two routes that go wrong."""
    app = create_app(Settings())
    app.get("/broken")(_broken)
    app.get("/garbled")(_garbled)
    with serving(app=app) as client:
        yield client


def _schedule(
    client: httpx.Client, body: str | bytes = PLAN, *, as_of: str = "2026-11-23", headers: dict[str, str] = YAML
) -> httpx.Response:
    return client.post("/v1/schedule", content=body, params={"as_of": as_of}, headers=headers)


PROVOKED: dict[str, Callable[[httpx.Client], httpx.Response]] = {
    "bad-request": lambda client: client.get("/garbled"),
    "unreadable-text": lambda client: _schedule(client, bodies()["cut-off"].text, headers=JSON),
    "not-found": lambda client: client.get("/v1/nowhere"),
    "method-not-allowed": lambda client: client.get("/v1/schedule"),
    "not-acceptable": lambda client: _schedule(client, headers=YAML | {"accept": "text/html"}),
    "too-large": lambda client: _schedule(client, b"#" * 2_000_001),
    "unsupported-media-type": lambda client: _schedule(client, headers={"content-type": "text/html"}),
    "unreadable-plan": lambda client: _schedule(client, bodies()["two-slips"].text, headers=JSON),
    "wrong-request": lambda client: _schedule(client, as_of="tomorrow"),
    "unexpected": lambda client: client.get("/broken"),
}


@pytest.mark.parametrize("code", PROVOKED)
def test_a_problem_is_told_as_its_example(service: httpx.Client, code: str) -> None:
    answer = PROVOKED[code](service)

    assert answer.status_code == KINDS[code].status
    assert _told(answer) == problems()[code] | _id(answer)


def test_who_is_asked_to_come_back_is_told_as_the_example_has_it() -> None:
    with serving(Settings(at_once=1, waiting=0, patience=2)) as client:
        answer = while_somebody_is_slow(client)

    assert (answer.status_code, _told(answer)) == (503, problems()["busy"])


def test_who_is_too_slow_is_told_as_the_example_has_it() -> None:
    with serving(Settings(patience=1)) as client:
        answer = raw(client, SLOW).decode()

    said = httpx.Response(408, content=answer.partition("\r\n\r\n")[2]).json()
    assert said == problems()["too-slow"] | {"detail": problems()["too-slow"]["detail"].replace(" 20 ", " 1 ")}


def test_who_has_no_credential_or_too_few_rights_is_told_as_the_example_has_it(tmp_path: Path) -> None:
    with keeping(tmp_path) as kept:
        plan = kept.send("POST", "/v1/plans", content=PLAN, headers=YAML).json()["id"]
        reader = kept.tokens([Right.READ_PLANS])
        stranger = kept.client.get(f"/v1/plans/{plan}")
        refused = kept.send("POST", f"/v1/plans/{plan}/archive", token=reader)

    assert (stranger.status_code, _told(stranger)) == (401, problems()["unauthenticated"])
    assert stranger.headers["www-authenticate"] == "Bearer"
    assert (refused.status_code, _told(refused)) == (403, problems()["forbidden"])


IN_THE_STORY = {"conflict", "precondition", "unreadable-template"}
"""What tests/api/stored/test_story.py provokes."""


def test_every_kind_is_provoked() -> None:
    assert {*problems()} == {*KINDS}
    assert {*KINDS} == {*PROVOKED, *IN_THE_STORY, "busy", "too-many", "too-slow", "unauthenticated", "forbidden"}


def _told(answer: httpx.Response) -> dict[str, object]:
    told: dict[str, object] = answer.json()
    return told


def _id(answer: httpx.Response) -> dict[str, str]:
    return {"request_id": answer.headers["x-request-id"]} if answer.status_code == 500 else {}
