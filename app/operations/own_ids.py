"""Ids of what is new: each party has its own, so that none clashes with something that is hidden from its author."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING

from scheduler.plan import SELLER
from scheduler.refusals import quoted

from .lookup import refused

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from scheduler.plan import PartyId

MARK = "--"
"""Stands between a party and a name in the ids of what parties other than the seller add."""
_MARKS = re.compile(r"-{2,}")


def own_id(party: PartyId | None, name: str) -> str:
    """Return the id of something new that a party calls so: the seller's as it is, another party's behind its own id.

    What one party adds thus never has the id of what another one did, seen or not. Raises Refused where the seller
    gives an id of another party's kind.
    """
    if party is None:
        return name
    if party != SELLER:
        return f"{party}{MARK}{_MARKS.sub('-', name.removeprefix(f'{party}{MARK}'))}"
    if MARK in name:
        sentence = f"{quoted(name)} has two hyphens in a row, as ids have of what other parties add; write one"
        raise refused("foreign-id", sentence)
    return name


def _none(_kind: str, _name: str) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class NewIds:
    """Makes ids of words for what a party adds."""

    party: PartyId | None = None
    is_spent: Callable[[str, str], bool] = _none
    """Whether an id of something, such as a person, is given no second time; none is where a plan is not kept."""

    def free(self, kind: str, word: str, taken: Collection[str]) -> str:
        """Return the id of something new that is called so: with a number behind it where that is taken or spent."""
        plain = own_id(self.party, word)
        ids = (plain if number == 1 else f"{plain}-{number}" for number in count(1))
        return next(one for one in ids if one not in taken and not self.is_spent(kind, one))
