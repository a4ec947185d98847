"""The compose file: read as an engine reads it, with every setting that it names, since no engine is at hand here."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
import yaml

from api import serve, work
from api.command import main
from api.server import LAST_ANSWERS
from app.cli.command import COMMANDS
from app.jobs.worker import PACE
from app.lifesign import show
from app.settings import Settings, WrongSettings, read_settings

ROOT = Path(__file__).parents[2]
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
OURS = [name for name, one in SERVICES.items() if one.get("image") == "backplan"]
ROOT_KEYS = {"name", "services", "volumes", "networks", "configs", "secrets", "include"}
SERVICE_KEYS = {
    "build", "cap_add", "cap_drop", "command", "configs", "container_name", "depends_on", "deploy", "entrypoint",
    "env_file", "environment", "expose", "healthcheck", "image", "init", "labels", "logging", "networks", "ports",
    "profiles", "read_only", "restart", "secrets", "security_opt", "stop_grace_period", "stop_signal", "tmpfs",
    "ulimits", "user", "volumes", "working_dir",
}  # fmt: skip
"""Those of the compose specification that a service of ours could have."""
HEALTH_KEYS = {"test", "interval", "timeout", "retries", "start_period", "start_interval", "disable"}
CONDITIONS = {"service_started", "service_healthy", "service_completed_successfully"}
SETTINGS = {"PORT" if one.name == "port" else f"BACKPLAN_{one.name.upper()}" for one in fields(Settings)}
ENVIRONMENTS = {
    "backplan": SETTINGS,
    "database": {"POSTGRES_USER", "POSTGRES_DB", "POSTGRES_PASSWORD"},
    "proxy": {"SITE_NAME"},
}
"""The examples in deploy/, with what may stand in each."""


def example(name: str = "backplan") -> dict[str, str]:
    """Return what an example of an environment says."""
    lines = (ROOT / "deploy" / f"{name}.env.example").read_text(encoding="utf-8").splitlines()
    return dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))


def test_it_has_only_keys_that_the_specification_knows() -> None:
    assert {key for key in COMPOSE if not key.startswith("x-")} <= ROOT_KEYS
    for name, service in SERVICES.items():
        assert {*service} <= SERVICE_KEYS, name
        assert {*service.get("healthcheck", {})} <= HEALTH_KEYS, name
        for needed in service.get("depends_on", {}).items():
            assert needed[0] in SERVICES
            assert {*needed[1]} == {"condition"}
            assert needed[1]["condition"] in CONDITIONS


def test_it_has_a_database_two_that_serve_two_that_work_and_a_proxy() -> None:
    assert {name: SERVICES[name]["command"] for name in OURS} == {
        "upgrade": ["db", "upgrade"],
        "web-1": ["serve"],
        "web-2": ["serve"],
        "worker-1": ["work"],
        "worker-2": ["work"],
    }
    assert {*SERVICES} - {*OURS} == {"database", "proxy"}


@pytest.mark.parametrize("name", OURS)
def test_each_command_is_one_of_ours(name: str) -> None:
    assert SERVICES[name]["command"][0] in {one.name for one in (*COMMANDS, serve.COMMAND, work.COMMAND)}


def test_every_volume_is_declared_and_every_file_is_there() -> None:
    mounted = {one.split(":")[0] for service in SERVICES.values() for one in service.get("volumes", [])}

    assert {one for one in mounted if not one.startswith("./")} == {*COMPOSE["volumes"]}
    assert [one for one in mounted if one.startswith("./") and not (ROOT / one).exists()] == []


def test_nobody_serves_or_works_before_the_tables_are_there() -> None:
    for name in ("web-1", "web-2", "worker-1", "worker-2"):
        assert SERVICES[name]["depends_on"] == {"upgrade": {"condition": "service_completed_successfully"}}
    assert SERVICES["upgrade"]["depends_on"] == {"database": {"condition": "service_healthy"}}


def test_the_examples_name_only_what_there_is_and_are_read(tmp_path: Path) -> None:
    assert [name for name, known in ENVIRONMENTS.items() if not {*example(name)} <= known] == []
    own = {
        **{
            name: value.replace("change-me", "x7").replace("USER:PASSWORD", "me:x7")
            for name, value in example().items()
        },
        "BACKPLAN_DATA_DIR": str(tmp_path),
    }
    own["BACKPLAN_METRICS_TOKEN"] += "-and-longer"
    settings = read_settings(own)
    database = example("database")
    assert (settings.jobs, settings.proxies, settings.is_sqlite) == ("elsewhere", 1, False)
    assert f":{database['POSTGRES_PASSWORD']}@database/{database['POSTGRES_DB']}" in example()["BACKPLAN_DATABASE"]
    assert settings.public_url == f"https://{example('proxy')['SITE_NAME']}"


def test_nobody_starts_with_the_secrets_of_the_example(tmp_path: Path) -> None:
    with pytest.raises(WrongSettings) as wrong:
        read_settings({**example(), "BACKPLAN_DATA_DIR": str(tmp_path)})
    assert str(wrong.value).splitlines() == [
        f"{name} is still the example's; write your own secret there"
        for name in ("BACKPLAN_DATABASE", "BACKPLAN_METRICS_TOKEN", "BACKPLAN_SMTP")
    ]


def test_each_container_gets_its_own_secrets_alone() -> None:
    given = {name: one.get("env_file") for name, one in SERVICES.items()}
    assert given == {
        **dict.fromkeys(OURS, "backplan.env"),
        "database": "database.env",
        "proxy": "proxy.env",
    }
    ignored = (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert {*given.values()} <= {*ignored}


def test_an_engine_waits_longer_than_the_service_takes_to_stop() -> None:
    least = int(example()["BACKPLAN_LINGER"]) + LAST_ANSWERS + PACE.patience
    assert [SERVICES[name]["stop_grace_period"] for name in OURS] == ["60s"] * len(OURS)
    assert least < 60


@pytest.mark.parametrize("name", ["worker-1", "worker-2"])
def test_an_engine_asks_each_worker_whether_it_lives(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    way, program, *arguments = SERVICES[name]["healthcheck"]["test"]
    monkeypatch.setenv("BACKPLAN_DATA_DIR", str(tmp_path))

    assert (way, program) == ("CMD", "backplan")
    assert main(arguments) == 1
    show(tmp_path, PACE.beats)
    assert main(arguments) == 0
    assert capsys.readouterr().out == "The worker of this machine lives.\n"


def test_the_proxy_asks_whether_each_is_ready_and_shows_nobody_the_numbers() -> None:
    proxy = (ROOT / "deploy" / "Caddyfile").read_text(encoding="utf-8")

    assert re.search(r"^\treverse_proxy web-1:8000 web-2:8000 \{$", proxy, re.MULTILINE)
    assert "\t\thealth_uri /readyz\n" in proxy
    assert "\t@operator path /metrics /readyz\n\trespond @operator 404\n" in proxy
    assert "\t\theader_up X-Forwarded-For {remote_host}\n" in proxy
    assert proxy.startswith("#")
    assert '\t\t\t\trequest>uri regexp "bp[a-z]_[A-Za-z0-9_-]+" "***"\n' in proxy
    assert "\t\t\t\trequest>headers>Referer delete\n" in proxy
    assert "{$SITE_NAME} {" in proxy
