"""Jobs that come round: each turn is kept once, however many workers look at the clock."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from app.actors import SYSTEM

from .queue import enqueue

if TYPE_CHECKING:
    from app.store import Database

    from .job import Job

BEGINNING = datetime(2000, 1, 1, tzinfo=UTC)
NO_WORKSPACE = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Regular:
    """A job that comes round."""

    job: Job
    every: timedelta
    """Counted from a midnight of UTC, so that all workers mean the same turns."""

    def turn(self, now: datetime) -> str:
        """Return the turn that it is, by when it began."""
        return (BEGINNING + (now - BEGINNING) // self.every * self.every).isoformat()

    def next(self, now: datetime) -> datetime:
        """Return when the next turn begins."""
        return BEGINNING + ((now - BEGINNING) // self.every + 1) * self.every


@dataclass(frozen=True, slots=True, kw_only=True)
class Rota:
    """What comes round in a worker, and which turns it has kept."""

    regular: tuple[Regular, ...]
    _kept: dict[str, str] = field(default_factory=dict)

    def keep(self, database: Database, now: datetime) -> None:
        """Have done what has a new turn; a turn that everybody slept through does not come back."""
        turns = {each.job.name: each.turn(now) for each in self.regular}
        if turns == self._kept:
            return
        with database.writing(workspace=NO_WORKSPACE, actor=SYSTEM, now=now) as unit:
            for each in self.regular:
                turn = turns[each.job.name]
                enqueue(unit, each.job, turn, key=turn)
        self._kept.update(turns)
