"""Users, workspaces and tokens by command, beside the service or before it was ever started."""

import re

import pytest

from tests.app.cli.command import Backplan

ADDRESS = re.compile(r"http://localhost:8000/welcome/bpo_[\w-]{43}\n")


@pytest.fixture(autouse=True)
def _elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("BACKPLAN_DATA_DIR", "BACKPLAN_DATABASE", "BACKPLAN_PUBLIC_URL", "PORT"):
        monkeypatch.delenv(name, raising=False)


def test_a_user_is_added_reset_shut_out_and_listed(backplan: Backplan) -> None:
    assert re.fullmatch(r"[0-9a-f-]{36}\n", backplan("workspace", "add", "Acme").out)
    assert ADDRESS.fullmatch(backplan("user", "add", "Ana@acme.example", "--name", "Ana Ruiz", "--role", "admin").out)
    assert ADDRESS.fullmatch(backplan("user", "reset", "ana@acme.example").out)
    assert backplan("user", "shut-out", "ana@acme.example").out == ""
    assert backplan("user", "list").out == "Ana@acme.example  Ana Ruiz  admin of Acme  shut out\n"
    backplan("user", "let-in", "ana@acme.example")
    assert backplan("user", "list").out == "Ana@acme.example  Ana Ruiz  admin of Acme\n"


def test_what_cannot_be_done_is_told(backplan: Backplan) -> None:
    assert "there is no workspace yet" in backplan("user", "add", "ana@acme.example", "--name", "Ana").err
    backplan("workspace", "add", "Acme")
    backplan("workspace", "add", "Globex")
    assert "2 workspaces could be meant" in backplan("token", "list").err
    assert "there is no such workspace" in backplan("token", "list", "--workspace", "Initech").err
    assert "nobody has an account with eva@acme.example" in backplan("user", "reset", "eva@acme.example").err
    assert "say --name NAME" in backplan("user", "add", "ana@acme.example").err
    taken = ("user", "add", "ana@acme.example", "--name", "Ana", "--workspace", "Acme")
    assert backplan(*taken).status == 0
    assert "has an account with ana@acme.example already" in backplan(*taken).err


def test_a_token_is_added_listed_and_revoked(backplan: Backplan) -> None:
    backplan("workspace", "add", "Acme")
    assert re.fullmatch(
        r"bpt_[\w-]{43}\n", backplan("token", "add", "CRM", "--scope", "plans:read", "--days", "30").out
    )
    listed = backplan("token", "list").out
    assert re.fullmatch(r"[0-9a-f-]{36}  CRM  plans:read  never used\n", listed)
    assert backplan("token", "revoke", listed.split()[0]).status == 0
    assert backplan("token", "list").out == ""
    assert (
        "no scope 'plans:reed'; did you mean 'plans:read'?"
        in backplan("token", "add", "X", "--scope", "plans:reed").err
    )


def test_a_wrong_setting_is_told(backplan: Backplan, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BACKPLAN_MAX_STEPS", "many")
    said = backplan("workspace", "list")
    assert (said.status, said.out) == (1, "")
    assert said.err.startswith("BACKPLAN_MAX_STEPS must be a whole number")


@pytest.mark.parametrize("days", ["0", "-1", "99999999999", "9" * 5_000, "soon", "1.5", "\u0663"])
def test_how_long_a_token_lasts_is_bounded(backplan: Backplan, days: str) -> None:
    backplan("workspace", "add", "Acme")
    said = backplan("token", "add", "CRM", "--scope", "plans:read", f"--days={days}")
    assert (said.status, said.out) == (2, "")
    assert "must be a number of days from 1 to 36,500" in said.err


@pytest.mark.parametrize("kind", ["user", "token", "workspace"])
def test_a_name_behind_list_chooses_nothing_so_it_is_refused(backplan: Backplan, kind: str) -> None:
    said = backplan(kind, "list", "acme")
    assert (said.status, said.out) == (2, "")
    assert "'acme' is one word too many: list shows all" in said.err


@pytest.mark.parametrize("words", [("user", "list"), ("token", "list"), ("workspace", "list"), ("db", "check")])
def test_a_database_that_is_not_there_is_told_in_a_sentence_without_its_password(
    backplan: Backplan, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    monkeypatch.setenv("BACKPLAN_DATABASE", "postgresql://backplan:hunter2@127.0.0.1:1/backplan")
    said = backplan(*words)
    assert (said.status, said.out) == (1, "")
    assert said.err.startswith("backplan: the database of BACKPLAN_DATABASE is not to be had: ")
    assert said.err.count("\n") == 1
    assert "hunter2" not in said.err
