"""The words that sentences share: what a value is called, and the nearest right name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scheduler.refusals import folded, meant

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .limits import Limits
    from .places import Value

NOT_FINITE = "this number is infinite, or none at all; write an ordinary one"
TOO_LONG = "this number has hundreds of digits; no plan needs such a number"

LONGEST_MENDED = 60
"""What somebody may have meant is only looked for in shorter texts: blanks without end would take their time."""

_SHOWN = 60
_MANY = 1000
"""Among so many names no near one is looked for: it takes its time."""


def too_deep(limits: Limits) -> str:
    """Return the sentence for a document that is nested too deeply."""
    return f"blocks and lists are nested more than {limits.depth} deep; no plan needs that"


def too_many_values(limits: Limits) -> str:
    """Return the sentence for a document of absurd size."""
    return f"the text holds more than {limits.values:,} values; no plan needs so many, so split it"


def shown(text: str) -> str:
    """Return a text in quotation marks, shortened where it is long."""
    return repr(text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…")


def named(value: Value) -> str:
    """Return what people call a value."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return f"the number {shown(str(value))[1:-1]}"
    if isinstance(value, str):
        return f"the text {shown(value)}"
    return "a list" if isinstance(value, list) else "a block of keys"


def guess(name: str, names: Iterable[str], *, likeness: float = 0.6) -> str | None:
    """Return the right name that was most probably meant, whatever its capitals and dashes."""
    called = {folded(right): right for right in sorted(names)}
    return meant(name, called, alike=len(called) <= _MANY, likeness=likeness)


def did_you_mean(name: str, names: Iterable[str], otherwise: str = "", *, likeness: float = 0.6) -> str:
    """Return `; did you mean 'x'?`, or what to say where nothing is near."""
    found = guess(name, names, likeness=likeness)
    return f"; did you mean {found!r}?" if found else otherwise
