"""What whoever watches this process reads: numbers in Prometheus's form, without names of tenants or people."""

from __future__ import annotations

import platform
from importlib.metadata import version
from time import monotonic
from typing import TYPE_CHECKING

from prometheus_client import CollectorRegistry, ProcessCollector, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily
from prometheus_client.registry import Collector
from sqlalchemy.exc import DBAPIError

from app.actors import SYSTEM
from app.document.regions import LIBRARY
from app.store.backlog import backlog
from app.tallies import BOUNDS, OPERATIONS, OTHER, SCHEDULES, Durations

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import datetime

    from prometheus_client.core import Metric

    from app.store import Database
    from app.store.backlog import Backlog
    from app.tallies import Labels

METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
NOWHERE = "none"
"""The route of what leads to none: an address that somebody made up is no label."""
LASTS = 10.0
"""Seconds for which what waits in the database is not counted anew."""


class Metrics(Collector):
    """The numbers of one application in this process."""

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        """Begin at nought."""
        self._database, self._now = database, now
        self._answers = Durations()
        self._backlog: Backlog | None = None
        self._counted_at = 0.0
        self._registry = CollectorRegistry()
        self._registry.register(self)
        ProcessCollector(registry=self._registry)

    def answered(self, method: str, route: str | None, status: int, seconds: float) -> None:
        """Count a request that was answered, or whose sender hung up: 0."""
        known = method if method in METHODS else OTHER
        self._answers.took(seconds, known, route or NOWHERE, str(status))

    def text(self) -> bytes:
        """Return all numbers as they are now; those of the database are left out where it does not answer."""
        return generate_latest(self._registry)

    def collect(self) -> Iterator[Metric]:
        """Yield them."""
        yield _built()
        answers, labels = self._answers.taken(), ("method", "route", "status")
        numbers = {key: sum(counts) for key, (counts, _) in answers.items()}
        yield _counter("requests", "Requests by route as declared", labels, numbers)
        yield _histogram("request_seconds", "How long answers took", labels, answers)
        yield _counter("operations", "Operations on plans that were kept", ("verb",), OPERATIONS.counted())
        yield _histogram("schedule_seconds", "How long it took to date a plan", (), SCHEDULES.taken())
        yield from self._pool()
        yield from self._waiting()

    def _pool(self) -> Iterator[Metric]:
        pool = self._database.engine.pool
        checked_out = getattr(pool, "checkedout", None)
        if checked_out is not None:
            yield _gauge("database_connections_in_use", "Connections of the pool that are in use", checked_out())

    def _waiting(self) -> Iterator[Metric]:
        found = self.backlog()
        yield _gauge("database_up", "Whether the database answers", int(found is not None))
        if found is None:
            return
        jobs = GaugeMetricFamily("backplan_jobs", "Jobs by how they stand", labels=("state",))
        for state in ("waiting", "later", "running", "given_up"):
            jobs.add_metric((state,), getattr(found, state))
        yield jobs
        yield _gauge("jobs_oldest_seconds", "For how long the oldest job waits whose time has come", found.oldest)
        mails = GaugeMetricFamily("backplan_mails", "Mails by how they stand", labels=("state",))
        mails.add_metric(("waiting",), found.mails_waiting)
        mails.add_metric(("failed",), found.mails_failed)
        yield mails

    def backlog(self) -> Backlog | None:
        """Return what waits in the database, counted anew now and then; None where the database does not answer."""
        if self._backlog is None or monotonic() - self._counted_at > LASTS:
            try:
                with self._database.reading(workspace="", actor=SYSTEM, now=self._now()) as unit:
                    self._backlog = backlog(unit)
            except DBAPIError:
                self._backlog = None
            self._counted_at = monotonic()
        return self._backlog


def _built() -> Metric:
    family = GaugeMetricFamily("backplan_build", "What runs", labels=("version", "holidays", "python"))
    family.add_metric((version("backplan"), LIBRARY, platform.python_version()), 1)
    return family


def _gauge(name: str, says: str, value: float) -> Metric:
    return GaugeMetricFamily(f"backplan_{name}", says, value=value)


def _counter(name: str, says: str, labels: Iterable[str], counted: Mapping[Labels, int]) -> Metric:
    family = CounterMetricFamily(f"backplan_{name}", says, labels=[*labels])
    for key, number in counted.items():
        family.add_metric(key, number)
    return family


def _histogram(name: str, says: str, labels: Iterable[str], taken: Mapping[Labels, tuple[list[int], float]]) -> Metric:
    family = HistogramMetricFamily(f"backplan_{name}", says, labels=[*labels])
    for key, (counts, whole) in taken.items():
        family.add_metric(key, _buckets(counts), whole)
    return family


def _buckets(counts: list[int]) -> list[tuple[str, float]]:
    """Return how often it took no longer than each bound."""
    found, so_far = list[tuple[str, float]](), 0
    for bound, number in zip((*map(str, BOUNDS), "+Inf"), counts, strict=True):
        so_far += number
        found.append((bound, so_far))
    return found
