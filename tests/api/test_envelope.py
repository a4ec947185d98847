"""What every request and answer goes through."""

import asyncio
import json
import logging
from io import StringIO

import httpx
import pytest
from starlette.requests import Request
from starlette.responses import Response

from api.log import Answer, JsonLines, Lines, set_up
from api.main import create_app
from app.settings import Settings
from tests.api.plans import NORTHWIND, PLAN, YAML
from tests.api.server import serving
from tests.looping import ran


@pytest.mark.parametrize("path", ["/healthz", "/v1/templates", "/v1/nowhere"])
def test_every_answer_has_safe_headers(client: httpx.Client, path: str) -> None:
    headers = client.get(path).headers

    assert headers["content-security-policy"] == (
        "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
    )
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert "server" not in headers


def test_no_other_site_may_read_answers(client: httpx.Client) -> None:
    answer = client.post("/v1/schedule", content=PLAN, headers=YAML | {"origin": "https://else.example"})

    assert [name for name in answer.headers if name.startswith("access-control")] == []


@pytest.mark.parametrize("path", ["/healthz", "/v1/templates", "/openapi.json", "/docs", "/problems/cycle"])
def test_head_tells_what_get_would_without_the_body(client: httpx.Client, path: str) -> None:
    get, head = client.get(path), client.head(path)

    assert head.status_code == 200
    assert head.content == b""
    assert _without(head, "date", "x-request-id") == _without(get, "date", "x-request-id")


def test_a_request_has_an_id_of_its_own(client: httpx.Client) -> None:
    first, second = (client.get("/healthz").headers["x-request-id"] for _ in range(2))

    assert first != second


@pytest.mark.parametrize(("given", "kept"), [("proxy-17", True), ("a b", False), ("x" * 65, False), ("{}", False)])
def test_an_id_that_a_proxy_gave_is_kept_if_it_is_harmless(client: httpx.Client, *, given: str, kept: bool) -> None:
    answer = client.get("/healthz", headers={"x-request-id": given})

    assert (answer.headers["x-request-id"] == given) is kept


def test_what_is_the_same_for_everybody_is_not_sent_twice(client: httpx.Client) -> None:
    first = client.get("/v1/templates")
    again = client.get("/v1/templates", headers={"if-none-match": f'"other", W/{first.headers["etag"]}'})

    assert first.headers["cache-control"] == "no-cache"
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", first.headers["etag"])
    assert client.get("/v1/templates", headers={"if-none-match": '"other"'}).status_code == 200


def test_the_log_has_a_line_for_each_request_and_names_nobody(caplog: pytest.LogCaptureFixture) -> None:
    with _listening(caplog), serving() as client:
        plan = client.post("/v1/schedule?as_of=2026-11-23&secret=MiaNoOne", content=NORTHWIND, headers=YAML)
        page = client.get("/problems/Northwind")

    lines = [json.loads(JsonLines().format(record)) for record in caplog.records if record.name == "backplan"]
    assert [(one["method"], one["route"], one["status"], one["bytes"]) for one in lines] == [
        ("POST", "/v1/schedule", 422, len(plan.content)),
        ("GET", "/problems/{code}", 404, len(page.content)),
    ]
    assert all(one["milliseconds"] >= 0 for one in lines)
    assert "MiaNoOne" not in str(lines)
    assert "Northwind" not in str(lines)


def test_a_mistake_of_ours_is_a_bare_problem_with_an_id_that_the_log_has(caplog: pytest.LogCaptureFixture) -> None:
    app = create_app(Settings())

    @app.get("/broken")
    def broken(_: Request) -> Response:
        message = "Northwind pays 8000 a day"
        raise RuntimeError(message)

    with _listening(caplog), serving(app=app) as client:
        answer = client.get("/broken")

    assert answer.status_code == 500
    assert answer.json() == {
        "type": "/problems/unexpected",
        "title": "Something went wrong here",
        "status": 500,
        "detail": "It is our mistake; tell the operator the request's id, which is in the log too.",
        "code": "unexpected",
        "errors": [],
        "request_id": answer.headers["x-request-id"],
    }
    mistake = next(record for record in caplog.records if record.getMessage() == "unexpected")
    assert "RuntimeError: Northwind pays 8000 a day" in json.loads(JsonLines().format(mistake))["trace"]


def test_the_log_is_set_up_once() -> None:
    set_up()
    set_up()

    ours = [one for one in logging.getLogger("backplan").handlers if isinstance(one.formatter, JsonLines)]
    assert len(ours) == 1
    assert logging.getLogger("uvicorn.access").disabled


class Writes(StringIO):
    """A stream that keeps what was written at once."""

    def __init__(self) -> None:
        super().__init__()
        self.each = list[str]()

    def write(self, text: str) -> int:
        self.each.append(text)
        return len(text)


def test_answers_of_one_turn_are_logged_together_and_nothing_overtakes_them() -> None:
    stream = Writes()
    lines = Lines(stream)
    lines.setFormatter(JsonLines())
    mistake = logging.makeLogRecord({"msg": "unexpected", "levelno": logging.ERROR, "levelname": "ERROR"})

    async def turns() -> None:
        for size in (1, 2):
            lines.handle(Answer("GET", "/", 200, size, 0.001))
        await asyncio.sleep(0)
        lines.handle(Answer("GET", "/", 200, 3, 0.001))
        lines.handle(mistake)
        lines.handle(Answer("GET", "/", 200, 4, 0.001))

    ran(turns())
    lines.handle(Answer("GET", "/", 200, 5, 0.001))
    assert [[json.loads(line).get("bytes") for line in text.splitlines()] for text in stream.each] == [
        [1, 2],
        [3],
        [None],
        [4],
        [5],
    ]


class _listening:  # noqa: N801 - it reads like a word
    """Lets the test's log hear the service, which keeps its log to itself otherwise."""

    def __init__(self, caplog: pytest.LogCaptureFixture) -> None:
        self.caplog = caplog

    def __enter__(self) -> None:
        logging.getLogger("backplan").addHandler(self.caplog.handler)

    def __exit__(self, *_: object) -> None:
        logging.getLogger("backplan").removeHandler(self.caplog.handler)


def _without(answer: httpx.Response, *names: str) -> dict[str, str]:
    return {name: value for name, value in answer.headers.items() if name not in names}
