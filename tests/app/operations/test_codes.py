"""Whatever refuses a change has a code with its cause and its cure, and no code is left over."""

from __future__ import annotations

import ast
from pathlib import Path

import app
from app.operations import CODES, TYPED
from app.operations.written import Members
from app.plans import CODES as OF_PLANS

CHANGING = ("operations", "verbs", "plans", "preview.py", "names.py")
"""What may refuse a change."""


def _files() -> list[Path]:
    folder = Path(app.__file__).parent
    return [file for name in CHANGING for file in ([folder / name] if "." in name else (folder / name).rglob("*.py"))]


def _refusals(file: Path) -> set[str]:
    """Return the codes that a module refuses with: what it hands to `refused`, `unknown`, a problem or a list."""
    calls = [one for one in ast.walk(ast.parse(file.read_text(encoding="utf-8"))) if isinstance(one, ast.Call)]
    found = set()
    for call in calls:
        name = call.func.id if isinstance(call.func, ast.Name) else ""
        codes = [one.value for one in call.keywords if one.arg == "code"] or call.args[:1]
        words = {word for code in codes for word in _words(code)}
        if name in {"unknown", Members.__name__}:
            found |= {f"unknown-{word.replace(' ', '-')}" for word in words}
        elif name in {"refused", "Problem", "Clash"}:
            found |= words
    return found


def _words(code: ast.expr) -> set[str]:
    if isinstance(code, ast.IfExp):
        return _words(code.body) | _words(code.orelse)
    return {code.value} if isinstance(code, ast.Constant) and isinstance(code.value, str) else set()


def test_every_code_has_a_cause_and_a_cure_and_none_is_left_over() -> None:
    given_elsewhere = {"bad-id"}  # by the reader of ids, passed on
    found = {code for file in _files() for code in _refusals(file)}

    assert found | given_elsewhere == {*CODES, *OF_PLANS}
    assert not CODES.keys() & OF_PLANS.keys()
    assert [list(table) for table in (TYPED, CODES)] == [sorted(table) for table in (TYPED, CODES)]
    assert all(": " in sentence and sentence.endswith(".") for sentence in CODES.values())
