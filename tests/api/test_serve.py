"""`backplan serve`: it starts, says where to click, and stops; what keeps it from starting is one sentence."""

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx
import pytest

from api.command import main
from api.listening import CannotListen, listen
from tests.api.plans import PLAN, YAML

BACKPLAN = str(Path(sys.executable).with_name("backplan"))
UVICORN = str(Path(sys.executable).with_name("uvicorn"))
ROOT = Path(__file__).parents[2]
# A make above the suite (`make test`) would have the makes below it tell the folders that they enter and leave.
NOT_INHERITED = ("BACKPLAN_", "PORT", "MAKE", "MFLAGS")


FIRST = re.compile(
    r"Nobody has an account here yet; become the admin, once and within a day: "
    r"(http://localhost:[0-9]+/welcome/bpo_[A-Za-z0-9_-]{43})\n"
)
"""What is said behind it, as long as nobody has."""


def environment() -> dict[str, str]:
    """Return this process's environment without what would change what is started."""
    return {name: value for name, value in os.environ.items() if not name.startswith(NOT_INHERITED)}


@contextmanager
def started(*command: str, **settings: str) -> Iterator[subprocess.Popen[str]]:
    """Start a command that serves, and end it whatever happens."""
    with (
        TemporaryDirectory() as folder,
        subprocess.Popen(
            command,
            cwd=ROOT,
            env=environment() | {"BACKPLAN_DATA_DIR": folder} | settings,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        ) as process,
    ):
        try:
            yield process
        finally:
            process.kill()


def where(process: subprocess.Popen[str]) -> str:
    """Return the address that the command says, once it says it."""
    assert process.stdout
    said = process.stdout.readline()
    found = re.fullmatch(r"Backplan is ready: open (http://localhost:[0-9]+/) \(Ctrl\+C stops it\)\n", said)
    assert found, said
    return found[1]


def test_it_serves_where_it_says_and_stops_when_it_is_asked_to() -> None:
    with started(BACKPLAN, "serve", "--port", "0") as process:
        answer = httpx.post(f"{where(process)}v1/schedule", content=PLAN, headers=YAML, trust_env=False, timeout=60)
        assert process.stdout
        assert FIRST.fullmatch(process.stdout.readline())
        process.send_signal(signal.SIGTERM)
        out, err = process.communicate(timeout=60)

    assert answer.json()["headline"] == "Go-live on Fri 4 Dec can be met; Legal review must start by Fri 27 Nov."
    assert process.returncode == 0
    assert out == ""
    assert [line for line in err.splitlines() if '"event": "request"' not in line] == []


def test_the_first_admin_comes_in_at_the_address_that_is_said_and_then_none_is_said(tmp_path: Path) -> None:
    said = {"password": "a horse that counts", "name": "Ana Ruiz", "email": "ana@acme.example", "workspace": "Acme"}
    with started(BACKPLAN, "serve", "--port", "0", BACKPLAN_DATA_DIR=str(tmp_path)) as process:
        home = where(process)
        assert process.stdout
        first = FIRST.fullmatch(process.stdout.readline())
        assert first
        origin = {"Origin": home.rstrip("/")}
        with httpx.Client(trust_env=False, timeout=60) as browser:
            come_in = browser.post(first[1], data=said, headers=origin)
            account = browser.get(f"{home}account")
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=60)
    with started(BACKPLAN, "serve", "--port", "0", BACKPLAN_DATA_DIR=str(tmp_path)) as process:
        where(process)
        process.send_signal(signal.SIGTERM)
        out, _ = process.communicate(timeout=60)

    assert (come_in.status_code, come_in.headers["location"]) == (303, "/plans")
    assert "Ana Ruiz" in account.text
    assert out == ""


def test_a_second_server_on_the_same_plans_is_refused_with_a_sentence(tmp_path: Path) -> None:
    with started(BACKPLAN, "serve", "--port", "0", BACKPLAN_DATA_DIR=str(tmp_path)) as first:
        where(first)
        with started(BACKPLAN, "serve", "--port", "0", BACKPLAN_DATA_DIR=str(tmp_path)) as second:
            out, err = second.communicate(timeout=60)

    assert (second.returncode, out) == (1, "")
    assert err == (
        f"backplan: another `backplan serve` keeps its plans in {tmp_path}; stop that one, choose another folder in "
        "BACKPLAN_DATA_DIR, or let several share a PostgreSQL: BACKPLAN_DATABASE\n"
    )


def test_the_port_is_a_variable_too() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with started(BACKPLAN, "serve", PORT=str(port)) as process:
        assert where(process) == f"http://localhost:{port}/"


def test_make_run_serves_on_port() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    recipe = subprocess.run(
        ["make", "--dry-run", "run"], cwd=ROOT, env=environment(), check=True, capture_output=True, text=True
    ).stdout

    assert recipe.splitlines()[-1] == ".venv/bin/backplan serve"
    with started("make", "--silent", "--assume-old=.venv/installed", "run", PORT=str(port)) as process:
        assert process.stdout
        told = [process.stdout.readline() for _ in range(2)]
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=60)  # killed before it has handed the signal on, make would leave the service running

    assert told[1] == f"Backplan is ready: open http://localhost:{port}/ (Ctrl+C stops it)\n"


def test_uvicorn_takes_the_factory() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with started(UVICORN, "--factory", "api.main:create_app", "--port", str(port)) as process:
        assert process.stderr
        assert any("Uvicorn running on" in line for line in iter(process.stderr.readline, ""))
        secret = httpx.get(f"http://127.0.0.1:{port}/healthz?who=MiaNoOne", trust_env=False, timeout=60)
        process.send_signal(signal.SIGTERM)
        out, err = process.communicate(timeout=60)

    assert secret.status_code == 200
    assert "MiaNoOne" not in out + err


def test_a_port_that_is_taken_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        status = main(["serve", "--port", str(port)])

    assert status == 1
    assert capsys.readouterr().err == (
        f"backplan: port {port} of 127.0.0.1 is taken by another program; stop that, or choose another port: "
        f"PORT={port + 1}\n"
    )


def test_no_part_of_an_answer_waits_for_another_to_be_confirmed() -> None:
    with listen("127.0.0.1", 0) as listener, socket.create_connection(listener.getsockname()):
        accepted, _ = listener.accept()
        with accepted:
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_an_address_of_another_machine_is_told() -> None:
    with pytest.raises(CannotListen, match=r"^192\.0\.2\.1 is no address of this machine; listen on 127\.0\.0\.1, or"):
        listen("192.0.2.1", 0)
    with pytest.raises(CannotListen, match=r"^no\.such\.invalid is no address of this machine; "):
        listen("no.such.invalid", 0)


def test_a_wrong_setting_stops_the_start_with_its_name(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BACKPLAN_MAX_STEPS", "many")

    assert main(["serve", "--port", "http"]) == 1
    assert capsys.readouterr().err.splitlines() == [
        "PORT must be a whole number from 0 to 65,535, not 'http'",
        "BACKPLAN_MAX_STEPS must be a whole number from 1 to 20,000, not 'many'",
    ]


def test_help_waits_for_no_heavy_import() -> None:
    heavy = {"fastapi", "holidays", "networkx", "pydantic", "starlette", "uvicorn"}
    script = (
        "import sys\n"
        "from api.command import main\n"
        "try:\n"
        "    main(['serve', '--help'])\n"
        "except SystemExit:\n"
        f"    print(sorted({heavy} & set(sys.modules)))\n"
    )

    assert subprocess.check_output([sys.executable, "-c", script], text=True, cwd=ROOT).splitlines()[-1] == "[]"
