"""How a duration came about: a range for the deal, times what makes the work longer."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from math import prod
from typing import TYPE_CHECKING

from .facts import holds

if TYPE_CHECKING:
    from .facts import Facts
    from .library import Library
    from .schema import WrittenStep

ANY = "any"
"""Stands in a range for every answer that it does not name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Multiplied:
    """One reason why work takes longer in this deal."""

    id: str
    says: str
    """In words, such as `regulated industry`."""
    times: float
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """Where a step's duration comes from."""

    base: str
    """The likely duration before anything makes it longer, such as `15d`."""
    multiplied: tuple[Multiplied, ...] = ()
    low: str
    duration: str
    """The likely duration that the plan has."""
    high: str
    source: str

    def __str__(self) -> str:
        """Return the calculation, such as `base 15d x regulated industry 1.5 = 23d`."""
        factors = "".join(f" \N{MULTIPLICATION SIGN} {one.says} {one.times:g}" for one in self.multiplied)
        return f"base {self.base}{factors} = {self.duration}" if factors else f"base {self.base}"

    @property
    def sources(self) -> str:
        """Whose figures they are: those of the range, then of what makes the work longer."""
        return "; ".join([self.source, *(f"{one.says}: {one.source}" for one in self.multiplied)])

    @property
    def certain(self) -> bool:
        """Whether low, likely and high are the same, so that there is nothing to estimate."""
        return self.low == self.high


def trace_of(library: Library, step: WrittenStep, facts: Facts) -> Trace | None:
    """Return how long a step takes in a deal; nothing for what takes no time."""
    if step.takes is None:
        return None if step.duration is None else _fixed(step.duration.format_map(facts))
    spread = range_for(library, step.takes, facts)
    reasons = tuple(
        Multiplied(id=name, says=one.says, times=one.times, source=one.source)
        for name in step.longer_if
        if holds((one := library.multipliers[name]).when, facts)
    )
    low, likely, high = (longer(days, reasons) for days in spread)
    source = library.ranges[step.takes].source
    return Trace(base=spread[1], multiplied=reasons, low=low, duration=likely, high=high, source=source)


def range_for(library: Library, name: str, facts: Facts) -> tuple[str, str, str]:
    """Return low, likely and high of a range in a deal."""
    written = library.ranges[name]
    days = written.days.get(str(facts[written.by])) or written.days[ANY]
    return (days[0], days[len(days) // 2], days[-1])


def longer(duration: str, reasons: tuple[Multiplied, ...]) -> str:
    """Return a duration times all reasons, rounded half up once at the end to whole days, at least one."""
    amount, unit = split(duration)
    exact = prod((Decimal(str(reason.times)) for reason in reasons), start=Decimal(amount))
    return f"{max(1, int(exact.to_integral_value(ROUND_HALF_UP)))}{unit}"


def working_days(duration: str | None) -> int:
    """Return about how many working days a duration is: five for seven elapsed ones."""
    if duration is None:
        return 0
    amount, unit = split(duration)
    return -(-amount * 5 // 7) if unit == "ed" else amount * 5 if unit == "ew" else amount


@cache
def split(duration: str) -> tuple[int, str]:
    """Return the number and the unit of a duration."""
    unit = duration.lstrip("-0123456789")
    return int(duration.removesuffix(unit)), unit


def _fixed(duration: str) -> Trace:
    return Trace(base=duration, low=duration, duration=duration, high=duration, source="Fixed by the template")
