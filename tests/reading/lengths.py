"""Read lengths of time such as 10d, -2d, 3ed or 90m."""

import re
from dataclasses import dataclass

_LENGTH = re.compile(r"^([+-]?\d+)(ed|eh|em|ew|d|h|m)$")
_MINUTES = {"m": 1, "h": 60, "em": 1, "eh": 60, "ed": 1440, "ew": 10080}


@dataclass(frozen=True, slots=True, kw_only=True)
class Length:
    """A signed length in plan units (days or minutes)."""

    units: int
    """How many units; negative for a lead."""

    elapsed: bool
    """Counted on the clock and not in working time (rule 3.2)."""


def is_elapsed(text: str) -> bool:
    """Tell whether a length is elapsed time (ed, eh, em, ew)."""
    return parts(text)[1].startswith("e")


def read_length(text: str | int, *, per_day: int | None) -> Length:
    """Turn text into plan units; per_day is the working minutes of a day, None in day plans (rule 3.2)."""
    if isinstance(text, int):
        return Length(units=text, elapsed=False)
    count, letters = parts(text)
    if per_day is None:
        factor = {"d": 1, "ed": 1, "ew": 7}[letters]
    else:
        factor = per_day if letters == "d" else _MINUTES[letters]
    return Length(units=count * factor, elapsed=letters.startswith("e"))


def parts(text: str) -> tuple[int, str]:
    """Split 3ed into (3, "ed")."""
    found = _LENGTH.match(text.strip())
    if found is None:
        raise ValueError(text)
    return int(found[1]), found[2]
