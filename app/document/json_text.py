"""JSON text to plain data; lines are worked out only when somebody asks for one."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .places import Outline, Value
from .problems import Wrong
from .words import TOO_LONG, too_deep, too_many_values

if TYPE_CHECKING:
    from scheduler.refusals import Path

    from .limits import Limits

_TOKEN = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[{}\[\],:\n]|[^\s{}\[\],:"]+')


class _TooMuchError(ValueError):
    """There are too many values, or one is too long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Twice:
    """A key that a block has more than once."""

    path: Path
    line: int
    first_line: int


@dataclass(slots=True)
class JsonText:
    """What a JSON text holds, and what it should not."""

    value: Value = None
    repeats: int = 0
    """How many entries there are in blocks that have a key twice."""
    not_finite: bool = False
    """Whether NaN or Infinity, or a number as large, is in it."""


class JsonRefusedError(Wrong):
    """The text is not JSON that a plan can be written in, from a line on."""

    def __init__(self, code: str, sentence: str, line: int) -> None:
        """Keep the line too."""
        super().__init__(code, sentence)
        self.line = line


def read_json(text: str, limits: Limits) -> JsonText:
    """Return the plain data of a JSON text; of a key that is there twice the first value."""
    found = JsonText()

    def block(pairs: list[tuple[str, Value]]) -> dict[str, Value]:
        keys = dict(pairs)
        if len(keys) == len(pairs):
            return keys
        found.repeats += len(pairs)
        if found.repeats > limits.values:
            raise _TooMuchError
        return dict(reversed(pairs))

    def odd(_: str) -> float:
        found.not_finite = True
        return float("nan")

    def whole(digits: str) -> int:
        if len(digits) > limits.digits:
            raise _TooMuchError
        return int(digits)

    def number(digits: str) -> float:
        value = float(digits)
        found.not_finite |= value in (float("inf"), float("-inf"))
        return value

    try:
        found.value = json.loads(text, object_pairs_hook=block, parse_constant=odd, parse_float=number, parse_int=whole)
    except json.JSONDecodeError as error:
        raise JsonRefusedError("bad-json", _sentence(error), _line(error)) from error
    except (RecursionError, _TooMuchError) as error:
        _refuse_where(text, limits)
        raise Wrong("too-many-values", too_many_values(limits)) from error
    return found


def _refuse_where(text: str, limits: Limits) -> None:
    """Tell the first line on which a text goes too deep or has a number that is too long."""
    line, depth = 1, 0
    for part in _TOKEN.findall(text):
        line += part == "\n"
        depth += (part in "{[") - (part in "}]")
        if depth > limits.depth:
            raise JsonRefusedError("too-deep", too_deep(limits), line)
        if len(part) > limits.digits and part.removeprefix("-").isdigit():
            raise JsonRefusedError("number-too-long", TOO_LONG, line)


def refuse_excess(value: Value, limits: Limits, text: str = "") -> None:
    """Refuse what is too much or nested too deeply, level by level, so that the check cannot run out of stack.

    The text that it comes from, where there is one, gives the line.
    """
    level: list[Value] = [value]
    count = 1
    for _ in range(limits.depth):
        inner: list[Value] = []
        for node in level:
            if isinstance(node, dict):
                inner.extend(node.values())
            elif isinstance(node, list):
                inner.extend(node)
        count += len(inner)
        if count > limits.values:
            raise Wrong("too-many-values", too_many_values(limits))
        level = [node for node in inner if isinstance(node, (dict, list))]
        if not level:
            return
    _refuse_where(text, limits)
    raise Wrong("too-deep", too_deep(limits))


@dataclass(slots=True)
class _Open:
    """A block or list that the scan is inside of."""

    outline: Outline
    path: Path
    is_list: bool
    key: str | int | None = None
    """Where the next value goes; none while a block's key is awaited."""


@dataclass(slots=True)
class JsonLines:
    """The outline of a JSON text, and the keys that it has twice."""

    outline: Outline = field(default_factory=lambda: Outline(1))
    twice: list[Twice] = field(default_factory=list)


def json_lines(text: str) -> JsonLines:
    """Return the line of everything in a text that has been read as JSON."""
    lines = JsonLines()
    line = 1
    stack: list[_Open] = []
    for part in _TOKEN.findall(text):
        top = stack[-1] if stack else None
        if part == "\n":
            line += 1
        elif part in "{[":
            outline = _opened(lines, top, line)
            path = (*top.path, top.key) if top and top.key is not None else ()
            stack.append(_Open(outline, path, is_list=part == "[", key=0 if part == "[" else None))
        elif part in "}]":
            stack.pop()
        elif top is None or part == ":":
            continue
        elif part == ",":
            top.key = top.key + 1 if isinstance(top.key, int) else None
        elif top.key is None:
            top.key = json.loads(part)
            _note_key(lines, top, line)
        elif top.is_list:
            top.outline.lines[top.key] = line
    return lines


def _opened(lines: JsonLines, top: _Open | None, line: int) -> Outline:
    """Return the outline of a block or list that begins here, put into its place."""
    if top is None or top.key is None:
        lines.outline.line = line
        return lines.outline
    outline = Outline(line)
    top.outline.lines.setdefault(top.key, line)
    top.outline.inside.setdefault(top.key, outline)
    return outline


def _note_key(lines: JsonLines, top: _Open, line: int) -> None:
    """Note the line of a block's key, or that the key is there already."""
    key = top.key
    if key is None:
        return
    if key in top.outline.lines:
        lines.twice.append(Twice(path=(*top.path, key), line=line, first_line=top.outline.lines[key]))
    else:
        top.outline.lines[key] = line


def _line(error: json.JSONDecodeError) -> int:
    """Return the line of the mistake; a comma too many, which newer Pythons tell there, is told behind it."""
    if not error.msg.startswith("Illegal trailing comma"):
        return error.lineno
    behind = error.doc[error.pos + 1 :]
    gap = behind[: len(behind) - len(behind.lstrip())]
    return error.lineno + gap.count("\n")


def _sentence(error: json.JSONDecodeError) -> str:
    """Return what is wrong, in words of ours."""
    for start, sentence in _SENTENCES.items():
        if error.msg.startswith(start):
            return sentence
    return "this is not JSON; look for a missing comma, bracket or quotation mark just before"


# Newer Pythons tell a comma too many by a message of its own.
_NO_KEY = "here belongs a key in double quotes; look for single quotes or a comma too many"
_NO_VALUE = "a value is missing here, or a text stands without double quotes"
_SENTENCES = {
    "Expecting property name": _NO_KEY,
    "Illegal trailing comma before end of object": _NO_KEY,
    "Expecting value": _NO_VALUE,
    "Illegal trailing comma before end of array": _NO_VALUE,
    "Expecting ':'": "here belongs a colon between a key and its value",
    "Expecting ','": "a comma is missing before this, or a bracket is not closed",
    "Extra data": "the text goes on after the plan's closing brace; a file holds one plan",
    "Unterminated string": "a quotation mark that opens here is never closed",
    "Invalid control character": "a text in quotes goes over the end of its line or holds a tab; write \\n or \\t",
    "Invalid \\": "a backslash in quotes means nothing here; write two backslashes for one",
}
