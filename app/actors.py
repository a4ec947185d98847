"""Who does something to a plan: a member, somebody who came in by a link, a tool, or the service itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

ActorKind = Literal["member", "participant", "tool", "system"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Somebody who reads and changes plans; the log keeps it as it is."""

    kind: ActorKind
    id: str
    """Unique among its kind in the workspace."""
    name: str
    """What people call it."""
    party: str | None
    """Whose eyes it has; None for the service itself, which sees everything."""
    person: str | None = None
    """Who it is among the plan's people, where that is known."""
    email: str | None = field(default=None, compare=False)
    """By which a member is found among the plan's people; the log does not keep it."""
    verified: bool = False
    """Whether its e-mail address was proved to be its own."""

    @property
    def is_proved(self) -> bool:
        """Tell whether it is known who it is: who came in by a link has to prove an address, all others signed in."""
        return self.kind != "participant" or self.verified


SYSTEM = Actor(kind="system", id="backplan", name="Backplan", party=None)
"""The service: it lets days pass."""
