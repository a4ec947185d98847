"""The page `docs/settings.md`: every setting as `app/settings.py` has it."""

from __future__ import annotations

import ast
import inspect
from pathlib import Path
from typing import TYPE_CHECKING

from app import settings
from app.settings import PREFIX, SECRET, Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = Path(__file__).parents[2] / "docs" / "settings.md"
HEAD = """\
# Settings

Each is a variable of the environment. A wrong one stops the start with its name, and so does one that is none.
Those marked as secret can hold a password: neither the log nor a refusal repeats them.
How the service is run for others is in [operating.md](operating.md).

This page is made from `app/settings.py` by `make cases`.

| variable | default | what it is |
|---|---|---|
"""


def settings_page() -> str:
    """Return the page as it should be."""
    return HEAD + "".join(map(_line, _documented()))


def rewrite_settings_page() -> None:
    """Write the page anew."""
    PAGE.write_text(settings_page(), encoding="utf-8")


def variable(name: str) -> str:
    """Return the variable of a setting."""
    return "PORT" if name == "port" else f"{PREFIX}{name.upper()}"


def _line(documented: tuple[str, str]) -> str:
    name, says = documented
    default = getattr(Settings(), name)
    written = {True: "yes", False: "no"}[default] if isinstance(default, bool) else str(default)
    shown = f"`{written}`" if written else ""
    return f"| `{variable(name)}` | {shown} | {says}{' Secret.' if name in SECRET else ''} |\n"


def _documented() -> Iterator[tuple[str, str]]:
    """Yield each setting with the sentences below it."""
    [body] = ast.parse(inspect.getsource(settings.Settings)).body
    assert isinstance(body, ast.ClassDef)
    for field, below in zip(body.body, body.body[1:], strict=False):
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name):
            assert isinstance(below, ast.Expr), field.target.id
            assert isinstance(below.value, ast.Constant), field.target.id
            yield field.target.id, " ".join(str(below.value.value).split())
