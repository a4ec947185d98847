"""Pages with commands in them: an example is a block that begins with `$ ` and a command, and says what comes out.

A line of three dots stands for any lines; blocks without one are written anew by `make cases`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_BLOCK = re.compile(r"^```console\n\$ ((?:backplan|curl) [^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_DOTS = "...\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A command of a page, and what the page says that it says."""

    command: str
    said: str


def examples(page: Path) -> list[Example]:
    """Return the examples of a page."""
    return [Example(command=one[1], said=one[2]) for one in _BLOCK.finditer(page.read_text(encoding="utf-8"))]


def matches(said: str, outcome: str) -> bool:
    """Tell whether an outcome is what the page says, three dots standing for any lines."""
    parts = [re.escape(part) for part in said.split(_DOTS)]
    return re.fullmatch("(?:.*\n)*?".join(parts), outcome) is not None


def with_outcomes(page: Path, outcome: Callable[[str], str]) -> str:
    """Return a page with its examples as they should be."""
    text = page.read_text(encoding="utf-8")
    for one in examples(page):
        if _DOTS not in one.said:
            text = text.replace(_block(one.command, one.said), _block(one.command, outcome(one.command)), 1)
    return text


def _block(command: str, said: str) -> str:
    return f"```console\n$ {command}\n{said}```"
