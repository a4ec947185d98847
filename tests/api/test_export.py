"""A plan is taken away as a file, and shown as whoever is named may see it."""

import httpx
import pytest

from app.exports import EXPORTS, export
from app.opening import read_now
from app.projection import whole
from tests.api.plans import NORTHWIND, PLAN, YAML

PRIVATE = PLAN.replace("title: Legal review,", "title: Legal review, private: seller,")


@pytest.mark.parametrize("kind", EXPORTS)
def test_a_file_is_what_the_command_writes(client: httpx.Client, kind: str) -> None:
    answer = client.post(f"/v1/export/{kind}", content=NORTHWIND, headers=YAML)

    file = export(whole(read_now(NORTHWIND, file="northwind.yaml")), kind)
    assert answer.status_code == 200
    assert answer.content == file.content
    assert answer.headers["content-type"] == EXPORTS[kind].media_type
    assert answer.headers["content-disposition"] == f'attachment; filename="{file.name}"'
    assert answer.headers["cache-control"] == "no-store"


def test_a_kind_that_nothing_leaves_as_is_told_with_the_nearest(client: httpx.Client) -> None:
    answer = client.post("/v1/export/xslx", content=NORTHWIND, headers=YAML)

    assert answer.status_code == 404
    assert answer.json()["errors"][0]["code"] == "unknown-export"
    assert "'xlsx'" in answer.json()["detail"]


def test_a_file_that_the_caller_does_not_accept_is_not_made(client: httpx.Client) -> None:
    answer = client.post("/v1/export/ics", content=NORTHWIND, headers=YAML | {"accept": "application/json"})

    assert answer.status_code == 406


@pytest.mark.parametrize(
    ("path", "asked"),
    [
        ("/v1/schedule", {}),
        ("/v1/what-if", {"set": "go-live.duration=2d"}),
        ("/v1/explain", {"step": "go-live", "date": "early_start"}),
        ("/v1/export/json", {}),
    ],
)
def test_an_audience_sees_its_part_alone(client: httpx.Client, path: str, asked: dict[str, str]) -> None:
    whole, part = (
        client.post(path, params=asked | who, content=PRIVATE, headers=YAML) for who in ({}, {"audience": "customer"})
    )

    assert (whole.status_code, part.status_code) == (200, 200)
    assert "legal" in whole.text.lower()
    assert "legal" not in part.text.lower()


def test_an_audience_that_is_none_is_told(client: httpx.Client) -> None:
    answer = client.post("/v1/schedule", params={"audience": "custommer"}, content=PLAN, headers=YAML)

    assert answer.status_code == 422
    assert (answer.json()["code"], answer.json()["errors"][0]["code"]) == ("wrong-request", "unknown-party")


def test_a_file_is_for_a_person(client: httpx.Client) -> None:
    answer = client.post("/v1/export/ics", params={"person": "mia"}, content=NORTHWIND, headers=YAML)
    unknown = client.post("/v1/export/ics", params={"person": "Mio"}, content=NORTHWIND, headers=YAML)

    assert answer.status_code == 200
    assert (unknown.status_code, unknown.json()["errors"][0]["code"]) == (422, "unknown-person")


def test_a_calendar_counts_revisions_for_the_owner_of_the_plan_alone(client: httpx.Client) -> None:
    plan = NORTHWIND + b"revision: 7\n"
    whole, part, own = (
        client.post("/v1/export/ics", params=who, content=plan, headers=YAML).text
        for who in ({}, {"audience": "customer"}, {"audience": "seller"})
    )

    assert {line for line in whole.splitlines() if line.startswith("SEQUENCE")} == {"SEQUENCE:7"}
    assert {line for text in (part, own) for line in text.splitlines() if line.startswith("SEQUENCE")} == {"SEQUENCE:0"}
