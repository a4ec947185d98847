"""Amounts of time as people write them: `10d`, `90m`, `3ed`."""

from __future__ import annotations

import itertools
import re
from functools import lru_cache
from typing import Literal, cast

from scheduler.plan import Duration

from .problems import Wrong
from .words import LONGEST_MENDED, shown

_WRITTEN = re.compile(r"(-?)([0-9]{1,40})(e?)([dhmw])", re.ASCII)
_LOOSE = re.compile(r"\s*([-+]?)\s*([0-9]+)(?:[.,]([0-9]+))?\s*([A-Za-z]*)\s*", re.ASCII)
_MINUTES = {"d": 1440, "h": 60, "m": 1, "w": 10_080}
_DIGITS = 10
_LONGEST = 25 * 366 * _MINUTES["d"]
_WORDS = {
    "": "d",
    "d": "d", "day": "d", "days": "d", "wd": "d", "workday": "d", "workdays": "d", "bd": "d",
    "h": "h", "hr": "h", "hrs": "h", "hour": "h", "hours": "h",
    "m": "m", "min": "m", "mins": "m", "minute": "m", "minutes": "m",
    "ed": "ed", "eh": "eh", "em": "em", "ew": "ew",
}  # fmt: skip
_WEEKS = frozenset({"w", "wk", "wks", "week", "weeks"})


@lru_cache(maxsize=4096)
def read_duration(text: str, *, day_plan: bool = False, lead: bool = False) -> Duration:
    """Return the duration that a text means; only a lag may be a lead, and a day plan counts no hours."""
    found = _WRITTEN.fullmatch(text)
    if found is None:
        raise Wrong("bad-duration", f"{shown(text)} is no duration; {_remedy(text, day_plan=day_plan)}")
    minus, digits, elapsed, unit = found.groups()
    amount = int(digits)
    if unit == "w" and not elapsed:
        raise _ambiguous_week(text, minus, amount)
    if minus and not lead:
        raise Wrong(
            "negative-duration", f"{text!r} is less than nothing; only a lag may be negative, so write {text[1:]!r}"
        )
    if day_plan and unit in "hm":
        if unit == "m" and amount <= _MONTHS:
            raise _months(text, minus, amount)
        raise _clock_time_in_day_plan(text, amount * _MINUTES[unit], minus, elapsed)
    if amount * _MINUTES[unit] > _LONGEST:
        raise Wrong("duration-too-long", f"{text!r} is longer than the 25 years that a plan can span; write less")
    return Duration(
        amount=-amount if minus else amount, unit=cast('Literal["d", "h", "m", "w"]', unit), elapsed=bool(elapsed)
    )


@lru_cache(maxsize=256)
def read_length(text: str) -> Duration:
    """Return the length of a meeting, which is clock time."""
    found = re.fullmatch(r"([0-9]{1,5})([hm])", text, re.ASCII)
    if found is None:
        sentence = f"a meeting's length is clock time, not {shown(text)}; write it as '90m' or '2h'"
        raise Wrong("length-not-clock-time", sentence)
    return Duration(amount=int(found[1]), unit="h" if found[2] == "h" else "m")


def in_order(durations: list[Duration]) -> bool:
    """Return whether none is shorter than the one before; those that cannot be compared count as in order."""
    pairs = itertools.pairwise(durations)
    return all(a.amount * _MINUTES[a.unit] <= b.amount * _MINUTES[b.unit] for a, b in pairs if _comparable(a, b))


def _comparable(first: Duration, second: Duration) -> bool:
    # A working day has as many hours as its calendar says, so that days and hours of working time have no order here.
    return first.elapsed == second.elapsed and (first.elapsed or (first.unit == "d") == (second.unit == "d"))


def _ambiguous_week(text: str, minus: str, amount: int) -> Wrong:
    days = amount * 5
    return Wrong(
        "ambiguous-week",
        f"{text!r}: five days or seven? write '{minus}{days}d' (working days) or '{minus}{amount}ew' (calendar weeks)",
    )


_MONTHS = 12
"""Up to so many minutes somebody who plans in days means months."""


def _months(text: str, minus: str, amount: int) -> Wrong:
    months = f"{amount} month{'' if amount == 1 else 's'}"
    sentence = (
        f"this plan counts in days, and {text!r} is minutes; for {months} write '{minus}{amount * 30}ed' "
        "(calendar days), or set 'resolution: minute'"
    )
    return Wrong("clock-time-in-day-plan", sentence)


def _clock_time_in_day_plan(text: str, minutes: int, minus: str, elapsed: str) -> Wrong:
    # Rounded up: eight working hours or 24 elapsed ones are a day.
    days = max(1, -(-minutes // (1440 if elapsed else 480)))
    return Wrong(
        "clock-time-in-day-plan",
        f"this plan counts in days; write '{minus}{days}{elapsed}d' for {text!r}, or set 'resolution: minute'",
    )


def _whole(amount: int, fraction: str, unit: str, *, day_plan: bool) -> str:
    """Return what to write for a broken number of units: of hours their minutes, of others the next whole number."""
    if day_plan and unit[-1] in "hm":
        return "write whole days, such as '2d'"
    if unit[-1] == "h":
        minutes = round((amount + float(f"0.{fraction}")) * _MINUTES["h"])
        return f"write whole units, '{minutes}{unit[:-1]}m'"
    return f"write whole units, such as '{amount + 1}{unit}'"


def _remedy(text: str, *, day_plan: bool) -> str:
    """Return what to write instead."""
    loose = _LOOSE.fullmatch(text) if len(text) <= LONGEST_MENDED else None
    if loose is not None and len(loose[2]) < _DIGITS:
        sign, digits, fraction, word = loose.groups()
        minus = "-" if sign == "-" else ""
        word = word.lower()
        if fraction is not None:
            return _whole(int(digits), fraction, _WORDS.get(word, "d"), day_plan=day_plan)
        if word in _WEEKS:
            return f"write '{minus}{int(digits) * 5}d' (working days) or '{minus}{digits}ew' (calendar weeks)"
        if word in _WORDS and not (day_plan and _WORDS[word][-1] in "hm"):
            return f"write '{minus}{digits}{_WORDS[word]}'"
    return "write a number and a unit, such as '10d' (working days) or '3ed' (calendar days)"
