"""Names that lead nowhere, refused with the nearest right one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scheduler.names import Known
from scheduler.refusals import Problem, Refused, quoted
from scheduler.wording import listed

if TYPE_CHECKING:
    from collections.abc import Iterable

AT_ONCE = 5
"""Names that are offered where none is near."""


def unknown(what: str, name: str, named: Iterable[tuple[str, str]]) -> Refused:
    """Return the refusal of a name; `named` are the right ones, ids with what else people may call them."""
    ids, called = list(named), what.replace("-", " ")
    sentence = (
        f"no {called} {quoted(name)}{Known(called, ids).guess(name) or _offered(called, [one for one, _ in ids])}"
    )
    return Refused([Problem(code=f"unknown-{what}", path=(), sentence=sentence)])


def _offered(what: str, ids: list[str]) -> str:
    if not ids:
        return f"; there is no {what} at all"
    more = [f"{len(ids) - AT_ONCE} more"] if len(ids) > AT_ONCE else []
    return f"; there {'is' if len(ids) == 1 else 'are'} {listed([*map(quoted, ids[:AT_ONCE]), *more])}"
