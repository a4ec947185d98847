"""Who may see a part of a document: the mark of its field, and the parties whose own it is."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from scheduler.plan import CUSTOMER, SELLER

from .read_steps import side_of
from .wire.visible import Visible
from .wire.why import Criterion

if TYPE_CHECKING:
    from scheduler.plan import PartyId
    from scheduler.refusals import Path

    from .wire import PlanDocument
    from .wire.values import Wire
    from .wire.visible import Visibility

PLAN_PARTIES = frozenset({SELLER, CUSTOMER})
"""Whose the plan itself is: its dates, its value, its calendars without a party."""


@cache
def visibility_of(model: type[Wire], field: str) -> Visibility:
    """Return the mark of a field, by its name in Python; a field without one or with two is a ValueError."""
    (mark,) = (mark for mark in model.model_fields[field].metadata if isinstance(mark, Visible))
    return mark.to


def own_parties(document: PlanDocument, path: Path) -> frozenset[PartyId]:
    """Return the parties whose own the object at a path, or around it, is: what is `own_party` in it is theirs.

    A party's calendar is the party's with its closures, a person with the absences the person's party's, a step its
    side's, an entry under `why` the party's whose word it is. All else is the seller's and the customer's.
    """
    match path:
        case ("calendars", str(name), *_) if name in {SELLER, CUSTOMER, *(party.id for party in document.parties)}:
            return frozenset({name})
        case ("people", int(index), *_):
            return frozenset({document.people[index].party})
        case ("steps", int(index), *_):
            return frozenset(side_of(document.steps[index]))
        case ("why", str(key), *rest) if document.why is not None:
            part: object = getattr(document.why, key)
            if isinstance(part, tuple) and rest:
                part = part[int(rest[0])]
            party = _whose_word(document, part)
            return PLAN_PARTIES if party is None else frozenset({party})
    return PLAN_PARTIES


def narrowed_to(document: PlanDocument, part: Wire) -> PartyId | None:
    """Return the party that alone may see a part of a document; none where it is not narrowed.

    It is the one that `private` names. A criterion that no one of the customer's people has said is the seller's idea,
    and so is one of somebody whom the customer does not see: who that is would show in it.
    """
    if not _can_be_narrowed(type(part)):
        return None
    private: PartyId | None = getattr(part, "private", None)
    if private is None and isinstance(part, Criterion):
        said = any(
            person.id == part.by and person.party == CUSTOMER and person.private in {None, CUSTOMER}
            for person in document.people
        )
        return None if said else SELLER
    return private


@cache
def _can_be_narrowed(model: type[Wire]) -> bool:
    return "private" in model.model_fields


def _whose_word(document: PlanDocument, part: object) -> PartyId | None:
    """Return the party whose own a part of `why` is: the one it is private to, or the party of who said it."""
    by = getattr(part, "by", None)
    parties = (person.party for person in document.people if person.id == by)
    return getattr(part, "private", None) or next(parties, None)


def may_see(party: PartyId, visibility: Visibility, own: frozenset[PartyId]) -> bool:
    """Tell whether a party may see a field with a mark in an object of these parties."""
    return visibility == "everyone" or party in (own if visibility == "own_party" else {SELLER})
