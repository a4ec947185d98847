"""Who changes a plan on the seller's side, and who came in by its links, as those see it who may share it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.accounts.membership import members_of
from app.callers import Right
from app.links import participants_of
from app.store.sharing import shared_with
from scheduler.wording import day_said

from .reader import Named

if TYPE_CHECKING:
    from app.store.participants import Participant

    from .reader import Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class Colleagues:
    """Who changes the plan beside the workspace's admins, and whom they let in."""

    owner: str
    """Who answers for it; empty where nobody does."""
    shared: tuple[Named, ...]
    """The other members who change it."""
    others: tuple[Named, ...]
    """Members with whom it can be shared."""
    heirs: tuple[Named, ...]
    """Members who could answer for it instead."""
    came: tuple[Named, ...]
    """Who came in by links, the newest first."""


def colleagues_of(reader: Reader) -> Colleagues | None:
    """Return who changes a plan; None for whoever may not share it."""
    if not reader.is_seller or not reader.caller.may(Right.SHARE_PLANS):
        return None
    stored = reader.opened.stored
    members = {one.id: one.name or one.email for one in members_of(reader.unit) if one.is_in}
    shared = shared_with(reader.unit, stored.id) - {stored.owner}
    came = [one for one in participants_of(reader.unit, stored.id) if one.revoked_at is None]
    return Colleagues(
        owner=members.get(stored.owner or "", ""),
        shared=_named(members, shared),
        others=_named(members, members.keys() - shared - {stored.owner}),
        heirs=_named(members, members.keys() - {stored.owner}),
        came=tuple(Named(id=one.id, said=_came(reader, one)) for one in came),
    )


def _named(members: dict[str, str], chosen: set[str] | frozenset[str]) -> tuple[Named, ...]:
    return tuple(Named(id=one, said=name) for one, name in members.items() if one in chosen)


def _came(reader: Reader, one: Participant) -> str:
    """Say who came in, whether that was shown, and when it was here last."""
    plan, near = reader.projection.schedule.plan, reader.projection.schedule.as_of
    party = next((person.party for person in plan.people if person.id == one.person), "")
    shown = "address confirmed" if one.proved_at else "says so, not confirmed"
    here = f"here {day_said((one.used_at or one.made_at).date(), near=near)}"
    return ", ".join(filter(None, (one.name, plan.party_name(party) if party else "", one.email or "", shown, here)))
