"""The value case in figures: investment, benefits, what is left of them, and when it has paid back."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from .money import amount_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.document.wire.why import ValueCase


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """A year of the value case, in figures without the currency."""

    year: int
    investment: str
    benefits: str
    so_far: str
    """Benefits less investment of all years up to this one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Driver:
    """What a benefit comes from."""

    name: str
    expected: str
    measured: str
    """Empty until something was measured."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """What it is worth."""

    currency: str
    """Three letters, such as EUR; empty where nobody wrote them."""
    source: str
    """Whose figures they are."""
    private: bool
    investment: str
    """Over all years; empty where there is none."""
    benefits: str
    value: str
    """Benefits less investment; empty unless both are known."""
    payback: int | None
    """The first year by whose end the benefits outweigh the investment; None where the figures do not say."""
    span: str
    """The years: `2027 to 2029`."""
    years: tuple[Year, ...]
    drivers: tuple[Driver, ...]

    @property
    def measured(self) -> bool:
        """Return whether anything was measured."""
        return any(driver.measured for driver in self.drivers)


def value_brief(case: ValueCase, source: str) -> Value | None:
    """Return a value case in words; None where it has no figures."""
    if not case.investment and not case.benefits:
        return None
    invested, gained = sum(one.amount for one in case.investment), sum(one.amount for one in case.benefits)
    both = bool(case.investment and case.benefits)
    years = sorted({one.year for one in case.investment} | {one.year for one in case.benefits})
    return Value(
        currency=case.currency or "",
        source=source,
        private=case.private is not None,
        investment=amount_in(case.currency, invested) if case.investment else "",
        benefits=amount_in(case.currency, gained) if case.benefits else "",
        value=amount_in(case.currency, gained - invested) if both else "",
        payback=_payback(case, years) if both else None,
        span=f"{years[0]} to {years[-1]}" if len(years) > 1 else f"{years[0]}",
        years=tuple(_years(case, years)),
        drivers=tuple(_drivers(case)),
    )


def _years(case: ValueCase, years: list[int]) -> Iterator[Year]:
    so_far = 0.0
    for year in years:
        invested, gained = _of(case, year)
        so_far += gained - invested
        yield Year(
            year=year,
            investment=amount_in(None, invested),
            benefits=amount_in(None, gained),
            so_far=amount_in(None, so_far),
        )


def _payback(case: ValueCase, years: list[int]) -> int | None:
    """Return the year from whose end on the benefits outweigh the investment, and go on doing so."""
    left = [gained - invested for invested, gained in (_of(case, year) for year in years)]
    so_far = list(accumulate(left))
    return next((year for at, year in enumerate(years) if all(one >= 0 for one in so_far[at:])), None)


def _of(case: ValueCase, year: int) -> tuple[float, float]:
    invested = sum(one.amount for one in case.investment if one.year == year)
    return invested, sum(one.amount for one in case.benefits if one.year == year)


def _drivers(case: ValueCase) -> Iterator[Driver]:
    for name in dict.fromkeys(one.driver for one in case.benefits):
        ours = [one for one in case.benefits if one.driver == name]
        measured = [one.measured for one in ours if one.measured is not None]
        yield Driver(
            name=name,
            expected=amount_in(case.currency, sum(one.amount for one in ours)),
            measured=amount_in(case.currency, sum(measured)) if measured else "",
        )
