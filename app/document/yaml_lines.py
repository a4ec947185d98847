"""Plain data as YAML that people like to read in a diff: a line for what is short, lines for what is long."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .yaml_scalar import folded, is_literal, scalar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .places import Value

_WIDTH = 120
_INDENT = "  "
_LONGEST_KEY = 150
"""YAML finds the colon of a longer one only where a question mark announces the key: from 1024 bytes, with escapes."""
_ALWAYS_LONG = "steps"
"""The list whose items are written line by line, however short they are."""


def yaml_lines(document: dict[str, Value]) -> Iterator[str]:
    """Give the lines of a document: its own lists and blocks are opened, what is in them where it is too long."""
    for key, value in document.items():
        if isinstance(value, (dict, list)) and value:
            yield f"{key}:"
            yield from _opened(value, _INDENT, long=key == _ALWAYS_LONG)
        else:
            yield from _entry(f"{key}:", value, "")


def _opened(value: dict[str, Value] | list[Value], margin: str, *, long: bool = False) -> Iterator[str]:
    """Give the lines of a block or list, a key or item each at least."""
    if isinstance(value, dict):
        for key, inner in value.items():
            head = f"{margin}{scalar(key)}:"
            if len(key) > _LONGEST_KEY:
                yield f"{margin}? {scalar(key)}"
                head = f"{margin}:"
            yield from _entry(head, inner, margin)
        return
    for item in value:
        dash = f"{margin}-"
        if not isinstance(item, (dict, list)) or (not long and _line(dash, item) is not None):
            yield from _entry(dash, item, margin)
        else:
            # The first key stands beside the dash.
            inside = margin + _INDENT
            lines = _opened(item, inside)
            yield f"{dash} {next(lines).removeprefix(inside)}"
            yield from lines


def _entry(head: str, value: Value, margin: str) -> Iterator[str]:
    """Give the lines of a key or dash with its value."""
    line = _line(head, value)
    if line is not None:
        yield line
    elif isinstance(value, str):
        yield from _text(head, value, margin + _INDENT)
    elif isinstance(value, (dict, list)):
        yield head
        yield from _opened(value, margin + _INDENT)


def _line(head: str, value: Value) -> str | None:
    """Return a key or dash with its value on one line; nothing where that is too long, or holds several lines."""
    short = _in_brackets(value) if isinstance(value, (dict, list)) else scalar(value)
    if isinstance(value, (dict, list, str)) and value and (len(head) + 1 + len(short) > _WIDTH or _has_lines(value)):
        return None
    return f"{head} {short}"


def _in_brackets(value: Value) -> str:
    if isinstance(value, dict):
        return f"{{{', '.join(f'{scalar(key, flow=True)}: {_in_brackets(inner)}' for key, inner in value.items())}}}"
    return f"[{', '.join(map(_in_brackets, value))}]" if isinstance(value, list) else scalar(value, flow=True)


def _has_lines(value: Value) -> bool:
    """Return whether there is a text of several lines in a value."""
    if isinstance(value, (dict, list)):
        return any(map(_has_lines, value.values() if isinstance(value, dict) else value))
    return isinstance(value, str) and is_literal(value)


def _text(head: str, text: str, margin: str) -> Iterator[str]:
    """Give the lines of a text that has several, or is longer than one."""
    if is_literal(text):
        yield f"{head} {'|' if text.endswith(chr(10)) else '|-'}"
        lines = text.removesuffix("\n").split("\n")
    elif lines := folded(text, _WIDTH - len(margin)):
        yield f"{head} >-"
    else:
        yield f"{head} {scalar(text)}"
    for line in lines:
        yield f"{margin}{line}" if line else ""
