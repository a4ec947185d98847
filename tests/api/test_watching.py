"""What whoever watches the service is told: whether requests had better come here, and its numbers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families

from api.main import create_app
from app.mail import Mail, send
from app.settings import Settings
from app.store.migrations import upgrade
from app.tallies import MOST, OTHER, Durations, Tally
from app.verbs.steps import EditStep
from tests.api.server import serving
from tests.stored import ANA, stored_plan

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from fastapi import FastAPI

    from tests.servers.postgres import Postgres

TOKEN = "numbers-for-the-operator"  # noqa: S105 - of nobody who is real
SHOWN = {"Authorization": f"Bearer {TOKEN}"}


@pytest.fixture(params=["sqlite", "postgresql"])
def app(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[FastAPI]:
    """Put the service together on a database without tables."""
    if request.param == "sqlite":
        yield create_app(Settings(data_dir=tmp_path))
        return
    postgres: Postgres = request.getfixturevalue("postgres")
    with postgres.database() as url:
        yield create_app(Settings(data_dir=tmp_path, database=url.replace("+psycopg", "", 1)))


def checks(answer: httpx.Response) -> dict[str, str]:
    found: dict[str, str] = answer.json()["checks"]
    return found


def test_it_is_ready_once_the_database_has_this_versions_tables(app: FastAPI) -> None:
    with serving(app=app) as client:
        before = client.get("/readyz")
        upgrade(app.state.service.database)
        app.state.service.readiness._found_at = float("-inf")  # noqa: SLF001 - a second passes
        after = client.get("/readyz")

    assert (before.status_code, before.json()["status"]) == (503, "not-ready")
    assert checks(before)["database"].startswith("it lacks the steps 0001, 0002, ")
    assert (after.status_code, after.headers["cache-control"]) == (200, "no-store")
    assert after.json() == {"status": "ready", "checks": {"stopping": "ok", "database": "ok", "worker": "ok"}}


def test_a_service_that_is_asked_to_stop_sends_requests_elsewhere_and_is_still_alive(app: FastAPI) -> None:
    upgrade(app.state.service.database)
    with serving(app=app) as client:
        app.state.service.readiness.leave()
        ready, alive = client.get("/readyz"), client.get("/healthz")

    assert (ready.status_code, checks(ready)["stopping"]) == (503, "it was asked to stop")
    assert ready.headers["connection"] == "close"
    assert alive.status_code == 200


def test_a_worker_whose_heart_stopped_is_told(tmp_path: Path) -> None:
    app = create_app(Settings(data_dir=tmp_path))
    upgrade(app.state.service.database)
    pulse = app.state.service.readiness.pulse
    with serving(app=app) as client:
        pulse.begin(1e-9)
        stopped = client.get("/readyz")
        pulse.begin(60)
        beats = client.get("/readyz")
        pulse.begin(1e-9)
        pulse.end()
        nobody = client.get("/readyz")

    assert (stopped.status_code, checks(stopped)["worker"]) == (503, "it has not beaten for a while")
    assert (beats.status_code, nobody.status_code) == (200, 200)


def test_a_database_that_is_away_is_told_without_its_name(tmp_path: Path) -> None:
    app = create_app(Settings(database=f"postgresql://me:s3cret@/plans?host={tmp_path}"))
    with serving(app=app) as client:
        answer, alive = client.get("/readyz"), client.get("/healthz")
        metrics = client.get("/metrics")

    assert (answer.status_code, checks(answer)["database"]) == (503, "it is not to be had")
    assert "s3cret" not in answer.text + metrics.text
    assert str(tmp_path) not in answer.text + metrics.text
    assert alive.status_code == 200
    assert "backplan_database_up 0.0\n" in metrics.text


def numbers(text: str) -> dict[str, float]:
    """Return the numbers of ours by name and labels."""
    lines = [line.rpartition(" ") for line in text.splitlines() if line.startswith("backplan_")]
    return {name: float(value) for name, _, value in lines}


def test_the_numbers_tell_what_was_done(app: FastAPI) -> None:
    upgrade(app.state.service.database)
    stored = stored_plan(app.state.service.database)
    with serving(app=app) as client:
        before = numbers(client.get("/metrics").text)
        stored.do(ANA, EditStep.model_validate({"do": "edit_step", "step": "set-up", "set": {"duration": "9d"}}))
        client.get("/healthz")
        client.get("/f/guessed/plan.ics")
        client.get("/plans/of/nobody")
        after = numbers(client.get("/metrics").text)

    edited = 'backplan_operations_total{verb="edit_step"}'
    assert after[edited] - before.get(edited, 0) == 1
    assert after['backplan_requests_total{method="GET",route="/healthz",status="200"}'] == 1
    assert after['backplan_requests_total{method="GET",route="/f/{secret}/{name}.ics",status="404"}'] == 1
    assert after['backplan_requests_total{method="GET",route="none",status="404"}'] == 1
    assert after['backplan_request_seconds_count{method="GET",route="/metrics",status="200"}'] == 1
    assert after["backplan_schedule_seconds_count"] > before["backplan_schedule_seconds_count"]
    assert after["backplan_schedule_seconds_sum"] > 0
    assert after["backplan_database_up"] == 1
    assert after['backplan_jobs{state="waiting"}'] == 0
    assert after['backplan_mails{state="waiting"}'] == 0
    assert after["backplan_jobs_oldest_seconds"] == 0
    assert "backplan_database_connections_in_use" in after
    assert [name for name in after if name.startswith("backplan_build{")]


def test_what_waits_and_what_failed_is_counted(app: FastAPI) -> None:
    upgrade(app.state.service.database)
    stored = stored_plan(app.state.service.database)
    with stored.writing() as unit:
        send(unit, Mail(to="jo@northwind.example", kind="reset", subject="Due", text="Legal review is due.\n"))
    with serving(app=app) as client:
        found = numbers(client.get("/metrics").text)

    assert found['backplan_jobs{state="waiting"}'] == 1
    assert found['backplan_mails{state="waiting"}'] == 1
    assert found["backplan_jobs_oldest_seconds"] >= 0


def test_no_label_tells_of_a_tenant_a_person_or_a_secret(app: FastAPI) -> None:
    upgrade(app.state.service.database)
    stored = stored_plan(app.state.service.database)
    asked = [f"/v1/plans/{stored.plan}", "/f/s3cret/plan.ics", "/s/s3cret", "/welcome/s3cret", "/plans?text=Northwind"]
    with serving(app=app) as client:
        for path in asked:
            client.get(path, headers={"Authorization": "Bearer bpt_s3cret"})
        said = client.get("/metrics").text

    assert [
        name for name in ("s3cret", stored.plan, stored.workspace, "Northwind", "Ana", "Acme") if name in said
    ] == []


def test_made_up_addresses_and_methods_add_one_line(tmp_path: Path) -> None:
    app = create_app(Settings(data_dir=tmp_path))
    with serving(app=app) as client:
        for number in range(30):
            client.get(f"/made/up/{number}")
            client.request("PROPFIND", "/healthz")
        found = numbers(client.get("/metrics").text)

    counted = {name: value for name, value in found.items() if name.startswith("backplan_requests_total")}
    assert counted == {
        'backplan_requests_total{method="GET",route="none",status="404"}': 30,
        'backplan_requests_total{method="other",route="/healthz",status="405"}': 30,
    }


def test_a_tally_does_not_grow_for_ever() -> None:
    tally, durations = Tally(), Durations()
    for number in range(MOST + 5):
        tally.count(str(number), "GET")
        durations.took(0.1, str(number))

    assert len(tally.counted()) == MOST + 1
    assert tally.counted()[OTHER, OTHER] == 5
    assert len(durations.taken()) == MOST + 1


@pytest.mark.parametrize(
    ("settings", "headers", "status"),
    [
        ({}, {}, 200),
        ({}, {"X-Forwarded-For": "192.0.2.1"}, 403),
        ({}, {"Via": "1.1 proxy"}, 403),
        ({"proxies": 1}, {}, 403),
        ({"metrics_token": TOKEN}, {}, 401),
        ({"metrics_token": TOKEN}, {"Authorization": "Bearer another"}, 401),
        ({"metrics_token": TOKEN}, SHOWN, 200),
        ({"metrics_token": TOKEN, "proxies": 1}, {**SHOWN, "X-Forwarded-For": "192.0.2.1"}, 200),
    ],
)
def test_the_numbers_are_for_the_operator_alone(
    tmp_path: Path, settings: dict[str, str | int], headers: dict[str, str], status: int
) -> None:
    with serving(Settings(data_dir=tmp_path, **settings)) as client:  # type: ignore[arg-type] # each is of its field
        answer = client.get("/metrics", headers=headers)

    assert answer.status_code == status
    assert ("backplan_build" in answer.text) == (status == 200)
    assert TOKEN not in answer.text


def test_prometheus_reads_what_is_said(tmp_path: Path) -> None:
    with serving(Settings(data_dir=tmp_path)) as client:
        client.get("/healthz")
        answer = client.get("/metrics")

    families = {one.name: one.type for one in text_string_to_metric_families(answer.text)}
    assert answer.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8"
    assert families["backplan_requests"] == "counter"
    assert families["backplan_request_seconds"] == "histogram"
    assert families["process_resident_memory_bytes"] == "gauge"
    once = r'le="\+Inf",method="GET",route="/healthz",status="200"'
    assert re.search(rf"backplan_request_seconds_bucket\{{{once}\}} 1.0", answer.text)
