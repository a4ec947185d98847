"""Processes that serve do the jobs too, unless others are there for it; what they log holds no password."""

from __future__ import annotations

import json
import re
import signal
import socket
from contextlib import ExitStack
from pathlib import Path
from subprocess import run
from typing import TYPE_CHECKING

import httpx
import pytest

from api.command import main
from api.keeping import CannotKeep, kept_in
from app.actors import SYSTEM
from app.clock import now
from app.jobs.worker import PACE
from app.lifesign import MISSED, missing, show
from app.mail import Mail, send
from app.settings import Settings
from app.store import open_database
from app.store.mails import mail_of
from tests.api.test_serve import BACKPLAN, environment, started, where
from tests.servers.mail import PASSWORD, USER, Postbox, receiving
from tests.workers import wait_until

if TYPE_CHECKING:
    import subprocess

    from tests.servers.postgres import Postgres

SENDER = {"BACKPLAN_MAIL_FROM": "plans@example.com"}
SQLITE = "sqlite:///{folder}/backplan.db"


def mail_waits(url: str) -> str:
    """Have a mail sent, as a command beside the service would, and return its id."""
    database = open_database(url)
    with database.writing(workspace="", actor=SYSTEM, now=now()) as unit:
        mail = send(unit, Mail(to="jo@northwind.example", kind="digest", subject="Due", text="Legal review is due.\n"))
    database.close()
    return mail


def server_of(box: Postbox, login: str = "") -> dict[str, str]:
    return {**SENDER, "BACKPLAN_SMTP": f"smtp://{login}127.0.0.1:{box.port}"}


def ended(process: subprocess.Popen[str]) -> list[dict[str, object]]:
    """Stop a process as an operator does, and return what it logged of jobs."""
    process.send_signal(signal.SIGTERM)
    _, err = process.communicate(timeout=120)
    assert process.returncode == 0, err
    return [line for line in map(json.loads, err.splitlines()) if line["event"] != "request"]


def test_a_process_that_serves_does_the_jobs(tmp_path: Path) -> None:
    with receiving() as box, started(BACKPLAN, "serve", "--port", "0", **server_of(box), **folder(tmp_path)) as process:
        where(process)
        mail = mail_waits(SQLITE.format(folder=tmp_path))
        wait_until(lambda: len(box.messages) == 1)
        logged = ended(process)

    assert box.messages[0]["Message-ID"] == f"<{mail}@example.com>"
    assert [(line["event"], line["mail"]) for line in logged] == [("mail sent", mail)]


def folder(path: Path) -> dict[str, str]:
    return {"BACKPLAN_DATA_DIR": str(path)}


def test_without_a_mail_server_the_log_says_that_mails_wait(tmp_path: Path) -> None:
    with started(BACKPLAN, "serve", "--port", "0", **folder(tmp_path)) as process:
        where(process)
        mail = mail_waits(SQLITE.format(folder=tmp_path))
        assert process.stderr
        line = json.loads(process.stderr.readline())
        ended(process)

    assert (line["event"], line["job"], line["about"]) == ("job failed", "send_mail", mail)
    assert line["reason"] == "it waits: no mail server is set; name one in BACKPLAN_SMTP"
    database = open_database(SQLITE.format(folder=tmp_path))
    with database.reading(workspace="", actor=SYSTEM, now=now()) as unit:
        kept = mail_of(unit, mail)
    database.close()
    assert kept is not None
    assert kept.text == "Legal review is due.\n"


def test_a_stop_waits_for_no_job_that_takes_long_and_complains_of_none(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:  # that keeps a mail waiting for half a minute
        server = {**SENDER, "BACKPLAN_SMTP": f"smtp://127.0.0.1:{silent.getsockname()[1]}"}
        with started(BACKPLAN, "serve", "--port", "0", **server, **folder(tmp_path)) as process:
            where(process)
            mail = mail_waits(SQLITE.format(folder=tmp_path))
            calls, _ = silent.accept()
            with calls:
                logged = ended(process)

    assert [(line["level"], line["event"]) for line in logged] == [("info", "jobs left for the next worker")]
    with receiving() as box, started(BACKPLAN, "serve", "--port", "0", **server_of(box), **folder(tmp_path)) as again:
        where(again)
        wait_until(lambda: len(box.messages) == 1)
        assert [line["mail"] for line in ended(again)] == [mail]


def test_a_password_is_in_no_log(tmp_path: Path) -> None:
    with receiving(login=True) as box:
        wrong = server_of(box, f"{USER}:wr0ng@")
        with started(BACKPLAN, "serve", "--port", "0", **wrong, **folder(tmp_path)) as process:
            where(process)
            mail_waits(SQLITE.format(folder=tmp_path))
            assert process.stderr
            line = process.stderr.readline()
            logged = ended(process)

    assert json.loads(line)["reason"] == "the mail server refuses the login (535)"
    assert "wr0ng" not in line + json.dumps(logged)
    assert PASSWORD not in line


def test_workers_do_the_jobs_where_processes_that_serve_leave_them(postgres: Postgres) -> None:
    with ExitStack() as stack:
        url = stack.enter_context(postgres.database())
        at = {"BACKPLAN_DATABASE": url.replace("postgresql+psycopg://", "postgresql://", 1)}
        box = stack.enter_context(receiving())
        serves = stack.enter_context(
            started(BACKPLAN, "serve", "--port", "0", BACKPLAN_JOBS="elsewhere", **server_of(box), **at)
        )
        address = where(serves)
        mail = mail_waits(url)
        assert httpx.get(f"{address}healthz", trust_env=False, timeout=60).status_code == 200
        works = stack.enter_context(started(BACKPLAN, "work", **server_of(box), **at))
        assert works.stdout
        assert works.stdout.readline() == "Backplan is at work (Ctrl+C stops it)\n"
        wait_until(lambda: len(box.messages) == 1)
        assert ended(serves) == []
        assert [line["mail"] for line in ended(works)] == [mail]


def looks(folder: Path) -> tuple[int, str]:
    """Ask whether a worker lives, as a container's engine does, and return status and sentence."""
    asked = run(
        [BACKPLAN, "work", "--check"],
        env=environment() | {"BACKPLAN_DATA_DIR": str(folder)},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    return asked.returncode, asked.stdout + asked.stderr


def ages(folder: Path, seconds: float) -> None:
    """Let a worker's sign be older, as if so much time had passed."""
    [path] = folder.glob("work-*.alive")
    sign = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**sign, "at": sign["at"] - seconds}), encoding="utf-8")


ALIVE = (0, "The worker of this machine lives.\n")


def test_a_worker_shows_that_it_lives_until_it_is_killed(postgres: Postgres, tmp_path: Path) -> None:
    nobody = (1, f"backplan: no worker is at work on this machine with the folder {tmp_path}\n")
    with ExitStack() as stack:
        url = stack.enter_context(postgres.database())
        at = {"BACKPLAN_DATABASE": url.replace("postgresql+psycopg://", "postgresql://", 1), **folder(tmp_path)}
        assert looks(tmp_path) == nobody
        works = stack.enter_context(started(BACKPLAN, "work", **at))
        assert works.stdout
        assert works.stdout.readline() == "Backplan is at work (Ctrl+C stops it)\n"
        wait_until(lambda: looks(tmp_path) == ALIVE)

        works.send_signal(signal.SIGSTOP)  # it hangs
        assert looks(tmp_path) == ALIVE
        ages(tmp_path, MISSED * PACE.beats)
        status, said = looks(tmp_path)
        assert status == 1
        assert re.fullmatch(
            rf"backplan: the worker of this machine, process {works.pid}, has not beaten for 6\d seconds\n", said
        )

        works.send_signal(signal.SIGCONT)
        wait_until(lambda: looks(tmp_path) == ALIVE)
        works.kill()
        works.wait()
        gone = f"backplan: the worker of this machine, process {works.pid}, has ended without leaving\n"
        assert looks(tmp_path) == (1, gone)

        again = stack.enter_context(started(BACKPLAN, "work", **at))
        wait_until(lambda: looks(tmp_path) == ALIVE)
        assert ended(again) == []
        assert looks(tmp_path) == nobody


def test_a_sign_that_nobody_can_read_is_none(tmp_path: Path) -> None:
    for written in ("", "[]", '{"process": 1}', '{"process": "x", "at": 1, "every": 5}'):
        show(tmp_path, 5.0)
        [path] = tmp_path.glob("work-*.alive")
        assert missing(tmp_path) is None
        path.write_text(written, encoding="utf-8")
        assert missing(tmp_path) == f"what a worker of this machine wrote into {path} cannot be read"


def test_a_worker_beside_a_file_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["work"]) == 1
    assert capsys.readouterr().err == (
        "backplan: where plans are kept in a file, `backplan serve` does the jobs itself; for workers beside it name a "
        "PostgreSQL in BACKPLAN_DATABASE\n"
    )


def test_a_second_process_on_the_same_file_is_refused(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path)
    with kept_in(settings), pytest.raises(CannotKeep) as refused, kept_in(settings):
        pass

    assert str(refused.value) == (
        f"another `backplan serve` keeps its plans in {tmp_path}; stop that one, choose another folder in "
        "BACKPLAN_DATA_DIR, or let several share a PostgreSQL: BACKPLAN_DATABASE"
    )
    with kept_in(settings):  # the first one is gone
        pass


def test_a_database_that_is_away_is_told_without_its_password(tmp_path: Path) -> None:
    settings = Settings(database=f"postgresql://me:s3cret@/plans?host={tmp_path}")
    with pytest.raises(CannotKeep) as refused, kept_in(settings):
        pass

    said = str(refused.value)
    assert said.startswith("the database of BACKPLAN_DATABASE is not to be had: ")
    assert "s3cret" not in said
    assert "\n" not in said
