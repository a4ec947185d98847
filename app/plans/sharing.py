"""Whether the two sides let each other see slips summed per side; alone, each side sees them by cause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.operations.agreements import SIDES
from app.operations.lookup import refused
from app.store.baselines import set_shares_sums

from .advancing import open_to_change
from .recording import Changed, Deed, note

if TYPE_CHECKING:
    from app.store import Unit

SHARE, UNSHARE = "share_sums", "unshare_sums"


def share_sums(unit: Unit, plan_id: str) -> Changed:
    """Let the others see slips summed per side, as far as it lies with one's own; they are once both sides do."""
    return _switched(unit, plan_id, SHARE)


def unshare_sums(unit: Unit, plan_id: str) -> Changed:
    """Let nobody see slips summed per side any more."""
    return _switched(unit, plan_id, UNSHARE)


def _switched(unit: Unit, plan_id: str, verb: str) -> Changed:
    opened, party = open_to_change(unit, plan_id), unit.actor.party
    if party is None or party not in SIDES:
        raise refused("neither-side", "sums are between the seller and the customer; only these two share them")
    set_shares_sums(unit, plan_id, party, shared=verb == SHARE)
    return note(unit, opened, Deed(verb=verb, asked=({"do": verb},)))
