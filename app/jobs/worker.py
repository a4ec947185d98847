"""A worker: threads of this process that do what waits, until it is told to stop."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from threading import Timer
from typing import TYPE_CHECKING

from dbos import DBOS, DBOSConfig
from sqlalchemy.exc import SQLAlchemyError

from app import clock

from .doing import Attempts, Duty
from .engine import APPLICATION, QUEUE, SERIALIZER, VERSION, WORKFLOW, client_of, engine_of
from .forgetting import FORGET, forget
from .heart import Pulse, beating
from .queue import series_of
from .regular import Regular, Rota
from .report import report
from .takeover import LIVES, Roll

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import datetime

    from dbos import DBOSClient
    from sqlalchemy import Engine

    from app.store import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How often a worker looks, and how much it does at once."""

    looks: float = 0.25
    """Seconds between two looks at the queue."""
    beats: float = 5.0
    """Seconds between two signs of life, calls of the roll and looks at the clock."""
    at_once: int = 4
    """Jobs that are done at the same time."""
    patience: int = 10
    """Seconds that jobs under way get when it stops; those that take longer are begun anew elsewhere."""


PACE = Pace()


@contextmanager
def working(
    database: Database,
    duties: Sequence[Duty],
    regular: Sequence[Regular] = (),
    *,
    pace: Pace = PACE,
    now: Callable[[], datetime] = clock.now,
    pulse: Pulse | None = None,
) -> Iterator[None]:
    """Do jobs in this process while the block runs; there is one worker in a process.

    The tables have to be there. `pulse` tells others in this process whether the worker lives, and what it left behind.
    """
    pulse = pulse or Pulse()
    with ExitStack() as stack:
        client = client_of(database)
        stack.callback(client.destroy)
        roll = Roll(database, client)
        stack.callback(roll.leave)
        roll.sign()
        engine = engine_of(database)
        stack.callback(engine.dispose)
        attempts = _attempts(database, client, duties, now)
        stack.callback(_stop, attempts, pace, pulse)
        _launch(engine, roll.name, attempts, pace)
        rota = Rota(regular=(*regular, Regular(job=FORGET, every=timedelta(hours=1))))
        stack.enter_context(beating(lambda: _beat(database, roll, rota, now()), pace.beats, pulse))
        yield


def _attempts(database: Database, client: DBOSClient, duties: Sequence[Duty], now: Callable[[], datetime]) -> Attempts:
    own = Duty(job=FORGET, do=lambda _: forget(database, client, now()))
    return Attempts(client=client, duties={duty.job.name: duty for duty in (*duties, own)})


def _launch(engine: Engine, name: str, attempts: Attempts, pace: Pace) -> None:
    """Start the engine's threads."""
    attempts.client.register_queue(QUEUE, worker_concurrency=pace.at_once, polling_interval_sec=pace.looks)
    config = DBOSConfig(
        name=APPLICATION,
        system_database_engine=engine,
        application_version=VERSION,
        executor_id=name,
        serializer=SERIALIZER,
        notification_listener_polling_interval_sec=pace.looks,
        run_migrations=False,
        log_level="WARNING",
    )
    DBOS(config=config)
    _register(attempts)
    DBOS.listen_queues([QUEUE])
    DBOS.launch()


def _register(attempts: Attempts) -> None:
    @DBOS.workflow(name=WORKFLOW, max_recovery_attempts=LIVES)
    def job(name: str, workspace: str, about: str, attempt: int) -> None:
        attempts.make(series_of(DBOS.workflow_id or ""), name, workspace, about, attempt)


def _stop(attempts: Attempts, pace: Pace, pulse: Pulse) -> None:
    """Stop the engine's threads; jobs under way get a while, and those that take longer are put back into the queue.

    The engine waits a second longer than they get, so that none ends while it is taken down. What cannot be put back is
    taken over later, like the jobs of a worker that died.
    """
    late = Timer(pace.patience, attempts.let_go)
    late.start()
    DBOS.destroy(destroy_registry=True, workflow_completion_timeout_sec=pace.patience + 1)
    late.cancel()
    left = attempts.let_go()
    pulse.left = len(left)
    if left:
        report("jobs left for the next worker", {"jobs": len(left)})
        with suppress(SQLAlchemyError):
            attempts.client.resume_workflows(left, queue_name=QUEUE)


def _beat(database: Database, roll: Roll, rota: Rota, now: datetime) -> None:
    """Show that this worker lives, take over from those that do not, keep what comes round."""
    roll.sign()
    roll.call()
    rota.keep(database, now)
