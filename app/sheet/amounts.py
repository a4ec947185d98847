"""How long things take, as people write it into sheets."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .grid import Cell, text_of

NOTHING = frozenset(
    {"-", "--", "---", "\N{EN DASH}", "\N{EM DASH}", "na", "n/a", "n.a.", "none", "nil", "k.a.", "entfällt"}
)
"""What people write where there is nothing to say."""
_UNITS = {
    "": "", "d": "d", "t": "d", "day": "d", "days": "d", "wd": "d", "bd": "d", "tag": "d", "tage": "d", "tagen": "d",
    "working day": "d", "working days": "d", "business day": "d", "business days": "d",
    "arbeitstag": "d", "arbeitstage": "d", "arbeitstagen": "d", "at": "d", "werktage": "d",
    "w": "w", "wk": "w", "wks": "w", "week": "w", "weeks": "w", "woche": "w", "wochen": "w", "wo": "w",
    "mo": "mo", "mon": "mo", "month": "mo", "months": "mo", "monat": "mo", "monate": "mo",
    "h": "h", "hr": "h", "hrs": "h", "hour": "h", "hours": "h", "std": "h", "stunde": "h", "stunden": "h",
    "m": "m", "min": "m", "mins": "m", "minute": "m", "minutes": "m", "minuten": "m",
    "ed": "ed", "eday": "ed", "edays": "ed", "calendar day": "ed", "calendar days": "ed", "ft": "ed",
    "ew": "ew", "eweek": "ew", "eweeks": "ew", "eh": "eh", "em": "em",
}  # fmt: skip
_DAYS = {"d": 1.0, "w": 5.0, "mo": 20.0, "h": 1 / 8, "m": 1 / 480}
"""Working days of a unit: a week is worked on five, a month on twenty, a day for eight hours."""
_FARTHEST = 5_000
"""Working days that the longest step of a plan may take, less than its 25 years."""
_SAID = {"w": "week", "mo": "month", "h": "hour", "m": "minute", "d": "day"}
_LONGEST = 100
"""Letters of a cell that may be an amount of time."""
_ABOUT = re.compile(r"approx\.|\bca\.|\babout\b|~")
_NUMBER = r"(\d{1,5}(?:[.,]\d{1,3})?)"
_ONE = re.compile(rf"{_NUMBER}\s*([a-zä ]*?)\s*[.?]*")
_RANGE = re.compile(rf"{_NUMBER}\s*([a-z]*)\s*(?:[-\u2013]|to|bis)\s*{_NUMBER}\s*([a-zä ]*?)\s*[.?]*")
_KEPT = frozenset({"d", "ed", "ew"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """A duration, as plans write it."""

    text: str
    """`10d`; empty for no time at all: a milestone."""
    low: str = ""
    """At best, where the sheet gave a range."""
    said: str = ""
    """What is told, where it is not what stood there."""


def amount(cell: Cell, *, unit: str = "d", minutes: bool = False) -> Amount | None:
    """Return the duration that a cell means; None where it means none. `unit` is what a bare number counts.

    Plans that count in minutes keep hours and minutes; others count days, and round up.
    """
    said = " ".join(text_of(cell)[:_LONGEST].split())
    text = " ".join(_ABOUT.sub(" ", said.casefold()).split())
    if found := _ONE.fullmatch(text):
        return _single(said, found[1], found[2], unit, minutes=minutes)
    if found := _RANGE.fullmatch(text):
        low = _single(said, found[1], found[2] or found[4], unit, minutes=minutes)
        high = _single(said, found[3], found[4], unit, minutes=minutes)
        if low and high and low.text and high.text:
            return Amount(text=high.text, low=low.text, said=f"{said} became {high.text}, the longer of the two")
    return None


def _single(text: str, number: str, word: str, otherwise: str, *, minutes: bool) -> Amount | None:
    unit = _UNITS.get(word) if word else otherwise
    value = float(number.replace(",", "."))
    if unit is None:
        return None
    if value == 0:
        return Amount(text="")
    kept = unit in _KEPT or (minutes and unit in {"h", "m", "eh", "em"})
    if kept and value.is_integer() and value <= _FARTHEST:
        return Amount(text=f"{int(value)}{unit}")
    if unit not in _DAYS:
        return None
    days = max(1, -int(-value * _DAYS[unit] // 1))
    if days > _FARTHEST:
        return None
    said = text if word else f"{number} {_SAID[unit]}{'' if value == 1 else 's'}"
    return Amount(text=f"{days}d", said=f"{said} became {days}d")


def percent(cell: Cell) -> int | None:
    """Return how much of a step is done, from 0 to 100; a cell of Excel that shows percent holds a fraction."""
    if isinstance(cell, (int, float)):
        share = cell * 100 if 0 < cell <= 1 else cell
    else:
        found = re.search(r"(\d{1,3}(?:[.,]\d+)?)\s*%", text_of(cell)) or re.fullmatch(
            r"(\d{1,3})", text_of(cell).strip()
        )
        if found is None:
            return None
        share = float(found[1].replace(",", "."))
    return round(share) if 0 <= share <= 100 else None  # noqa: PLR2004 - per cent
