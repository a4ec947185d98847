"""Whether requests had better come here: the database answers and is of this version, the worker lives, we stay."""

from __future__ import annotations

import asyncio
from time import monotonic
from typing import TYPE_CHECKING

from sqlalchemy.exc import DBAPIError
from starlette.concurrency import run_in_threadpool

from app.actors import SYSTEM
from app.clock import now
from app.jobs import Pulse
from app.store.backlog import answers
from app.store.migrations import behind

from .log import LOGGER

if TYPE_CHECKING:
    from app.store import Database

WITHIN = 2.0
"""Seconds in which the database has to answer."""
LASTS = 1.0
"""Seconds for which an answer holds, so that nobody keeps the database busy by asking."""
WELL = "ok"


class Readiness:
    """What `/readyz` tells of this process."""

    def __init__(self, database: Database) -> None:
        """Begin ready, as far as the database is."""
        self.pulse = Pulse()
        """Of the worker in this process, if there is one."""
        self._database = database
        self._leaves = False
        self._found, self._found_at = "", 0.0
        self._looking: asyncio.Task[str] | None = None

    def leave(self) -> None:
        """Tell from now on that requests had better go elsewhere."""
        self._leaves = True

    @property
    def leaves(self) -> bool:
        """Tell whether this process was asked to stop."""
        return self._leaves

    async def checks(self) -> dict[str, str]:
        """Return by what was looked at `ok`, or what is wrong with it; never later than `WITHIN` seconds."""
        return {
            "stopping": "it was asked to stop" if self._leaves else WELL,
            "database": await self._of_database(),
            "worker": WELL if self.pulse.is_well else "it has not beaten for a while",
        }

    async def _of_database(self) -> str:
        """Ask the database once at a time, however many ask us."""
        if self._found and monotonic() - self._found_at < LASTS:
            return self._found
        if self._looking is None or self._looking.done():
            self._looking = asyncio.create_task(run_in_threadpool(_look, self._database))
        done, _ = await asyncio.wait({self._looking}, timeout=WITHIN)
        if not done:
            return f"it has not answered within {WITHIN:g} seconds"
        self._found, self._found_at = self._looking.result(), monotonic()
        return self._found


def _look(database: Database) -> str:
    """Return what is wrong with a database; what a driver says of it can name hosts and people, so the log has it."""
    try:
        missing = behind(database)
        with database.reading(workspace="", actor=SYSTEM, now=now()) as unit:
            answers(unit)
    except ValueError:
        return WELL  # a newer version brought it further, which the one before it can still work with
    except DBAPIError as error:
        LOGGER.warning("database-away", extra={"facts": {"reason": " ".join(str(error.orig).split())}})
        return "it is not to be had"
    return f"it lacks the steps {', '.join(missing)}" if missing else WELL
