"""YAML as plain data: days and rule numbers stay text, so that a case says what it shows."""

from __future__ import annotations

import re
from typing import TypeAlias

import yaml

Plain: TypeAlias = "str | int | bool | list[Plain] | dict[str, Plain] | None"
"""What a case is written in."""

_WORDS = {
    "tag:yaml.org,2002:bool": re.compile(r"(true|false)$"),
    "tag:yaml.org,2002:int": re.compile(r"-?(0|[1-9][0-9]*)$"),
    "tag:yaml.org,2002:null": re.compile(r"(null|~|)$"),
}


class CaseError(ValueError):
    """A case cannot be read."""

    def __init__(self, subject: str, flaw: str) -> None:
        """Make a sentence of what cannot be read and what is wrong with it."""
        super().__init__(f"{subject} {flaw}")


class Loader(yaml.SafeLoader):
    """Knows true, false, null and whole numbers; `3.10`, `on` and 2026-03-02 stay text."""


Loader.yaml_implicit_resolvers = {}
for _tag, _pattern in _WORDS.items():
    Loader.add_implicit_resolver(_tag, _pattern, None)


def load(text: str) -> dict[str, Plain]:
    """Return the plain data of a case."""
    return mapping(yaml.load(text, Loader), "a case")  # noqa: S506 - a safe loader with fewer words


def mapping(value: Plain, what: str) -> dict[str, Plain]:
    """Return a block; nothing written there is an empty one."""
    if not isinstance(value, dict | None):
        raise CaseError(what, f"is a block of names, not {value!r}")
    return value or {}


def items(value: Plain, what: str) -> list[Plain]:
    """Return a list; nothing written there is an empty one."""
    if not isinstance(value, list | None):
        raise CaseError(what, f"is a list, not {value!r}")
    return value or []


def text(value: Plain, what: str) -> str:
    """Return a text."""
    if not isinstance(value, str):
        raise CaseError(what, f"is a text, not {value!r}")
    return value


def texts(value: Plain, what: str) -> list[str]:
    """Return a list of texts."""
    return [text(one, what) for one in items(value, what)]
