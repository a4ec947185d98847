"""Days as people write them into sheets: dates, numbers of Excel, texts whose order of day and month is found out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from .order import day_only

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from .grid import Cell

Order = Literal["day first", "month first"]

DAYS_HELD = (
    "start",
    "finish",
    "agreed",
    "deadline",
    "actual_start",
    "actual_finish",
    "planned_start",
    "planned_finish",
)
"""The columns that hold days."""
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ](\d{1,2}):(\d{2}))?.*", re.DOTALL)
_DOTTED = re.compile(r"(\d{1,2})\.\s*(\d{1,2})\.\s*(\d{4}|\d{2})?")
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})(?:/(\d{4}|\d{2}))?|(\d{1,2})-(\d{1,2})-(\d{4}|\d{2})")
_DAY_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th|\.)?[\s-]+([a-zäé]{3,9})\.?,?(?:[\s-]+'?(\d{4}|\d{2}))?")
_MONTH_DAY = re.compile(r"([a-zäé]{3,9})\.?[\s-]+(\d{1,2})(?:st|nd|rd|th)?,?(?:[\s-]+'?(\d{4}|\d{2}))?")
_WEEKDAY = re.compile(r"^(mon|tue|wed|thu|fri|sat|sun|mo|di|mi|do|fr|sa|so)[a-zäé]*\.?,?\s+")
_MONTHS = {
    "jan": 1, "feb": 2, "mar": 3, "mär": 3, "mrz": 3, "apr": 4, "may": 5, "mai": 5, "jun": 6,
    "jul": 7, "aug": 8, "sep": 9, "oct": 10, "okt": 10, "nov": 11, "dec": 12, "dez": 12,
}  # fmt: skip
_WEEK = re.compile(r"(?:kw|cw|wk|week|woche)\.?\s*(\d{1,2})(?:[\s./-]+(\d{4}|\d{2}))?")
_WEEK_OF = re.compile(r"(?:w/?c|week (?:of|commencing|beginning)|woche (?:vom|ab))\.?\s+(.+)")
_MONTH = re.compile(r"([a-zäé]{3,9})\.?\s+((?:19|20|21)\d{2})")
_FRIDAY = 4
_LONGEST = 60
"""Letters of a cell that may be a day."""
_EPOCH = date(1899, 12, 30)
_SERIALS = (32_874, 109_575)
"""Numbers that Excel means as days from 1990 to 2199."""
_YEARS = (1990, 2199)
_NEAR = 183
"""Days: a date without a year is the one that is nearest to today."""
_MONTHS_OF_A_YEAR = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """How the days of one sheet are read."""

    order: Order
    today: date
    why: str = ""
    """What is told about the order, where a sheet has days that could be read both ways."""

    def read(self, cell: Cell, *, last: bool = False) -> date | None:
        """Return the day, or the time, that a cell means; None where it means none.

        Of a week or a month it is the first working day, or the last one where `last` asks for that.
        """
        if isinstance(cell, date):
            return cell
        if isinstance(cell, (int, float)):
            return _serial(cell)
        if cell is None:
            return None
        return _text(cell, self.order, self.today) or _span_of_days(cell, self.today, last=last)


def days_of(cells: Sequence[Cell], today: date) -> Days:
    """Find out from all the days of a sheet how its author writes them.

    A part above twelve is a day. Where none is, the order counts in which the days run down the sheet more evenly, then
    that in which they lie closer together, and else the month is first, as in the United States.
    """
    texts = [cell.strip() for cell in cells if isinstance(cell, str) and _SLASHED.fullmatch(cell.strip())]
    slashed = [_numbers(text) for text in texts]
    unclear = [text for text, (one, other) in zip(texts, slashed, strict=True) if _both_ways(one, other)]
    if not unclear:
        order: Order = "day first" if any(one > _MONTHS_OF_A_YEAR for one, _ in slashed) else "month first"
        return Days(order=order, today=today)
    order, why = _order(texts, slashed, cells, today)
    other: Order = "month first" if order == "day first" else "day first"
    read, not_read = (_text(unclear[0], one, today) for one in (order, other))
    return Days(order=order, today=today, why=f"{unclear[0]} was read as {read}, not {not_read}: {why}")


def _order(
    texts: Sequence[str], slashed: Sequence[tuple[int, int]], cells: Iterable[Cell], today: date
) -> tuple[Order, str]:
    first = sum(one > _MONTHS_OF_A_YEAR for one, _ in slashed)
    second = sum(other > _MONTHS_OF_A_YEAR for _, other in slashed)
    if first != second:
        side = 0 if first > second else 1
        shown = next(text for text, parts in zip(texts, slashed, strict=True) if parts[side] > _MONTHS_OF_A_YEAR)
        return ("day first" if side == 0 else "month first"), f"{shown} in the same sheet can be read in one way only"
    orders: tuple[Order, Order] = ("day first", "month first")
    written = [cell for cell in cells if isinstance(cell, str)]
    by_day, by_month = ([day for cell in written if (day := _text(cell, order, today))] for order in orders)
    for how, why in (
        (_steps_back, "so the days follow each other down the sheet"),
        (_span, "so they lie closer together"),
    ):
        if how(by_day) != how(by_month):
            return orders[how(by_day) > how(by_month)], why
    return "month first", "nothing in the sheet tells, and the month is first in the United States"


def _numbers(text: str) -> tuple[int, int]:
    one, other, *_ = re.findall(r"\d+", text)
    return int(one), int(other)


def _steps_back(days: Sequence[date]) -> int:
    """Return by how many days a column of days jumps backwards, all together."""
    return sum(max((day_only(one) - day_only(other)).days, 0) for one, other in pairwise(days))


def _span(days: Sequence[date]) -> int:
    """Return over how many days they spread."""
    return (max(map(day_only, days)) - min(map(day_only, days))).days


def _both_ways(one: int, other: int) -> bool:
    return one <= _MONTHS_OF_A_YEAR and other <= _MONTHS_OF_A_YEAR and one != other


def _serial(number: float) -> date | None:
    """Return the day that Excel means by a number of days since the end of 1899."""
    if not _SERIALS[0] <= number <= _SERIALS[1]:
        return None
    return _EPOCH + timedelta(days=int(number))


def _text(text: str, order: Order, today: date) -> date | None:
    """Return the day that a text means."""
    folded = _WEEKDAY.sub("", " ".join(text[:_LONGEST].casefold().split()), count=1)
    if found := _ISO.fullmatch(folded):
        return _timed(_day(found[1], found[2], found[3]), found[4], found[5])
    if found := _DOTTED.fullmatch(folded):
        return _day(found[3], found[2], found[1], today=today)
    if found := _SLASHED.fullmatch(folded):
        return _slashed(found, order, today)
    if (found := _DAY_MONTH.fullmatch(folded)) and found[2][:3] in _MONTHS:
        return _day(found[3], str(_MONTHS[found[2][:3]]), found[1], today=today)
    if (found := _MONTH_DAY.fullmatch(folded)) and found[1][:3] in _MONTHS:
        return _day(found[3], str(_MONTHS[found[1][:3]]), found[2], today=today)
    return _serial(int(folded)) if re.fullmatch(r"\d{5}", folded) else None


def _span_of_days(text: str, today: date, *, last: bool) -> date | None:
    """Return a working day of the week or month that a text means: `KW 12`, `w/c 4 Jan`, `March 2027`."""
    folded = " ".join(text[:_LONGEST].casefold().split())
    if found := _WEEK.fullmatch(folded):
        monday = _monday(found[1], found[2], today)
        return monday + timedelta(days=4) if monday and last else monday
    if found := _WEEK_OF.fullmatch(folded):
        day = _text(found[1], "month first", today)
        return None if day is None else day_only(day) - timedelta(days=day.weekday() - (4 if last else 0))
    if (found := _MONTH.fullmatch(folded)) and found[1][:3] in _MONTHS:
        return _of_a_month(int(found[2]), _MONTHS[found[1][:3]], last=last)
    return None


def _monday(week: str, year: str | None, today: date) -> date | None:
    """Return the Monday of a week; without a year the one that is nearest to today."""
    full = int(year) + (2000 if len(year) == len("26") else 0) if year else None
    years = [full] if full else [today.year - 1, today.year, today.year + 1]
    try:
        found = [date.fromisocalendar(one, int(week), 1) for one in years]
    except ValueError:
        return None
    return min(found, key=lambda day: abs((day - today).days))


def _of_a_month(year: int, month: int, *, last: bool) -> date:
    """Return the first or last day from Monday to Friday of a month."""
    day = date(year + month // _MONTHS_OF_A_YEAR, month % _MONTHS_OF_A_YEAR + 1, 1) if last else date(year, month, 1)
    step = timedelta(days=-1 if last else 1)
    day = day + step if last else day
    while day.weekday() > _FRIDAY:
        day += step
    return day


def _slashed(found: re.Match[str], order: Order, today: date) -> date | None:
    """Return the day of numbers between slashes; one that only fits the other order is read by that."""
    one, other, year = (part for part in found.groups()[:3]) if found[1] else found.groups()[3:]
    day, month = (one, other) if order == "day first" else (other, one)
    return _day(year, month, day, today=today) or _day(year, day, month, today=today)


def _day(year: str | None, month: str, day: str, *, today: date | None = None) -> date | None:
    if year is None:
        return _nearest(month, day, today) if today else None
    full = int(year) + (2000 if len(year) == len("26") else 0)
    try:
        found = date(full, int(month), int(day))
    except ValueError:
        return None
    return found if _YEARS[0] <= full <= _YEARS[1] else None


def _nearest(month: str, day: str, today: date) -> date | None:
    found = [_day(str(today.year + offset), month, day) for offset in (-1, 0, 1)]
    near = [one for one in found if one is not None and abs((one - today).days) <= _NEAR]
    return near[0] if near else None


def _timed(day: date | None, hour: str | None, minute: str | None) -> date | None:
    """Return a day with the time behind it, if there is one that clocks show."""
    if day is None or hour is None or minute is None:
        return day
    try:
        return datetime.fromisoformat(f"{day.isoformat()}T{int(hour):02}:{int(minute):02}")
    except ValueError:
        return None
