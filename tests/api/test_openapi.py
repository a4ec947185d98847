"""The OpenAPI document is whole, and every example in it is what the service answers."""

import json
from html import unescape
from typing import Any

import httpx
import pytest
import yaml
from jsonschema import Draft202012Validator

from api.body import MEDIA_TYPES
from api.example_problems import problems
from api.examples import CUT_OFF, Example, all_examples, bodies, examples
from api.kinds import KINDS, PROBLEM_JSON
from api.openapi import FOR_ANYBODY
from app.document import plain
from app.exports import EXPORTS
from app.forms import FORMS
from app.opening import read_now
from app.webhooks import EVENTS, PING


@pytest.fixture(scope="module")
def document(client: httpx.Client) -> dict[str, Any]:
    answer = client.get("/openapi.json")
    assert answer.headers["content-type"] == "application/json"
    return dict(answer.json())


def _operations(document: dict[str, Any]) -> dict[str, tuple[str, str, dict[str, Any]]]:
    return {
        operation["operationId"]: (method.upper(), path, operation)
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
    }


def test_every_route_is_there(document: dict[str, Any]) -> None:
    assert {(method, path) for method, path, _ in _operations(document).values()} == {
        ("POST", "/v1/schedule"),
        ("POST", "/v1/explain"),
        ("POST", "/v1/what-if"),
        ("POST", "/v1/export/{kind}"),
        ("GET", "/v1/templates"),
        ("GET", "/v1/templates/{template_id}"),
        ("POST", "/v1/templates/{template_id}/plan"),
        ("PUT", "/v1/templates/{template_id}"),
        ("GET", "/v1/templates/{template_id}/versions"),
        ("GET", "/v1/templates/{template_id}/versions/{number}"),
        ("POST", "/v1/templates/{template_id}/archive"),
        ("POST", "/v1/templates/{template_id}/restore"),
        ("GET", "/v1/plans/{plan_id}/template-changes"),
        ("GET", "/v1/plans/{plan_id}/feeds"),
        ("POST", "/v1/plans/{plan_id}/feeds"),
        ("DELETE", "/v1/plans/{plan_id}/feeds/{feed_id}"),
        ("POST", "/v1/plans"),
        ("GET", "/v1/plans"),
        ("GET", "/v1/plans/by-external-id/{system}/{external_id}"),
        ("PUT", "/v1/plans/by-external-id/{system}/{external_id}"),
        ("GET", "/v1/plans/{plan_id}"),
        ("GET", "/v1/plans/{plan_id}/document"),
        ("GET", "/v1/plans/{plan_id}/export/{kind}"),
        ("GET", "/v1/plans/{plan_id}/explain"),
        ("DELETE", "/v1/plans/{plan_id}"),
        ("POST", "/v1/plans/{plan_id}/operations"),
        ("POST", "/v1/plans/{plan_id}/operations/preview"),
        ("POST", "/v1/plans/{plan_id}/undo"),
        ("POST", "/v1/plans/{plan_id}/undo/preview"),
        ("POST", "/v1/plans/{plan_id}/redo"),
        ("POST", "/v1/plans/{plan_id}/redo/preview"),
        ("GET", "/v1/plans/{plan_id}/log"),
        ("GET", "/v1/plans/{plan_id}/revisions/{number}"),
        ("GET", "/v1/plans/{plan_id}/revisions/{number}/differences"),
        ("GET", "/v1/plans/{plan_id}/comments"),
        ("POST", "/v1/plans/{plan_id}/comments"),
        ("DELETE", "/v1/plans/{plan_id}/comments/{comment_id}"),
        ("GET", "/v1/plans/{plan_id}/files"),
        ("POST", "/v1/plans/{plan_id}/files"),
        ("GET", "/v1/plans/{plan_id}/files/{file_id}"),
        ("DELETE", "/v1/plans/{plan_id}/files/{file_id}"),
        ("GET", "/v1/plans/{plan_id}/share-links"),
        ("POST", "/v1/plans/{plan_id}/share-links"),
        ("DELETE", "/v1/plans/{plan_id}/share-links/{link_id}"),
        ("POST", "/v1/plans/{plan_id}/share-links/{link_id}/reissue"),
        ("GET", "/v1/plans/{plan_id}/participants"),
        ("DELETE", "/v1/plans/{plan_id}/participants/{participant_id}"),
        ("POST", "/v1/plans/{plan_id}/hand-on"),
        ("GET", "/v1/plans/{plan_id}/baselines"),
        ("POST", "/v1/plans/{plan_id}/baselines"),
        ("POST", "/v1/plans/{plan_id}/baselines/{number}/sign"),
        ("POST", "/v1/plans/{plan_id}/baselines/{number}/withdraw"),
        ("GET", "/v1/plans/{plan_id}/requests"),
        ("POST", "/v1/plans/{plan_id}/requests"),
        ("GET", "/v1/plans/{plan_id}/requests/{number}/preview"),
        ("POST", "/v1/plans/{plan_id}/requests/{number}/accept"),
        ("POST", "/v1/plans/{plan_id}/requests/{number}/decline"),
        ("POST", "/v1/plans/{plan_id}/requests/{number}/withdraw"),
        ("GET", "/v1/plans/{plan_id}/ledger"),
        ("GET", "/v1/plans/{plan_id}/variance"),
        ("PUT", "/v1/plans/{plan_id}/sums"),
        ("GET", "/v1/plans/{plan_id}/members"),
        ("PUT", "/v1/plans/{plan_id}/members/{member_id}"),
        ("DELETE", "/v1/plans/{plan_id}/members/{member_id}"),
        ("PUT", "/v1/plans/{plan_id}/owner/{member_id}"),
        ("POST", "/v1/plans/{plan_id}/archive"),
        ("POST", "/v1/plans/{plan_id}/restore"),
        ("POST", "/v1/plans/{plan_id}/restore/preview"),
        ("GET", "/v1/me"),
        ("GET", "/v1/workspace"),
        ("PATCH", "/v1/workspace"),
        ("GET", "/v1/members"),
        ("POST", "/v1/members"),
        ("DELETE", "/v1/members/invitations/{invitation_id}"),
        ("PATCH", "/v1/members/{member_id}"),
        ("DELETE", "/v1/members/{member_id}"),
        ("POST", "/v1/participants"),
        ("POST", "/v1/participants/codes"),
        ("POST", "/v1/participants/proofs"),
        ("GET", "/v1/tokens"),
        ("POST", "/v1/tokens"),
        ("DELETE", "/v1/tokens/{token_id}"),
        ("GET", "/v1/failed-mails"),
        ("POST", "/v1/failed-mails/resend"),
        ("POST", "/v1/failed-mails/{mail_id}/resend"),
        ("GET", "/v1/replies"),
        ("POST", "/v1/replies"),
        ("GET", "/v1/settings"),
        ("POST", "/v1/settings/test-mail"),
        ("GET", "/v1/plans/{plan_id}/invitations"),
        ("POST", "/v1/plans/{plan_id}/invitations"),
        ("GET", "/v1/plans/{plan_id}/replies"),
        ("GET", "/v1/webhooks"),
        ("POST", "/v1/webhooks"),
        ("GET", "/v1/webhooks/{webhook_id}"),
        ("PATCH", "/v1/webhooks/{webhook_id}"),
        ("DELETE", "/v1/webhooks/{webhook_id}"),
        ("POST", "/v1/webhooks/{webhook_id}/test"),
        ("POST", "/v1/webhooks/{webhook_id}/pause"),
        ("POST", "/v1/webhooks/{webhook_id}/resume"),
        ("POST", "/v1/webhooks/{webhook_id}/secret"),
        ("GET", "/v1/webhooks/{webhook_id}/deliveries"),
        ("POST", "/v1/webhooks/{webhook_id}/deliveries/resend"),
        ("GET", "/v1/webhooks/{webhook_id}/deliveries/{delivery_id}"),
        ("POST", "/v1/webhooks/{webhook_id}/deliveries/{delivery_id}/resend"),
        ("GET", "/v1/me/kept"),
        ("GET", "/v1/me/erasure"),
        ("POST", "/v1/me/erasure"),
        ("POST", "/v1/kept"),
        ("GET", "/v1/erasures"),
        ("POST", "/v1/erasures"),
        ("POST", "/v1/erasures/preview"),
        ("GET", "/v1/erasures/{erasure_id}"),
        ("GET", "/healthz"),
    }
    assert document["openapi"].startswith("3.1")


def test_every_route_says_what_it_is_for(document: dict[str, Any]) -> None:
    tags = {tag["name"] for tag in document["tags"]}
    for _, _, operation in _operations(document).values():
        assert operation["summary"]
        assert operation["description"]
        assert set(operation["tags"]) <= tags
        assert all(parameter["description"] for parameter in operation.get("parameters", []))


def test_every_route_has_an_example_of_its_answer(document: dict[str, Any]) -> None:
    for name, (_, _, operation) in _operations(document).items():
        status, good = next(iter(sorted(operation["responses"].items())))
        assert good["description"], name
        shown = [one for content in good.get("content", {}).values() for one in content.get("examples", {})]
        assert bool(shown) == (status != "204"), name


def test_every_refusal_is_declared_as_a_problem(document: dict[str, Any]) -> None:
    for _, _, operation in _operations(document).values():
        refusals = {status: one for status, one in operation["responses"].items() if status >= "400"}
        assert {"400", "405", "500"} <= set(refusals)
        assert all(list(one["content"]) == [PROBLEM_JSON] for one in refusals.values())
    declared = {status for *_, operation in _operations(document).values() for status in operation["responses"]}
    assert declared == {"200", "201", "202", "204", "304", *(str(kind.status) for kind in KINDS.values())}


def test_every_event_that_a_webhook_is_told_is_described(document: dict[str, Any]) -> None:
    told = {kind: methods["post"] for kind, methods in document["webhooks"].items()}

    assert set(told) == {*EVENTS, PING}
    bodies_of = {kind: one["requestBody"]["content"]["application/json"] for kind, one in told.items()}
    for kind, body in bodies_of.items():
        name = body["schema"]["$ref"].rpartition("/")[2]
        assert name == ("PingEvent" if kind == PING else "WebhookEvent")
        assert name in document["components"]["schemas"]
    shown = bodies_of["plan.forecast_moved"]["examples"]["plan.forecast_moved"]["value"]
    whole = {**bodies_of["plan.forecast_moved"]["schema"], "components": document["components"]}
    Draft202012Validator(whole).validate(shown)


COMING_IN = "/v1/participants"
"""What is shown there opens it: a link, a password, a code."""
KEPT = (
    "/v1/plans",
    "/v1/me",
    "/v1/workspace",
    "/v1/members",
    "/v1/tokens",
    "/v1/webhooks",
    "/v1/failed-mails",
    "/v1/replies",
    "/v1/kept",
    "/v1/erasures",
    "/v1/settings",
    "/v1/templates",
)


def test_every_route_of_what_is_kept_needs_a_credential_and_no_other(document: dict[str, Any]) -> None:
    for name, (method, path, operation) in _operations(document).items():
        is_kept, is_for_anybody = path.startswith(KEPT), name in FOR_ANYBODY
        assert ("401" in operation["responses"]) == (is_kept or path.startswith(COMING_IN)), name
        anybody: list[dict[str, Any]] = [{}] if is_for_anybody else []
        session: dict[str, Any] = {"session": []} | ({} if method == "GET" else {"form-key": []})
        assert operation.get("security", []) == ([*anybody, {"token": []}, session] if is_kept else []), name
    schemes = document["components"]["securitySchemes"]
    assert {name: one.get("name", one.get("scheme")) for name, one in schemes.items()} == {
        "token": "bearer",
        "session": "backplan",
        "form-key": "X-Form-Key",
    }


def test_plans_are_taken_in_every_form_that_is_read(document: dict[str, Any]) -> None:
    for name in ("schedule", "explain", "what_if", "export"):
        assert tuple(_operations(document)[name][2]["requestBody"]["content"]) == MEDIA_TYPES


def test_every_change_is_described(document: dict[str, Any]) -> None:
    described = {one["name"]: one["description"] for one in _operations(document)["what_if"][2]["parameters"]}
    assert [name for name, form in FORMS.items() if form.example not in described[name]] == []


def test_every_kind_of_file_is_described(document: dict[str, Any]) -> None:
    files = _operations(document)["export"][2]["responses"]["200"]
    assert [one.kind for one in EXPORTS.values() if f"`{one.kind}`: {one.says}" not in files["description"]] == []


@pytest.mark.parametrize("example", examples(), ids=lambda one: f"{one.operation}-{one.name}")
def test_an_example_is_what_the_service_answers(
    client: httpx.Client, document: dict[str, Any], example: Example
) -> None:
    method, path, operation = _operations(document)[example.operation]
    body = None if example.body is None else bodies()[example.body].text
    headers = {} if body is None else {"content-type": "application/json"}

    answer = client.request(
        method, path.format(**example.path), params=example.parameters, content=body, headers=headers
    )

    assert answer.status_code == example.status
    media_type = answer.headers["content-type"].partition(";")[0]
    given = answer.json() if media_type.endswith("json") else answer.text
    assert given == example.answer
    declared = operation["responses"][str(example.status)]["content"][media_type]
    assert declared["examples"][example.name] == {"summary": example.says, "value": example.answer}
    if example.body is not None and example.body not in CUT_OFF:
        taken = operation["requestBody"]["content"]["application/json"]["examples"][example.body]
        assert taken == {"$ref": f"#/components/examples/{example.body}"}
        assert document["components"]["examples"][example.body]["value"] == bodies()[example.body].value


@pytest.mark.parametrize("media_type", MEDIA_TYPES)
@pytest.mark.parametrize("example", [one for one in examples() if one.body == "northwind" and not one.refused])
def test_an_example_is_answered_in_whatever_form_its_plan_comes(
    client: httpx.Client, document: dict[str, Any], example: Example, media_type: str
) -> None:
    method, path, operation = _operations(document)[example.operation]
    text = document["components"]["examples"]["northwind-text"]["value"]
    plan = json.dumps(bodies()["northwind"].value) if media_type == "application/json" else text

    answer = client.request(
        method,
        path.format(**example.path),
        params=example.parameters,
        content=plan,
        headers={"content-type": media_type},
    )

    told = answer.json() if isinstance(example.answer, dict) else answer.text
    assert (answer.status_code, told) == (200, example.answer)
    assert operation["requestBody"]["content"][media_type]["examples"]["northwind"]


def test_every_parameter_has_an_example_that_fits(document: dict[str, Any]) -> None:
    for _, _, operation in _operations(document).values():
        for one in operation.get("parameters", []):
            assert list(_validator(document, one["schema"]).iter_errors(one["example"])) == [], one["name"]


def test_every_answer_has_an_example(document: dict[str, Any]) -> None:
    to_be_opened = {"text/html", EXPORTS["xlsx"].media_type, "application/pdf", "image/*"}
    lacking = {
        media_type
        for _, _, operation in _operations(document).values()
        for answer in operation["responses"].values()
        for media_type, content in answer.get("content", {}).items()
        if not content.get("examples")
    }
    assert lacking == to_be_opened


@pytest.mark.parametrize("code", KINDS)
def test_every_refusal_that_is_declared_has_an_example_of_its_kind(document: dict[str, Any], code: str) -> None:
    declared = 0
    for _, _, operation in _operations(document).values():
        for answer in operation["responses"].values():
            if f"(`{code}`)" in answer["description"]:
                told = [_value(document, one) for one in answer["content"][PROBLEM_JSON]["examples"].values()]
                assert code in {one["code"] for one in told}
                assert [error for one in told for error in _validator(document, PROBLEM_SCHEMA).iter_errors(one)] == []
                declared += 1
    assert declared


PROBLEM_SCHEMA = {"$ref": "#/components/schemas/Problem"}


def _value(document: dict[str, Any], example: dict[str, Any]) -> dict[str, Any]:
    name = example.get("$ref", "").removeprefix("#/components/examples/")
    found: dict[str, Any] = document["components"]["examples"][name]["value"] if name else example["value"]
    return found


@pytest.mark.parametrize("example", all_examples(), ids=lambda one: f"{one.operation}-{one.name}")
def test_an_example_fits_its_schema(document: dict[str, Any], example: Example) -> None:
    _, _, operation = _operations(document)[example.operation]
    contents = operation["responses"][str(example.status)].get("content", {})
    assert [
        error.message
        for media_type, content in contents.items()
        if example.media_type in {None, media_type}
        for error in _validator(document, content["schema"]).iter_errors(_data(media_type, example.answer))
    ] == []
    if example.body is not None and example.status == 200:
        taken = operation["requestBody"]["content"]["application/json"]["schema"]
        assert list(_validator(document, taken).iter_errors(bodies()[example.body].value)) == []
    if example.sent is not None and example.status < 300:
        taken = operation["requestBody"]["content"][example.sent_as]["schema"]
        assert list(_validator(document, taken).iter_errors(_data(example.sent_as, example.sent))) == []


def _data(media_type: str, answer: object) -> object:
    """Return what an example of a plan document, or a template, says; YAML stands there as text."""
    if media_type == "application/yaml" and isinstance(answer, str):
        if not answer.startswith("format:"):
            return yaml.safe_load(answer)
        return plain(read_now(answer, file="plan.yaml").document)
    return answer


def _validator(document: dict[str, Any], schema: dict[str, Any]) -> Draft202012Validator:
    return Draft202012Validator({**schema, "components": document["components"]})


def test_the_page_shows_every_route_and_every_example(client: httpx.Client, document: dict[str, Any]) -> None:
    page = client.get("/docs")

    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert page.headers["content-security-policy"].startswith("default-src 'none'; style-src 'sha256-")
    assert "<script" not in page.text
    assert "http" not in page.text.replace("HTTP", "").replace("http_", "").partition("<main>")[0]
    for name, (method, path, operation) in _operations(document).items():
        assert f'id="{name}"' in page.text
        assert f'<a href="#{name}"><code>{method} {path}</code></a>' in page.text
        assert f'<span class="method">{method}</span> {path}' in page.text
        assert operation["summary"].replace("'", "&#39;") in page.text
    assert all(one.says.replace("'", "&#39;") in page.text for one in all_examples() if one.answer is not None)
    assert "<code>POST /v1/what-if?move=go-live=2027-04-12&amp;set=legal-review.duration=20d</code>" in page.text
    assert '<a href="/problems/unreadable-plan"><code>unreadable-plan</code></a>' in page.text


@pytest.mark.parametrize("code", KINDS)
def test_the_page_of_a_kind_of_problem_shows_its_example(client: httpx.Client, code: str) -> None:
    page = client.get(f"/problems/{code}")

    shown = unescape(page.text).partition('<pre tabindex="0">')[2].partition("</pre>")[0]
    assert json.loads(shown) == problems()[code]
