"""Text to plain data with places, whether somebody wrote YAML or JSON."""

from __future__ import annotations

import math
import re
from functools import cache
from itertools import takewhile
from typing import TYPE_CHECKING

from .counts import refuse_too_many
from .json_text import JsonRefusedError, Twice, json_lines, read_json, refuse_excess
from .places import Outline, Places, Value, value_at
from .problems import PlacedProblem, Problems, Unreadable, Wrong
from .words import NOT_FINITE, TOO_LONG
from .yaml_text import YamlRefusedError, read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scheduler.refusals import Path

    from .limits import Limits

# Escapes that give half a character or the character nought, which no store and no mail can carry.
_UNUSABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
"""Control characters, which would steer a terminal, and halves of characters; line breaks and tabs may be."""


_ORDINARY = 10**18
"""Numbers below are finite and short, whatever the limit."""


def is_unusable(text: str) -> bool:
    """Tell whether a text holds what nothing can show."""
    return _UNUSABLE.search(text) is not None


def is_kept(text: str) -> bool:
    """Tell whether a database takes a text: none takes half a character, and PostgreSQL no null character."""
    return "\0" not in text and not any("\ud800" <= sign <= "\udfff" for sign in text)


def read_text(text: str | bytes, *, file: str, limits: Limits) -> tuple[dict[str, Value], Problems]:
    """Return the block in a text, and what is wrong so far; raise what makes reading on pointless."""
    try:
        unicode_text = _decoded(text, limits)
        data, problems = _parsed(unicode_text, file, limits)
        _refuse_unusable(data, problems)
    except Wrong as wrong:
        line = wrong.line if isinstance(wrong, (JsonRefusedError, YamlRefusedError)) else 1
        problem = PlacedProblem(code=wrong.code, path=(), sentence=wrong.sentence, file=file, line=line)
        raise Unreadable([problem]) from wrong
    refuse_too_many(data, problems, limits)
    return data, problems


def take_plain(written: dict[str, Value], *, file: str, limits: Limits) -> Problems:
    """Return what is wrong so far with plain data that came without a text; raise what makes reading on pointless."""
    try:
        refuse_excess(written, limits)
    except Wrong as wrong:
        problem = PlacedProblem(code=wrong.code, path=(), sentence=wrong.sentence, file=file, line=None)
        raise Unreadable([problem]) from wrong
    problems = Problems(file, Places(written, None), limits)
    if not all(map(_is_ordinary, _numbers(written))):  # where they stand is asked only then
        _tell_not_finite(written, problems)
        _tell_endless(written, problems)
    _refuse_unusable(written, problems)
    refuse_too_many(written, problems, limits)
    return problems


def _decoded(text: str | bytes, limits: Limits) -> str:
    """Return the text as characters, without a byte order mark."""
    try:
        raw = text.encode() if isinstance(text, str) else text
        if len(raw) > limits.size:
            millions = limits.size / 1_000_000
            raise Wrong("too-large", f"the text is larger than {millions:g} MB; a plan is a few hundred KB at most")
        return raw.decode().removeprefix("\ufeff")
    except UnicodeError as error:
        raise Wrong("not-utf-8", "the text is not UTF-8; save it again with the encoding UTF-8") from error


def _parsed(text: str, file: str, limits: Limits) -> tuple[dict[str, Value], Problems]:
    """Return the block in a text, read as JSON where it looks like JSON, else as YAML."""
    start = text.lstrip()[:1]
    if not start:
        raise Wrong("empty", "there is nothing here; a plan begins with 'format: backplan/1'")
    if start in "{[":
        try:
            return _from_json(text, file, limits)
        except JsonRefusedError as refused:
            # YAML can begin with a brace too, without quotes around its keys.
            if refused.code != "bad-json" or file.endswith(".json") or re.match(r'\s*[{\[]\s*"', text):
                raise
    return _from_yaml(text, file, limits)


def _from_json(text: str, file: str, limits: Limits) -> tuple[dict[str, Value], Problems]:
    found = read_json(text, limits)
    refuse_excess(found.value, limits, text)
    lines = cache(lambda: json_lines(text))
    places = Places(found.value, lambda: lines().outline)
    problems = Problems(file, places, limits)
    if found.repeats:
        _tell_twice(lines().twice, problems)
    if found.not_finite:
        _tell_not_finite(found.value, problems)
    return _block(found.value), problems


def _from_yaml(text: str, file: str, limits: Limits) -> tuple[dict[str, Value], Problems]:
    found = read_yaml(text, limits)
    if found.empty or found.value is None:
        raise Wrong("empty", "there is nothing here but comments; a plan begins with 'format: backplan/1'")
    outline: Outline = found.outline
    places = Places(found.value, lambda: outline)
    problems = Problems(file, places, limits)
    _tell_twice(found.twice, problems)
    for path, key, line in found.key_problems:
        sentence = f"a key has to be text, and here stands {key}; put it in quotes"
        problems.tell("key-not-text", path, sentence, settles=False, line=line)
    if found.not_finite:
        _tell_not_finite(found.value, problems)
    return _block(found.value), problems


def _block(value: Value) -> dict[str, Value]:
    if isinstance(value, dict):
        return value
    raise Wrong("not-a-plan", "this is not a plan; a plan is a block of keys that begins with 'format: backplan/1'")


def _tell_twice(twice: list[Twice], problems: Problems) -> None:
    for key in twice:
        sentence = f"{key.path[-1]!r} is here twice, first on line {key.first_line}; keep one of them"
        problems.tell("duplicate-key", key.path, sentence, settles=False, line=key.line)


def _tell_not_finite(data: Value, problems: Problems) -> None:
    """Tell numbers that are none, and leave nothing in their place, so that nobody else stumbles over them."""
    for path, value in list(_leaves(data)):
        if isinstance(value, float) and not math.isfinite(value):
            problems.tell("not-finite", path, NOT_FINITE)
            _clear(data, path)


def _tell_endless(data: Value, problems: Problems) -> None:
    """Tell numbers of hundreds of digits, and leave nothing in their place; in a text they are seen while reading."""
    longest = 10**problems.limits.digits
    for path, value in list(_leaves(data)):
        if isinstance(value, int) and abs(value) >= longest:
            problems.tell("number-too-long", path, TOO_LONG)
            _clear(data, path)


def _clear(data: Value, path: Path) -> None:
    holder = value_at(data, path[:-1])
    if isinstance(holder, dict):
        holder[str(path[-1])] = None
    elif isinstance(holder, list) and isinstance(path[-1], int):
        holder[path[-1]] = None


def _refuse_unusable(data: Value, problems: Problems) -> None:
    """Refuse characters that nothing can carry, at once: they must not get into the paths of other problems."""
    if not is_unusable("".join(_texts(data))):  # where each text stands is asked only when one of them is bad
        return
    found = [path for path, value in _leaves(data) if isinstance(value, str) and is_unusable(value)]
    for path in found:
        before = tuple(takewhile(lambda part: isinstance(part, int) or not is_unusable(part), path))
        sentence = "a control character in this text, or in a key here, cannot be shown; delete it"
        problems.tell("unusable-character", before, sentence, settles=False)
    if found:
        raise Unreadable(problems.in_order())


def _is_ordinary(number: float) -> bool:
    return -_ORDINARY < number < _ORDINARY


def _numbers(data: Value) -> Iterator[int | float]:
    """Give every number; the depth has been bounded before."""
    stack = [data]
    while stack:
        value = stack.pop()
        if isinstance(value, dict):
            stack.extend(value.values())
        elif isinstance(value, list):
            stack.extend(value)
        elif isinstance(value, (int, float)):
            yield value


def _texts(data: Value) -> Iterator[str]:
    """Give every key and text; the depth has been bounded before."""
    stack = [data]
    while stack:
        value = stack.pop()
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict):
            yield from value
            stack.extend(value.values())
        elif isinstance(value, list):
            stack.extend(value)


def _leaves(data: Value) -> Iterator[tuple[Path, Value]]:
    """Give every key, and every value that is neither block nor list; the depth has been bounded before."""
    stack: list[tuple[Path, Value]] = [((), data)]
    while stack:
        path, value = stack.pop()
        if isinstance(value, dict):
            for key, inner in value.items():
                yield path, key
                stack.append(((*path, key), inner))
        elif isinstance(value, list):
            stack.extend(((*path, index), inner) for index, inner in enumerate(value))
        else:
            yield path, value
