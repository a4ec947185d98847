"""The command in a folder of its own."""

import io
import sys
from pathlib import Path

import pytest

from app.cli import main
from tests.app.cli.command import PLAN, Backplan, Said


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
