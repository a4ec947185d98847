"""Ids are given once: what the seller's side gave or saw keeps its id, whether it is gone by now or only out of sight.

Otherwise whoever adds something with an id that is hidden would be told that it is still there.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from itertools import chain
from typing import TYPE_CHECKING

from app.operations.calendars import parties_of
from app.operations.lookup import refused
from app.operations.own_ids import NewIds
from app.store.spent_ids import spend, spent
from scheduler.plan import SELLER
from scheduler.refusals import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.document import PlanDocument
    from app.projection import Projections
    from app.store import Unit
    from app.verbs import Verb
    from scheduler.plan import PartyId

Named = tuple[str, str]
"""Of what something is an id, as `Verb.adds` says it, and the id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpentIds:
    """The ids of a plan that are given no second time."""

    digests: frozenset[str]

    def has(self, kind: str, name: str) -> bool:
        """Tell whether an id is spent."""
        return _digest((kind, name)) in self.digests

    def refuse(self, operation: Verb, seen: PlanDocument) -> None:
        """Refuse an operation that adds something with a spent id; what is seen to be there is refused elsewhere."""
        kind, name = operation.adds, operation.added
        if kind and name and self.has(kind, name) and (kind, name) not in set(named_in(seen)):
            what = kind.replace("_", " ")
            had = f"the plan had {quoted(name)} as the id of a {what} before"
            sentence = f"{had}, and ids are given once; write another"
            raise refused("spent-id", sentence)


def spent_ids(unit: Unit, plan: str, party: PartyId | None) -> SpentIds:
    """Return the ids of a plan that are spent for a party: for the seller's side alone, as others have their own."""
    return SpentIds(digests=spent(unit, plan) if party == SELLER else frozenset())


def new_ids(unit: Unit, plan: str, party: PartyId | None) -> NewIds:
    """Return what gives ids to what a party adds; what is spent is looked up with each."""
    return NewIds(party, lambda kind, name: spent_ids(unit, plan, party).has(kind, name))


def spend_ids(unit: Unit, plan: str, before: Projections | None, after: Projections) -> None:
    """Spend the ids of what a change takes out of the seller's sight; of a new plan, of all that it does not see."""
    had = set(named_in(after.reading.document if before is None else before.document(SELLER)))
    lost = had.difference(named_in(after.document(SELLER)))
    if lost:
        spend(unit, plan, {_digest(one) for one in lost})


def named_in(document: PlanDocument) -> Iterator[Named]:
    """Yield everything in a document that has an id."""
    for kind, blocks in (
        ("step", document.steps),
        ("person", document.people),
        ("party", document.parties),
        ("phase", document.phases),
        ("critical_date", document.critical_dates),
    ):
        yield from ((kind, one.id) for one in blocks)
    yield from (("calendar", name) for name in document.calendars if name not in parties_of(document))
    if (why := document.why) is not None:
        yield from (("decision", one.id) for one in why.decisions)
        claims = chain(why.pains, why.consequences, why.criteria, why.concerns, why.gives, why.gets, why.promises)
        yield from (("entry", one.id) for one in chain(claims, why.questions))


def _digest(named: Named) -> str:
    return sha256("\0".join(named).encode()).hexdigest()
