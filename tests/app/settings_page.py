"""The page `docs/settings.md`: every setting as `app/settings.py` has it."""

from __future__ import annotations

from pathlib import Path

from app.setting_texts import SECRET
from app.settings import Settings, variable_of
from app.told_settings import documented, written

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
    return HEAD + "".join(map(_line, documented()))


def rewrite_settings_page() -> None:
    """Write the page anew."""
    PAGE.write_text(settings_page(), encoding="utf-8")


def _line(documented: tuple[str, str]) -> str:
    name, says = documented
    default = written(getattr(Settings(), name))
    shown = f"`{default}`" if default else ""
    return f"| `{variable_of(name)}` | {shown} | {says}{' Secret.' if name in SECRET else ''} |\n"
