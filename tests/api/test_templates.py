"""Templates are listed, and a plan is made from one that can be handed in as it is."""

import httpx
import pytest

from app.answers.templates import TemplatesAnswer
from app.document import read
from templates_library import template, templates
from tests.api.plans import JSON, YAML

ORDER = {"critical_date": "2027-03-15", "as_of": "2026-11-23", "customer": "Northwind"}


def test_all_templates_are_listed_with_their_questions(client: httpx.Client) -> None:
    answer = client.get("/v1/templates").json()

    assert answer == TemplatesAnswer.of(templates()).model_dump(mode="json")
    assert [one["id"] for one in answer["templates"]] == [one.id for one in templates()]


def test_one_template_is_shown(client: httpx.Client) -> None:
    answer = client.get("/v1/templates/mid-market-saas").json()

    assert answer["title"] == template("mid-market-saas").title
    assert {one["id"] for one in answer["questions"]} == {one.id for one in template("mid-market-saas").questions}


@pytest.mark.parametrize("name", [one.id for one in templates()])
def test_a_plan_from_each_template_can_be_scheduled(client: httpx.Client, name: str) -> None:
    plan = client.post(f"/v1/templates/{name}/plan", json=ORDER)
    answer = client.post("/v1/schedule", content=plan.content, headers=JSON)

    assert plan.status_code == 200
    assert plan.headers["cache-control"] == "no-store"
    assert answer.status_code == 200
    assert answer.json()["customer"] == "Northwind"
    assert "2027-03-15" in [one["date"] for one in answer.json()["critical_dates"]]


def test_a_plan_comes_as_yaml_where_that_is_asked_for(client: httpx.Client) -> None:
    same = {**ORDER, "id": "4b6f5a52-0d5e-4b0e-9c7a-6f4f0d3c2a11", "start": "2026-12-01", "form": "outline"}
    address = "/v1/templates/mid-market-saas/plan"
    yaml = client.post(address, json=same, headers={"accept": "application/json;q=0.5, application/yaml"})
    json = client.post(address, json=same)

    assert yaml.headers["content-type"].startswith("application/yaml")
    assert yaml.text.startswith("format: backplan/1\n")
    assert read(yaml.content, file="plan.yaml", as_of="2026-11-23").document == (
        read(json.content, file="plan.json", as_of="2026-11-23").document
    )


def test_two_plans_have_two_ids(client: httpx.Client) -> None:
    first, second = (client.post("/v1/templates/mid-market-saas/plan", json=ORDER).json()["id"] for _ in range(2))

    assert first != second


@pytest.mark.parametrize(
    ("order", "errors"),
    [
        ({}, [("missing", "/critical_date", "this is needed here; /docs says what belongs here")]),
        (
            {"critical_date": "15.3.2027", "form": "rough", "as_off": "2027-01-01"},
            [
                ("bad-date", "/critical_date", "'15.3.2027' is no date; write '2027-03-15'"),
                ("unknown-word", "/form", "write 'outline' or 'full'"),
                ("unknown-name", "/as_off", "nothing of that name is taken here; /docs says what is"),
            ],
        ),
        ({"critical_date": 20270315}, [("wrong-type", "/critical_date", "here belongs text in quotes")]),
        (
            {"critical_date": "2027-03-15", "answers": {"regulated": "perhaps", "colour": "red"}},
            [
                (
                    "wrong-kind-of-answer",
                    "/answers/regulated",
                    "this is a question for yes or no, and 'perhaps' is neither",
                ),
                ("unknown-question", "/answers/colour", None),
            ],
        ),
        (
            {"critical_date": "2027-03-15", "answers": {"regulated": {"yes": 1}}},
            [
                (
                    "wrong-kind-of-answer",
                    "/answers/regulated",
                    "an answer is text, a whole number, true, false, null or a list of texts",
                )
            ],
        ),
        ({"critical_date": "2027-03-15", "customer": "x" * 201}, [("wrong-value", "/customer", None)]),
        (
            {"critical_date": "2027-03-15", "customer": "North\x00wind"},
            [("unusable-character", "/customer", "a control character in this text cannot be shown; delete it")],
        ),
        ({"critical_date": "2100-12-31"}, [("beyond-horizon", f"/critical_dates/{at}/date", None) for at in range(2)]),
    ],
)
def test_an_order_that_is_wrong_is_told_place_by_place(
    client: httpx.Client, order: dict[str, object], errors: list[tuple[str, str, str | None]]
) -> None:
    answer = client.post("/v1/templates/mid-market-saas/plan", json=order)

    problem = answer.json()
    assert (answer.status_code, problem["code"]) == (422, "wrong-request")
    told = [(one["code"], one["pointer"], one["sentence"]) for one in problem["errors"]]
    assert [(code, place) for code, place, _ in told] == [(code, place) for code, place, _ in errors]
    assert [said for (*_, said), (*_, expected) in zip(told, errors, strict=True) if expected not in {None, said}] == []


@pytest.mark.parametrize(
    ("order", "status", "code", "pointer"),
    [
        (b'{"critical_date": "2027-03-15", "critical_date": "2027-04-15"}', 422, "duplicate-key", "/critical_date"),
        (b'{"critical_date": "2027-03-15", "answers": {"approval_layers": NaN}}', 422, "wrong-kind-of-answer", None),
        (
            b'{"critical_date": "2027-03-15", "answers": {"approval_layers": 1%s}}' % (b"0" * 5_000),
            422,
            "number-too-long",
            "",
        ),
        (b'{"critical_date": ' + b"[" * 20_000, 422, "too-deep", ""),
        (b'{"critical_date": "2027-03-15", "customer": "\xe4"}', 400, "not-utf-8", ""),
        (b'{"critical_date": "2027-03-15",}', 400, "bad-json", ""),
        (b"", 400, "bad-json", ""),
        (b"[]", 422, "wrong-value", ""),
        (b'{"critical_date": "2027-03-15", "customer": "\\ud800"}', 422, "unusable-character", "/customer"),
        (b"{%s}" % b",".join(b'"q%d": 1' % one for one in range(900)), 422, "missing", "/critical_date"),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_a_hostile_order_is_refused(
    client: httpx.Client, order: bytes, status: int, code: str, pointer: str | None
) -> None:
    answer = client.post("/v1/templates/mid-market-saas/plan", content=order, headers=JSON)

    errors = answer.json()["errors"]
    assert (answer.status_code, errors[0]["code"]) == (status, code)
    assert errors[0]["pointer"] == (errors[0]["pointer"] if pointer is None else pointer)
    assert [one["code"] for one in errors[100:]] in ([], ["too-many-problems"])


def test_an_order_is_small_and_may_have_a_mark_of_its_byte_order(client: httpx.Client) -> None:
    address = "/v1/templates/mid-market-saas/plan"
    large = client.post(address, content=b'{"critical_date": "2027-03-15"}' + b" " * 100_000, headers=JSON)
    marked = client.post(address, content=b'\xef\xbb\xbf{"critical_date": "2027-03-15"}', headers=JSON)

    assert (large.status_code, large.json()["detail"]) == (
        413,
        "at most 100,000 bytes are read; leave out what is no part of it",
    )
    assert marked.status_code == 200


def test_only_json_is_an_order(client: httpx.Client) -> None:
    yaml = client.post("/v1/templates/mid-market-saas/plan", content="critical_date: 2027-03-15", headers=YAML)
    broken = client.post("/v1/templates/mid-market-saas/plan", content=b"{", headers=JSON)

    assert (yaml.status_code, yaml.json()["detail"]) == (415, "here only application/json is read")
    assert (broken.status_code, broken.json()["code"]) == (400, "unreadable-text")
