"""Whatever is refused, by the framework too, leaves as a problem of one form, with a page that explains it."""

from html import unescape

import httpx
import pytest

from api.kinds import KINDS, OF_PEOPLE, OF_PRIVACY, OF_STORED_PLANS, OF_TEMPLATES, kind_of
from api.problems import Declined
from api.reference import entries
from api.reference.codes import OWN
from app.accounts.codes import CODES as DOOR
from app.document import CODES as READER
from app.document import PlacedProblem
from app.exports import CODES as EXPORTS
from app.operations import CODES as OPERATIONS
from app.plans import CODES as STORED
from app.privacy import CODES as PRIVACY
from app.sheet import CODES as SHEETS
from app.templates import CODES as TEMPLATES
from scheduler.causes import DATE_NAMES
from scheduler.refusals import CODES as ENGINE
from scheduler.refusals import Problem
from templates_library import CODES as LIBRARY
from tests.api.plans import PLAN, YAML
from tests.golden.problems_page import PAGE as PROBLEMS_PAGE

PLAIN = "send JSON as application/json or YAML as application/yaml, in UTF-8 and not compressed"


@pytest.mark.parametrize(
    ("method", "path", "headers", "kind", "detail"),
    [
        ("GET", "/v1/nowhere", {}, "not-found", KINDS["not-found"].cure),
        ("POST", "/v1/schedule/", YAML, "not-found", KINDS["not-found"].cure),
        ("GET", "/v1/schedule", {}, "method-not-allowed", KINDS["method-not-allowed"].cure),
        ("OPTIONS", "/v1/schedule", {"origin": "https://x.example"}, "method-not-allowed", None),
        ("POST", "/healthz", {}, "method-not-allowed", None),
        (
            "POST",
            "/v1/schedule",
            YAML | {"accept": "text/html, application/json;q=0"},
            "not-acceptable",
            "the answer is application/json, which the header Accept leaves out",
        ),
        ("POST", "/v1/schedule", {}, "unsupported-media-type", f"nothing says what the body is; {PLAIN}"),
        (
            "POST",
            "/v1/schedule",
            {"content-type": "multipart/form-data; boundary=x"},
            "unsupported-media-type",
            f"'multipart/form-data' is not read here; {PLAIN}",
        ),
        (
            "POST",
            "/v1/schedule",
            {"content-type": "application/yaml; charset=utf-16"},
            "unsupported-media-type",
            f"the charset 'utf-16' is not read here; {PLAIN}",
        ),
        (
            "POST",
            "/v1/schedule",
            YAML | {"content-encoding": "gzip"},
            "unsupported-media-type",
            f"the content encoding 'gzip' is not read here; {PLAIN}",
        ),
        (
            "POST",
            "/v1/schedule",
            {"content-type": "x" * 80},
            "unsupported-media-type",
            f"'{'x' * 64}...' is not read here; {PLAIN}",
        ),
        (
            "GET",
            "/v1/templates/mid-market",
            {},
            "not-found",
            "template: no template 'mid-market'; did you mean 'mid-market-saas'?",
        ),
        ("POST", "/v1/export/xslx", YAML, "not-found", None),
        ("GET", "/problems/nothing", {}, "not-found", "no refusal has that code; all of them are at /problems"),
    ],
)
def test_what_is_refused_before_anybody_reads_the_plan(
    client: httpx.Client, method: str, path: str, headers: dict[str, str], kind: str, detail: str | None
) -> None:
    answer = client.request(method, path, headers=headers, content=PLAN if method == "POST" else None)

    problem = answer.json()
    assert answer.headers["content-type"] == "application/problem+json"
    assert (problem["code"], problem["status"], answer.status_code) == (kind, KINDS[kind].status, KINDS[kind].status)
    assert problem["title"] == KINDS[kind].title
    assert problem["detail"] == (detail or problem["detail"])


@pytest.mark.parametrize(
    ("path", "methods"),
    [
        ("/v1/schedule", "POST"),
        ("/healthz", "GET, HEAD"),
        ("/v1/tokens", "GET, HEAD, POST"),
        ("/v1/templates/mine", "GET, HEAD, PUT"),
        ("/v1/plans/p1", "GET, HEAD, DELETE"),
    ],
)
def test_a_method_that_is_not_taken_is_told_which_are(client: httpx.Client, path: str, methods: str) -> None:
    answer = client.request("PROPFIND", path)

    assert (answer.status_code, answer.headers["allow"]) == (405, methods)


@pytest.mark.parametrize(
    ("path", "parameters", "errors"),
    [
        (
            "/v1/schedule",
            {"asof": "2026-11-23"},
            [("unknown-name", "asof", "nothing of that name is taken here; /docs says what is")],
        ),
        ("/v1/explain", {}, [("missing", "step", "this is needed here; /docs says what belongs here")]),
        (
            "/v1/explain",
            {"step": "legal", "date": "latest"},
            [
                (
                    "unknown-word",
                    "date",
                    f"write {', '.join(map(repr, DATE_NAMES[:-1]))} or {DATE_NAMES[-1]!r}",
                )
            ],
        ),
        ("/v1/explain", {"step": "leagl"}, [("unknown-step", None, "no step 'leagl'; did you mean 'legal'?")]),
    ],
)
def test_parameters_that_are_wrong(
    client: httpx.Client, path: str, parameters: dict[str, str], errors: list[tuple[str, str, str]]
) -> None:
    answer = client.post(path, params=parameters, content=PLAN, headers=YAML)

    assert answer.status_code == 422
    assert answer.json()["code"] == "wrong-request"
    assert [(one["code"], one["parameter"], one["sentence"]) for one in answer.json()["errors"]] == errors


@pytest.mark.parametrize("code", sorted({*READER, *ENGINE}))
def test_every_code_of_the_reader_and_the_engine_has_a_kind(code: str) -> None:
    at_fault = {"bad-json", "bad-yaml", "empty", "not-utf-8"}
    expected = "unreadable-text" if code in at_fault else "too-large" if code == "too-large" else "unreadable-plan"
    problem = PlacedProblem(code=code, path=(), sentence="it is wrong", file="body", line=1)

    assert kind_of(problem).code == expected


@pytest.mark.parametrize("code", sorted(STORED))
def test_every_code_of_a_stored_plan_has_a_kind(code: str) -> None:
    [kind] = [kind for kind, codes in OF_STORED_PLANS.items() if code in codes]

    assert kind_of(Problem(code=code, path=(), sentence="it is wrong")).code == kind


def test_no_code_is_given_a_kind_that_nothing_refuses_with() -> None:
    given = {code for codes in OF_STORED_PLANS.values() for code in codes}

    assert given - {*STORED, *OPERATIONS} == set()
    assert {code for codes in OF_PEOPLE.values() for code in codes} - {*DOOR} == set()


@pytest.mark.parametrize("code", sorted(TEMPLATES))
def test_every_code_of_own_templates_has_its_kind(code: str) -> None:
    [kind] = [kind for kind, codes in OF_TEMPLATES.items() if code in codes]
    assert kind_of(Problem(code=code, path=(), sentence="it is wrong")).code == kind


@pytest.mark.parametrize(("kind", "code"), [(kind, code) for kind, codes in OF_PEOPLE.items() for code in codes])
def test_every_code_of_members_and_tokens_has_its_kind(kind: str, code: str) -> None:
    assert kind_of(Problem(code=code, path=(), sentence="it is wrong")).code == kind


@pytest.mark.parametrize("code", sorted(PRIVACY))
def test_every_code_of_privacy_has_its_kind(code: str) -> None:
    [kind] = [kind for kind, codes in OF_PRIVACY.items() if code in codes]
    assert kind_of(Problem(code=code, path=(), sentence="it is wrong")).code == kind


@pytest.mark.parametrize("code", sorted(LIBRARY))
def test_every_code_of_the_library_has_a_kind(code: str) -> None:
    problem = Problem(code=code, path=("answers", "x"), sentence="it is wrong")

    assert kind_of(problem).code == ("not-found" if code == "unknown-template" else "wrong-request")


def test_every_code_has_a_page(client: httpx.Client) -> None:
    for code in {*KINDS, *READER, *ENGINE, *LIBRARY, *OPERATIONS, *STORED, *SHEETS, *TEMPLATES, *EXPORTS, *OWN}:
        page = client.get(f"/problems/{code}")
        assert page.status_code == 200, code
        assert f"<h1><code>{code}</code></h1>" in page.text
        assert [sentence for sentence in entries()[code].says if sentence not in unescape(page.text)] == []


def test_the_pages_are_found_by_the_type_of_a_problem(client: httpx.Client) -> None:
    problem = client.get("/v1/nowhere").json()

    assert problem["type"] == "/problems/not-found"
    assert client.get(problem["type"]).status_code == 200
    assert 'href="/problems/not-found"' in client.get("/problems").text


def test_a_sentence_that_a_route_gives_is_told_as_it_is() -> None:
    assert Declined(404, "there is no such kind").detail == "there is no such kind"


@pytest.mark.parametrize("code", [code for code in entries() if code not in KINDS])
def test_every_code_of_an_error_is_on_the_page_of_problems(code: str) -> None:
    assert f"- **{code}**: " in PROBLEMS_PAGE.read_text(encoding="utf-8")
