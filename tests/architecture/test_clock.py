"""Only `app/clock.py` asks what time it is; two checks say so, since a `noqa` could silence one of them."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.packages import ROOT
from tests.architecture.rules import clock_calls

BANNED = [
    ("import datetime", "datetime.date.today()", "date.today"),
    ("from datetime import date", "date.today()", "date.today"),
    ("import datetime as dt", "dt.datetime.now(dt.UTC)", "datetime.now"),
    ("from datetime import datetime", "datetime.now()", "datetime.now"),
    ("from datetime import datetime", "datetime.today()", "datetime.today"),
    ("from datetime import datetime", "datetime.utcnow()", "datetime.utcnow"),
    ("import time", "time.time()", "time.time"),
    ("import time", "time.time_ns()", "time.time_ns"),
]


def ruff(folder: Path, path: str) -> str:
    command = [str(Path(sys.executable).with_name("ruff")), "check", "--no-cache", "--select", "TID251", path]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False).stdout


def test_only_the_clock_asks_the_clock() -> None:
    assert clock_calls(ROOT) == []


@pytest.mark.parametrize(("statement", "call", "name"), BANNED)
def test_a_call_of_the_clock_is_told_elsewhere(bare: Path, statement: str, call: str, name: str) -> None:
    (bare / "scheduler" / "planted.py").write_text(f"{statement}\n{call}\n")

    assert clock_calls(bare) == [f"scheduler/planted.py:2: {name} asks the clock; only app/clock.py may"]
    assert "TID251" in ruff(bare, "scheduler/planted.py")


@pytest.mark.parametrize(("statement", "call", "name"), BANNED)
def test_a_noqa_does_not_silence_both_checks(bare: Path, statement: str, call: str, name: str) -> None:
    (bare / "app" / "planted.py").write_text(f"{statement}\n{call}  # noqa: TID251\n")

    assert "TID251" not in ruff(bare, "app/planted.py")
    assert clock_calls(bare) == [f"app/planted.py:2: {name} asks the clock; only app/clock.py may"]


def test_a_clock_taken_by_name_is_told(bare: Path) -> None:
    (bare / "api" / "planted.py").write_text("from time import time\n")

    assert clock_calls(bare) == ["api/planted.py:1: time.time asks the clock; only app/clock.py may"]


def test_the_clock_itself_may_ask(bare: Path) -> None:
    (bare / "app" / "clock.py").write_text("".join(f"{statement}\n{call}\n" for statement, call, _ in BANNED))

    assert clock_calls(bare) == []
    assert "All checks passed!" in ruff(bare, "app/clock.py")
