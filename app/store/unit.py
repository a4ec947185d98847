"""One transaction, for one actor in one workspace at one moment: all that an operation may touch."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from app.actors import Actor

    from .cache import UnitCache


@dataclass(frozen=True, slots=True, kw_only=True)
class Most:
    """How large a plan may become by changes; the operator says it."""

    steps: int = 20_000
    links: int = 200_000
    critical_dates: int = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A transaction that is under way; whoever opened it commits, operations never do."""

    connection: Connection
    workspace: str
    """The tenant: nothing outside it is found."""
    actor: Actor
    now: datetime
    """With its zone; the one moment of all that happens in it."""
    cache: UnitCache
    """What was worked out of plans; what this transaction adds is kept when it is committed."""
    most: Most = Most()
    """How large a plan may become in it."""
    done: list[str] = field(default_factory=list, compare=False)
    """The verbs of what was done in it, which count once it is committed."""
