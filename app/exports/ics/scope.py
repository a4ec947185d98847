"""Which entries of a plan go into a calendar: chosen once and kept with a feed, never taken from a request."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scheduler.plan import PartyId, PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """The part of a plan that somebody wants to see in a calendar; critical dates are always in it.

    As it stands it is the widest one: the whole plan, the past 90 days and all the future.
    """

    person: PersonId | None = None
    """Mine: only the steps that this person owns or decides, each with the day on which it must start."""
    party: PartyId | None = None
    """Only the steps of this side."""
    past: int = 90
    """Days before the plan's day from which on entries are shown."""
    ahead: int | None = None
    """Days after it until which they are; without end where absent."""
    starts: bool = False
    """With the days on which steps must start, whoever of the reader's party owns or decides them."""
    bars: bool = False
    """Tasks as bars from start to finish, not as one entry on the day of their finish."""


def mine(person: PersonId) -> Scope:
    """Return what a feed shows where nothing else is chosen: mine, for the last two weeks and the next six."""
    return Scope(person=person, past=14, ahead=42)
