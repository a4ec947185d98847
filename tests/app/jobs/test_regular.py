"""What comes round is done once a turn, by whoever looks at the clock first."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from app.jobs import Regular, working
from app.jobs.engine import client_of
from app.jobs.forgetting import KEPT, forget_done
from app.jobs.regular import Rota
from tests.workers import GREET, HURRY, Seen, kept, wait_until

if TYPE_CHECKING:
    from app.store import Database

HOURLY = Regular(job=GREET, every=timedelta(hours=1))
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("every", "at", "turn"),
    [
        (timedelta(minutes=15), "2026-11-23T12:14:59+00:00", "2026-11-23T12:00:00+00:00"),
        (timedelta(minutes=15), "2026-11-23T12:15:00+00:00", "2026-11-23T12:15:00+00:00"),
        (timedelta(hours=1), "2026-11-23T13:30:00+01:00", "2026-11-23T12:00:00+00:00"),
        (timedelta(days=1), "2026-11-23T23:59:59+00:00", "2026-11-23T00:00:00+00:00"),
    ],
)
def test_a_turn_is_called_by_its_beginning(every: timedelta, at: str, turn: str) -> None:
    assert Regular(job=GREET, every=every).turn(datetime.fromisoformat(at)) == turn


def test_two_workers_keep_a_turn_once(database: Database) -> None:
    for minutes in (0, 30, 59, 60, 200):
        for rota in (Rota(regular=(HOURLY,)), Rota(regular=(HOURLY,))):
            rota.keep(database, NOON + timedelta(minutes=minutes))

    assert [about for _, about in kept(database)] == [f"2026-11-23T{hour}:00:00+00:00" for hour in (12, 13, 15)]


def test_a_worker_keeps_its_turns(database: Database) -> None:
    seen, times = Seen(), iter(NOON + timedelta(minutes=20 * n) for n in range(1_000_000))
    with working(database, [seen.duty()], [HOURLY], pace=HURRY, now=lambda: next(times)):
        tasks = seen.wait_for(3)

    assert [task.about for task in tasks][:2] == ["2026-11-23T12:00:00+00:00", "2026-11-23T13:00:00+00:00"]
    assert {task.workspace for task in tasks} == {""}


def test_what_is_done_is_forgotten_after_a_while(database: Database) -> None:
    seen, rota = Seen(), Rota(regular=(HOURLY,))
    rota.keep(database, NOON)
    with working(database, [seen.duty()], pace=HURRY):
        seen.wait_for(1)
        wait_until(lambda: kept(database, status="SUCCESS") != [])
    rota.keep(database, NOON + timedelta(hours=1))
    client, now = client_of(database), datetime.now(UTC)  # noqa: TID251 - the engine's own clock

    forget_done(client, now)
    assert ("greet", "2026-11-23T12:00:00+00:00") in kept(database)
    forget_done(client, now + KEPT + timedelta(seconds=1))
    assert kept(database) == [("greet", "2026-11-23T13:00:00+00:00")]
