"""Who did something, as people are told it: the name, for which side, and whether that is known or only said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.actors import Actor
    from scheduler.plan import Plan

UNPROVED = "not confirmed"
"""Of whoever came in by a link and said a name, but proved no address."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """Somebody who did something."""

    name: str
    """As that one is called, or gave the name itself."""
    side: str = ""
    """What is known beside the name: `Northwind, not confirmed`; empty where the name is the side's, or Backplan's."""

    def __str__(self) -> str:
        """Say it in one go: `Ana Lee (Northwind, not confirmed)`."""
        return f"{self.name} ({self.side})" if self.side else self.name


def who_did(actor: Actor, plan: Plan) -> Who:
    """Return who somebody is to the readers of a plan.

    A name alone would let whoever has a link speak as anybody: the side is that of the link, whatever name was typed.
    """
    if actor.party is None:
        return Who(name=actor.name)
    side = plan.party_name(actor.party)
    known = () if actor.is_proved else (UNPROVED,)
    return Who(name=actor.name, side=", ".join((side, *known) if actor.name != side else known))
