"""Two people at once: who changes what somebody else changed meanwhile is told both values, all else merges."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.document.differences import ORDER
from scheduler.refusals import Problem, Refused

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from app.document.differences import Difference, FieldPath
    from app.document.places import Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash(Problem):
    """A field that two people changed."""

    theirs: Value
    """What it is now; None where it is gone."""
    mine: Value
    """What it would become."""


class Conflict(Refused):
    """Somebody else changed the same since the author of a change looked."""

    problems: tuple[Clash, ...]

    def __init__(self, problems: Iterable[Clash]) -> None:
        """Keep all fields that two people changed."""
        super().__init__(problems)


def refuse_conflicts(*, mine: Sequence[Difference], since: Sequence[Difference]) -> None:
    """Raise Conflict where a change is about something that was changed meanwhile, unless both came to the same."""
    clashes = [_clash(one) for one in mine if any(one.touches(other) for other in since)]
    if clashes:
        raise Conflict(clashes)


def _clash(mine: Difference) -> Clash:
    sentence = "somebody changed this since you looked; look at it as it is now, and say again what it shall be"
    return Clash(code="conflict", path=named(mine.path), sentence=sentence, theirs=mine.before, mine=mine.after)


def named(path: FieldPath) -> tuple[str, ...]:
    """Return a path as people may read it: of an order, the list."""
    return tuple(part for part in path if part != ORDER)
