"""What changes of a plan would do, computed and not kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.document import Limits, reread
from app.operations import changed
from app.operations.lookup import refused
from app.projection.visible import visible
from app.seen import audience_of, seen
from scheduler.refusals import Refused, moment_written

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.document import PlanDocument, Reading
    from app.operations import Change
    from app.projection import Projection
    from scheduler.plan import PartyId


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

    Where a party is named, both are what it may see, and so is every refusal: a party changes only what it sees.

    Raises Unreadable for a change that cannot be made, and for a plan that cannot be scheduled once all are made.
    """
    trial = _Trial(reading=reading, changes=tuple(changes), file=file, limits=limits)
    audience = audience_of(reading.document, party=party)
    after = trial.made_in(reading.document) if audience is None else trial.made_by(audience.party)
    return Preview(
        before=seen(reading, audience=audience),
        after=seen(after, audience=audience),
        document=after.document,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Trial:
    """Changes that are tried on a plan."""

    reading: Reading
    changes: tuple[Change, ...]
    file: str
    limits: Limits

    def made_in(self, document: PlanDocument) -> Reading:
        """Make the changes one after the other, and read what comes out."""
        after = changed(document, self.changes, as_of=self.reading.as_of)
        as_of = moment_written(self.reading.as_of)
        return reread(after, file=f"{self.file} (changed)", as_of=as_of, limits=self.limits)

    def made_by(self, party: PartyId) -> Reading:
        """Make the changes of a party: what it sees refuses them in words, the rest without a word."""
        shown = self.made_in(visible(self.reading.document, party))
        try:
            after = self.made_in(self.reading.document)
        except Refused:
            raise _private_conflict() from None
        if visible(after.document, party) != visible(shown.document, party):
            raise _private_conflict()
        return after


def _private_conflict() -> Refused:
    """Return the refusal of what only hides why it cannot be done."""
    sentence = "this conflicts with something that another party keeps to itself; ask them, or try another change"
    return refused("private-conflict", sentence)
