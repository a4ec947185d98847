"""Steps and links as people say them: `pilot 10d by customer after kickoff, training SS+2d before go-live`."""

from __future__ import annotations

import re
import shlex
from typing import TYPE_CHECKING, Any

from app.document.blocks import read_block
from app.document.identifiers import read_id
from app.document.problems import Wrong
from app.document.wire.steps import Step
from app.document.words import did_you_mean, shown

from .lookup import refused

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from app.document import PlanDocument

_DURATION = re.compile(r"[0-9]+e?[dhmw]")
_LINK = re.compile(r"(?P<step>\S+?)(?:\s+(?P<type>FS|SS|FF|SF))?\s*(?P<lag>[+-][0-9]+e?[dhmw])?")
_ALONE: dict[str, dict[str, str]] = {
    **{kind: {"kind": kind} for kind in ("meeting", "milestone", "gate", "value_event")},
    "asap": {"policy": "asap"},
}
"""Words that stand for a field with its value."""
_FOLLOWED: dict[str, Callable[[str], dict[str, Any]]] = {
    "by": lambda word: {"side": word.split("+")},
    "on": lambda word: {"calendar": word},
    "in": lambda word: {"phase": word},
    "called": lambda word: {"title": word},
}
"""Words that need another one behind them."""
_EXAMPLE = "'pilot 10d by customer after kickoff before go-live'"


def step_from(text: str, document: PlanDocument) -> tuple[Step, list[str]]:
    """Return a new step, and the ids of those that shall wait for it."""
    head, after, before = _parts(text)
    words = iter(head)
    name = _id(next(words, ""))
    written: dict[str, Any] = {"id": name, "title": name.replace("-", " ").replace("_", " ").capitalize()}
    for word in words:
        written |= _field(word, words)
    written["after"] = [link_from(one, document) for one in after]
    return read_block(Step, written, ("steps", len(document.steps))), before


def link_from(text: str, document: PlanDocument) -> dict[str, str]:
    """Return the link to a predecessor: `training`, `training+2d`, `training SS+2d`, `training FF-1d`."""
    found = _LINK.fullmatch(text)
    if found is None or text in {step.id for step in document.steps}:
        return {"step": text}
    return {key: part.removeprefix("+") for key, part in found.groupdict().items() if part is not None}


def _id(text: str) -> str:
    try:
        return read_id(text)
    except Wrong as wrong:
        raise refused(wrong.code, wrong.sentence) from wrong


def _parts(text: str) -> tuple[list[str], list[str], list[str]]:
    """Return the words before `after` and `before`, and the steps that follow these."""
    try:
        words = shlex.split(text)
    except ValueError as error:
        raise refused("bad-change", f"quotation marks are not closed in {shown(text)}; close them") from error
    parts: dict[str, list[str]] = {"": [], "after": [], "before": []}
    here = ""
    for word in words:
        if word in parts:
            here = word
        else:
            parts[here].append(word)
    after, before = (
        [one.strip() for one in " ".join(parts[name]).split(",") if one.strip()] for name in ("after", "before")
    )
    return parts[""], after, before


def _field(word: str, words: Iterator[str]) -> dict[str, Any]:
    if _DURATION.fullmatch(word):
        return {"duration": word}
    if word in _ALONE:
        return _ALONE[word]
    if word in _FOLLOWED:
        following = next(words, None)
        if following is not None:
            return _FOLLOWED[word](following)
        raise refused("bad-change", f"behind {word!r} something is missing; say a step like {_EXAMPLE}")
    meant = did_you_mean(word, [*_ALONE, *_FOLLOWED, "after", "before"], likeness=0.75)
    raise refused("bad-change", f"{shown(word)} means nothing here{meant or f'; say a step like {_EXAMPLE}'}")
