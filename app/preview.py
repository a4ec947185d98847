"""What changes of a plan would do, computed and not kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.document import Limits, reread
from app.operations import changed
from app.operations.lookup import refused
from app.projection import Projections
from app.projection.fields import only_the_sellers
from app.projection.visible import visible
from app.seen import audience_of
from scheduler.plan import SELLER
from scheduler.refusals import Refused, moment_written

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

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

    def make(document: PlanDocument) -> PlanDocument:
        return changed(document, changes, as_of=reading.as_of)

    changes, audience, before = tuple(changes), audience_of(reading.document, party=party), Projections(reading)
    after = made(before, make, party=audience.party if audience else None, file=file, limits=limits)
    return Preview(before=before.of(audience), after=after.of(audience), document=after.reading.document)


def made(
    before: Projections,
    make: Callable[[PlanDocument], PlanDocument],
    *,
    party: PartyId | None,
    file: str,
    limits: Limits = _LIMITS,
) -> Projections:
    """Make a change, and read what comes out.

    What a party sees refuses its change in words, the rest without a word: nobody learns of what is hidden.

    Raises Refused for a change that cannot be made, Unreadable for a plan that cannot be scheduled with it.
    """
    trial = _Trial(before=before, make=make, file=file, limits=limits)
    return trial.made() if party is None else trial.made_by(party)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Trial:
    """A change that is tried on a plan."""

    before: Projections
    make: Callable[[PlanDocument], PlanDocument]
    file: str
    limits: Limits

    def made(self) -> Projections:
        """Make the change in the whole document."""
        return self._read(self.make(self.before.reading.document))

    def made_by(self, party: PartyId) -> Projections:
        """Make the change of a party: what it sees refuses it in words, the rest without a word."""
        shown = self.make(self.before.document(party))
        _refuse_the_sellers(shown, party)
        try:
            after = self.made()
        except Refused:
            after = None
        if after is None or after.document(party) != visible(shown, party):
            seen = self._read(shown)  # which refuses in words what is wrong with it
            if after is None or after.document(party) != seen.document(party):
                raise _private_conflict()
        return after

    def _read(self, changed: PlanDocument) -> Projections:
        """Read what comes out."""
        as_of = moment_written(self.before.reading.as_of)
        return Projections(reread(changed, file=f"{self.file} (changed)", as_of=as_of, limits=self.limits))


def _refuse_the_sellers(shown: PlanDocument, party: PartyId) -> None:
    """Refuse what a party writes where it sees nothing: before its change there was nothing there for it."""
    written = None if party == SELLER else next(only_the_sellers(shown), None)
    if written is not None:
        sentence = f"only the seller sees {written!r}, and only the seller sets it; leave it out"
        raise refused("not-yours-to-set", sentence)


def _private_conflict() -> Refused:
    """Return the refusal of what only hides why it cannot be done."""
    sentence = "this conflicts with something that another party keeps to itself; ask them, or try another change"
    return refused("private-conflict", sentence)
