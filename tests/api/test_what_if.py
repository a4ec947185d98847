"""Changes of a plan are tried, and nothing is kept."""

import httpx
import pytest

from api.asked import Asked, AskedChanges
from app.answers import ChangesAnswer
from app.forms import FORMS
from app.opening import read_now
from app.preview import preview
from tests.api.plans import NORTHWIND, PLAN, YAML

Scalar = str | int | float | bool | None


def test_changes_are_answered_as_the_command_answers_them(client: httpx.Client) -> None:
    changes: list[tuple[str, Scalar]] = [
        ("move", "go-live=2027-04-01"),
        ("set", "legal-review.duration=30d"),
        ("move", "go-live=2027-04-08"),
    ]

    answer = client.post("/v1/what-if", params=tuple(changes), content=NORTHWIND, headers=YAML)

    typed = [(name, str(text)) for name, text in changes]
    found = preview(read_now(NORTHWIND, file="northwind.yaml"), typed, file="northwind.yaml")
    assert answer.status_code == 200
    assert answer.json() == ChangesAnswer.of(found.before, found.after).model_dump(mode="json")
    assert answer.json()["critical_dates"][0]["date_after"] == "2027-04-08"


def test_every_form_of_change_is_a_parameter() -> None:
    assert list(AskedChanges.model_fields) == [*Asked.model_fields, *FORMS]


@pytest.mark.parametrize(
    ("changes", "code", "parameter", "path", "sentence"),
    [
        (
            {},
            "missing",
            None,
            "",
            f"say what changes: {', '.join(FORMS)}",
        ),
        (
            {"move": "go-live"},
            "bad-change",
            "move",
            "",
            "write it as CRITICAL-DATE=DATE, such as go-live=2027-04-01",
        ),
        ({"drop": "leagl"}, "unknown-step", "drop", "", "no step 'leagl'; did you mean 'legal'?"),
        (
            {"link": "legal=go-live"},
            "cycle",
            None,
            "steps[1].after",
            None,
        ),
        (
            {"skip": ["legal"] * 101},
            "too-many-changes",
            None,
            "",
            "101 changes are asked for; at most 100 are tried",
        ),
    ],
)
def test_a_change_that_cannot_be_made_is_told(
    client: httpx.Client,
    changes: dict[str, str | list[str]],
    code: str,
    parameter: str | None,
    path: str,
    sentence: str | None,
) -> None:
    answer = client.post("/v1/what-if", params=changes, content=PLAN, headers=YAML)

    problem = answer.json()
    assert (answer.status_code, problem["code"]) == (422, "wrong-request")
    first = problem["errors"][0]
    assert (first["code"], first["parameter"], first["path"], first["line"]) == (code, parameter, path, None)
    assert first["sentence"] == (sentence or first["sentence"])


def test_a_plan_that_cannot_be_read_is_told_before_its_changes(client: httpx.Client) -> None:
    answer = client.post("/v1/what-if", params={"skip": "x"}, content="format: backplan/2", headers=YAML)

    assert answer.json()["code"] == "unreadable-plan"


HIDING = PLAN.replace("title: Legal review,", "title: Legal review, private: seller,").replace(
    "5d", "5d, after: talks"
) + ("  - {id: talks, title: Talks, duration: 1d}\n")


@pytest.mark.parametrize(
    ("changes", "code", "parameter"),
    [
        ({"drop": "legal"}, "unknown-step", "drop"),
        ({"set": "go-live.after=[legal]"}, "unknown-step", None),
        ({"link": "talks=go-live"}, "private-conflict", None),
        ({"add": "legal 3d"}, "private-conflict", None),
    ],
)
def test_a_party_is_refused_without_a_word_of_what_it_does_not_see(
    client: httpx.Client, changes: dict[str, str], code: str, parameter: str | None
) -> None:
    answer = client.post("/v1/what-if", params=changes | {"audience": "customer"}, content=HIDING, headers=YAML)

    problem = answer.json()
    assert (answer.status_code, problem["code"]) == (422, "wrong-request")
    assert [(one["code"], one["parameter"]) for one in problem["errors"]] == [(code, parameter)]
    typed = "legal" if code == "unknown-step" else "nothing"
    assert "legal" not in answer.text.lower().replace(f"no step '{typed}'", "")
