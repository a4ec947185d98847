"""What changes of a plan would do, computed and not kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.document import Limits, reread
from app.operations import changed
from app.seen import audience_of, seen
from scheduler.refusals import moment_written

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.document import PlanDocument, Reading
    from app.operations import Change
    from app.projection import Projection


_LIMITS = Limits()


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """A plan as it is and as it would be, both from the same day."""

    before: Projection
    after: Projection
    document: PlanDocument
    """The changed document, whole."""


def preview(
    reading: Reading, changes: Iterable[Change], *, file: str, party: str | None = None, limits: Limits = _LIMITS
) -> Preview:
    """Make changes as they are typed, one after the other, and date the plan before and after them.

    Where a party is named, both are what it may see.

    Raises Unreadable for a change that cannot be made, and for a plan that cannot be scheduled once all are made.
    """
    document = changed(reading.document, changes, as_of=reading.as_of)
    after = reread(document, file=f"{file} (changed)", as_of=moment_written(reading.as_of), limits=limits)
    audience = audience_of(document, party=party)
    return Preview(
        before=seen(reading, audience=audience),
        after=seen(after, audience=audience),
        document=after.document,
    )
