"""A night: every plan of a large workspace is brought to the next day by a worker, which may be killed meanwhile."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from datetime import datetime
from time import perf_counter, sleep
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from app.duties import at_work
from app.plans.booking import DAY
from app.plans.midnight import find_behind
from app.settings import read_settings
from app.store import Database, open_database, tables

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Night:
    """How long it took, and what came of it."""

    plans: int
    seconds: float
    kills: int
    twice: int
    """Plans in whose log the day passed more than once."""


def night(database: Database, environment: dict[str, str], tomorrow: datetime, *, kill_after: float | None) -> Night:
    """Let a worker bring all plans to a day; kill it once after so many seconds, and start another."""
    begin, kills, plans = perf_counter(), 0, _behind(database, tomorrow.date())
    worker = _worker(environment, tomorrow)
    while _behind(database, tomorrow.date()):
        sleep(0.5)
        if kill_after is not None and not kills and perf_counter() - begin > kill_after:
            worker.send_signal(signal.SIGKILL)
            worker.wait()
            kills += 1
            worker = _worker(environment, tomorrow)
    seconds = perf_counter() - begin
    worker.terminate()
    worker.wait()
    return Night(plans=plans, seconds=seconds, kills=kills, twice=_twice(database, tomorrow.date()))


def _worker(environment: dict[str, str], tomorrow: datetime) -> subprocess.Popen[bytes]:
    arguments = [sys.executable, "-m", "bench.load.night", tomorrow.isoformat()]
    return subprocess.Popen(arguments, env={**os.environ, **environment})


def _behind(database: Database, day: date) -> int:
    with database.engine.connect() as connection:
        return connection.scalar(select(func.count()).select_from(tables.plans).where(tables.plans.c.day < day)) or 0


def _twice(database: Database, day: date) -> int:
    passed = (tables.log.c.verb == DAY) & (tables.log.c.day == day)
    each = select(tables.log.c.plan).where(passed).group_by(tables.log.c.plan).having(func.count() > 1).subquery()
    with database.engine.connect() as connection:
        return connection.scalar(select(func.count()).select_from(each)) or 0


def _work(tomorrow: datetime) -> None:
    """Be a worker for whom it is that moment, until told to stop."""
    settings = read_settings(os.environ)
    database = open_database(settings.database_url)
    stopped = []
    signal.signal(signal.SIGTERM, lambda *_: stopped.append(True))
    with at_work(database, settings, now=lambda: tomorrow):
        find_behind(database, tomorrow)
        while not stopped:
            sleep(0.1)
    database.close()


if __name__ == "__main__":
    _work(datetime.fromisoformat(sys.argv[1]))
