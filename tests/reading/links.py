"""Carry an instant over a link, forward by the words of rules 3.6 and 3.7, backward as the exact adjoint."""

from collections.abc import Callable

from .plan import Link, Step


def image(link: Link, before: Step, instant: int) -> int:
    """Carry the predecessor's start or finish (as the link's first letter says) to the bound it gives the successor."""
    if link.kind == "SF":
        instant = before.own.last_before(instant) + 1
    lag, calendar = link.lag, link.calendar
    if lag.units == 0:
        return instant
    if lag.elapsed:
        return instant + lag.units
    if lag.units > 0:
        return calendar.end_after(instant, lag.units)
    if link.kind[1] == "S":
        return calendar.begin_before(instant, -lag.units)
    return calendar.last_before(calendar.begin_before(instant, -lag.units)) + 1


def latest(link: Link, before: Step, bound: int) -> int:
    """Give the latest instant of the predecessor whose image is not after the bound."""
    if link.kind != "SF" and (link.lag.units == 0 or link.lag.elapsed):
        return bound - link.lag.units
    return _last(lambda instant: image(link, before, instant) <= bound, bound - link.lag.units)


def _last(holds: Callable[[int], bool], guess: int) -> int:
    """Search the last instant for which a condition holds that holds up to some instant and never after it."""
    stride = 1
    low = guess
    while not holds(low):
        low -= stride
        stride *= 2
    stride = 1
    high = low + 1
    while holds(high):
        low = high
        high += stride
        stride *= 2
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if holds(middle) else (low, middle)
    return low
