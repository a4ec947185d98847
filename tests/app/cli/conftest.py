"""The command in a folder of its own."""

import io
import os
import pty
import sys
from pathlib import Path
from threading import Thread

import pytest

from app.cli import main
from tests.app.cli.command import PLAN, Backplan, Said, Terminal


@pytest.fixture
def backplan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]) -> Backplan:
    """Call the command in an empty folder with one plan; `stdin` is what it is given there."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "plan.yaml").write_text(PLAN, encoding="utf-8")

    def call(*arguments: str, stdin: str = "") -> Said:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode())))
        try:
            status = main(arguments)
        except SystemExit as ended:
            status = int(ended.code or 0)
        out, err = capsysbinary.readouterr()
        return Said(status=status, out=out.decode(), err=err.decode())

    return call


@pytest.fixture
def terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]) -> Terminal:
    """Call the command in an empty folder, with a terminal as standard input and error, at which somebody types."""
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str, typed: str = "") -> Said:
        ours, theirs = pty.openpty()
        shown: list[bytes] = []
        reader = Thread(target=_read_all, args=(ours, shown))
        reader.start()
        os.write(ours, typed.encode())
        with os.fdopen(os.dup(theirs)) as keys, os.fdopen(theirs, "w") as screen:
            monkeypatch.setattr(sys, "stdin", keys)
            monkeypatch.setattr(sys, "stderr", screen)
            status = main(arguments)
        reader.join()
        out, _ = capsysbinary.readouterr()
        return Said(status=status, out=out.decode(), err=b"".join(shown).decode().replace("\r\n", "\n"))

    return call


def _read_all(terminal: int, shown: list[bytes]) -> None:
    """Keep what a terminal shows until nobody has its other end open."""
    try:
        while part := os.read(terminal, 65536):
            shown.append(part)
    except OSError:  # the other end is gone
        os.close(terminal)
