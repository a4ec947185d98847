"""What changes of a plan would do, computed and not kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.document import Limits, reread
from app.opening import dated
from app.operations import changed
from scheduler.refusals import moment_written

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.document import Reading
    from app.operations import Change
    from app.projection import Projection


_LIMITS = Limits()


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """A plan as it is and as it would be, both from the same day."""

    before: Projection
    after: Projection


def preview(reading: Reading, changes: Iterable[Change], *, file: str, limits: Limits = _LIMITS) -> Preview:
    """Make changes as they are typed, one after the other, and date the plan before and after them.

    Raises Unreadable for a change that cannot be made, and for a plan that cannot be scheduled once all are made.
    """
    document = changed(reading.document, changes, as_of=reading.as_of)
    after_them = f"{file} (changed)"
    after = reread(document, file=after_them, as_of=moment_written(reading.as_of), limits=limits)
    return Preview(before=dated(reading, file=file), after=dated(after, file=after_them))
