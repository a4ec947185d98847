"""How a single value is written in YAML: without quotation marks only where every YAML reads it as it is meant."""

from __future__ import annotations

import json
import re

from .plain import Bare

Scalar = bool | int | float | str | None

# What YAML 1.1 or 1.2 reads as something else than text. 1.1 has words such as `no`, numbers such as 1_000 and 10:30,
# and dates; 1.2 has numbers such as 1e5 and 0o17.
_NOT_TEXT = re.compile(
    r"""[-+]?(?: 0b[01_]+ | 0o[0-7_]+ | 0x[0-9a-f_]+ | \.(?:inf|nan)
                | (?:[0-9][0-9_]*(?::[0-9_]+)*(?:\.[0-9_]*)? | \.[0-9_]+)(?:e[-+]?[0-9]+)? )
      | [0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:(?:t|[ \t]+)[0-9].*)?
      | y | n | yes | no | on | off | true | false | null""",
    re.IGNORECASE | re.VERBOSE,
)
# Signs that mean something to YAML at the beginning of a text, and ASCII punctuation that nobody need think about.
_PLAIN_START = re.compile(r"[0-9A-Za-z(]|-[0-9]|[^\x00-\xa0]")
_BREAKS_PLAIN = re.compile(r": | #|:$| $|\n")
_BREAKS_FLOW = re.compile(r"[,\[\]{}:?]")
# Characters that YAML or an editor would not show as they are: controls, line ends of other systems, directions.
_ESCAPED = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\xa0\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)


def scalar(value: Scalar, *, flow: bool = False) -> str:
    """Return a value as it stands on one line, in brackets (flow) or alone."""
    if isinstance(value, str):
        return value if isinstance(value, Bare) or _is_plain(value, flow=flow) else _quoted(value)
    number = json.dumps(value, allow_nan=False)
    # YAML 1.1 takes a number with an exponent for text unless it has a point.
    return re.sub(r"^(-?\d+)e", r"\1.0e", number)


def is_literal(text: str) -> bool:
    """Return whether a text has several lines, and all of them can be written as they are."""
    return (
        "\n" in text
        and text[0] not in " \n"
        and not text.endswith("\n\n")
        and not any(line.endswith(" ") for line in text.split("\n"))
        and not _ESCAPED.search(text)
    )


def folded(text: str, width: int) -> list[str]:
    """Return a text cut at its blanks into lines that YAML joins with blanks; none where it would not be the same."""
    words = text.split(" ")
    if not all(words) or "\n" in text or _ESCAPED.search(text):
        return []
    lines = [words[0]]
    for word in words[1:]:
        if len(lines[-1]) + 1 + len(word) > width:
            lines.append(word)
        else:
            lines[-1] += f" {word}"
    return lines


def _is_plain(text: str, *, flow: bool) -> bool:
    return (
        _PLAIN_START.match(text) is not None
        and _NOT_TEXT.fullmatch(text) is None
        and not _BREAKS_PLAIN.search(text)
        and not _ESCAPED.search(text)
        and not (flow and _BREAKS_FLOW.search(text))
    )


def _quoted(text: str) -> str:
    """Return a text in double quotes: those of JSON, with more escapes."""
    return _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(text, ensure_ascii=False))
