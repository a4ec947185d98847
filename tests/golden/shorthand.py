"""A step in one line: `legal 5d by customer after security+2d, offer SS`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.golden.plain import CaseError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.golden.plain import Plain

_DURATION = re.compile(r"\d+e?[dhmw]")
_LINK = re.compile(r"(?P<step>\S+?)(?:\s+(?P<type>FS|SS|FF|SF))?(?P<lag>[+-]\d+e?[dhmw])?")
_ALONE: dict[str, tuple[str, Plain]] = {
    "meeting": ("kind", "meeting"),
    "milestone": ("kind", "milestone"),
    "gate": ("kind", "gate"),
    "value_event": ("kind", "value_event"),
    "anchored": ("anchor", "start"),
    "asap": ("policy", "asap"),
    "change": ("tags", ["change"]),
    "skipped": ("progress", {"skipped": True}),
}
"""Words that stand for a key with a value."""
_FOLLOWED: dict[str, Callable[[str], tuple[str, Plain]]] = {
    "by": lambda word: ("side", [*word.split("+")]),
    "on": lambda word: ("calendar", word),
    "started": lambda word: ("progress", {"started": word}),
    "finished": lambda word: ("progress", {"finished": word}),
    "left": lambda word: ("progress", {"remaining": word}),
}
"""Words that need another one behind them."""


def step_of(line: str) -> dict[str, Plain]:
    """Return a step of the plan document from its line."""
    before, after, links = f"{line} ".partition(" after ")
    name, *words = before.split()
    step: dict[str, Plain] = {"id": name, "title": title_of(name)}
    progress: dict[str, Plain] = {}
    for key, value in _said(iter(words), line):
        if key == "progress" and isinstance(value, dict):
            progress |= value
        else:
            step[key] = value
    if progress:
        step["progress"] = progress
    if after:
        step["after"] = [_link(link.strip(), line) for link in links.split(",")]
    return step


def title_of(name: str) -> str:
    """Return what people call a step: `legal-review` is Legal review."""
    return "Go-live" if name == "go-live" else name.replace("-", " ").capitalize()


def _said(words: Iterator[str], line: str) -> Iterator[tuple[str, Plain]]:
    for word in words:
        if _DURATION.fullmatch(word):
            yield "duration", word
        elif word in _ALONE:
            yield _ALONE[word]
        elif word in _FOLLOWED:
            yield _FOLLOWED[word](next(words, ""))
        else:
            raise CaseError(repr(word), f"in {line!r} means nothing; write it as a key of the plan document")


def _link(link: str, line: str) -> Plain:
    found = _LINK.fullmatch(link)
    if found is None:
        raise CaseError(repr(link), f"in {line!r} is no predecessor; write it like 'security FF+2d'")
    return {key: value.removeprefix("+") for key, value in found.groupdict().items() if value is not None}
