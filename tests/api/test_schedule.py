"""A plan goes in, every date comes out."""

import httpx

from app.answers import PlanAnswer
from app.opening import read_now
from app.projection import whole
from tests.api.plans import BROKEN, JSON, NORTHWIND, PLAN, YAML


def test_the_sample_plan_is_answered_as_the_command_answers_it(client: httpx.Client) -> None:
    answer = client.post("/v1/schedule", content=NORTHWIND, headers=YAML)

    expected = PlanAnswer.of(whole(read_now(NORTHWIND, file="northwind.yaml")))
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["cache-control"] == "no-store"
    assert answer.json() == expected.model_dump(mode="json")


def test_the_same_plan_gives_the_same_bytes(client: httpx.Client) -> None:
    answers = {client.post("/v1/schedule", content=NORTHWIND, headers=YAML).content for _ in range(3)}

    assert len(answers) == 1


def test_json_is_read_as_yaml_is(client: httpx.Client) -> None:
    plan = {
        "format": "backplan/1",
        "title": "Roll-out",
        "as_of": "2026-11-23",
        "critical_dates": [{"id": "go-live", "step": "go-live", "date": "2026-12-04"}],
        "steps": [
            {"id": "legal", "title": "Legal review", "duration": "5d"},
            {"id": "go-live", "title": "Go-live", "duration": "1d", "after": "legal"},
        ],
    }

    answer = client.post("/v1/schedule", json=plan)

    assert answer.content == client.post("/v1/schedule", content=PLAN, headers=YAML).content
    assert answer.json()["headline"] == "Go-live on Fri 4 Dec can be met; Legal review must start by Fri 27 Nov."


def test_a_day_that_is_asked_for_goes_before_the_documents_own(client: httpx.Client) -> None:
    answer = client.post("/v1/schedule", params={"as_of": "2026-11-30"}, content=PLAN, headers=YAML)

    assert answer.json()["as_of"] == "2026-11-30"


def test_every_problem_is_told_with_its_place(client: httpx.Client) -> None:
    answer = client.post("/v1/schedule", content=BROKEN, headers=YAML)

    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json() == {
        "type": "/problems/unreadable-plan",
        "title": "The plan cannot be scheduled",
        "status": 422,
        "detail": (
            "line 6 steps[0].duration: '1w': five days or seven? write '5d' (working days) or '1ew' (calendar weeks); "
            "and 1 more problem"
        ),
        "code": "unreadable-plan",
        "errors": [
            {
                "code": "ambiguous-week",
                "parameter": None,
                "path": "steps[0].duration",
                "pointer": "/steps/0/duration",
                "line": 6,
                "sentence": "'1w': five days or seven? write '5d' (working days) or '1ew' (calendar weeks)",
            },
            {
                "code": "unknown-step",
                "parameter": None,
                "path": "steps[1].after",
                "pointer": "/steps/1/after",
                "line": 7,
                "sentence": "no step 'leagl'; did you mean 'legal'?",
            },
        ],
    }


def test_a_date_that_runs_out_of_the_calendar_has_its_place_too(client: httpx.Client) -> None:
    steps = [f"{{id: s{n}, title: S, duration: 5000d, after: [{f's{n - 1}' if n else ''}]}}" for n in range(3)]
    plan = PLAN.partition("critical_dates")[0] + f"steps:\n  - {steps[0]}\n  - {steps[1]}\n  - {steps[2]}\n"

    answer = client.post("/v1/schedule", content=plan, headers=YAML)

    assert answer.status_code == 422
    assert [(one["code"], one["line"]) for one in answer.json()["errors"]] == [("beyond-horizon", 6)]


def test_a_wrong_day_beside_the_document_is_a_wrong_parameter(client: httpx.Client) -> None:
    answer = client.post("/v1/schedule", params={"as_of": "tomorrow"}, content=PLAN, headers=YAML)

    assert answer.status_code == 422
    assert answer.json()["code"] == "wrong-request"
    assert [(one["code"], one["parameter"], one["pointer"]) for one in answer.json()["errors"]] == [
        ("bad-date", "as_of", None)
    ]


def test_text_that_is_no_json_is_a_bad_request(client: httpx.Client) -> None:
    answer = client.post("/v1/schedule", content=b'{"format": "backplan/1",}', headers=JSON)

    assert answer.status_code == 400
    assert answer.json()["code"] == "unreadable-text"
    assert answer.json()["errors"][0]["code"] == "bad-json"
