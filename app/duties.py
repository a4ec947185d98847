"""What the service does by itself: each job, who does it, and what comes round."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from logging import WARNING
from typing import TYPE_CHECKING

from app import clock
from app.digest import EVERY_QUARTER, FIND_DUE, WRITE, find_due, write_digest
from app.files import open_storage
from app.invitations import FORGET_REPLIES, READ_MAILBOX, forget, read_mailbox
from app.jobs import Duty, Pulse, Regular, working
from app.jobs.report import report
from app.jobs.worker import Pace
from app.mail import FORGET_MAILS, SEND_MAIL, deliver, forget_mails
from app.plans.answering import SWEEP_ANSWERS, sweep
from app.plans.leftovers import DAILY, SWEEP_FILES, sweep_files
from app.plans.midnight import ADVANCE, AT_MIDNIGHT, FIND_BEHIND, advance, find_behind
from app.plans.retaining import ERASE_OVER, EVERY_DAY, FIND_OVER, erase_over, find_over
from app.privacy import ERASE_PERSON, erase_person
from app.webhooks import (
    DELIVER,
    FAREWELL,
    FORGET_DELIVERIES,
    RELEASE,
    Lanes,
    deliver_event,
    forget_deliveries,
    release_events,
    say_farewell,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from app.settings import Settings
    from app.store import Database

UNCHECKED = (
    "answers to invitations agree and propose no dates, as nobody says who sent them; name the mail server that does"
)
REGULAR = (
    AT_MIDNIGHT,
    EVERY_QUARTER,
    DAILY,
    EVERY_DAY,
    Regular(job=FORGET_MAILS, every=timedelta(days=1)),
    Regular(job=SWEEP_ANSWERS, every=timedelta(hours=1)),
    Regular(job=FORGET_DELIVERIES, every=timedelta(days=1)),
    Regular(job=FORGET_REPLIES, every=timedelta(days=1)),
)
WITH_MAILBOX = (Regular(job=READ_MAILBOX, every=timedelta(minutes=1)),)
"""What comes round where a mailbox is set."""


def duties(database: Database, settings: Settings, now: Callable[[], datetime]) -> tuple[Duty, ...]:
    """Return every job, each with who does it."""
    courier = replace(settings.courier, lanes=Lanes(most=at_once(database) // 2))
    return (
        Duty(job=SEND_MAIL, do=lambda task: deliver(database, settings.post, task, now)),
        Duty(job=FORGET_MAILS, do=lambda _: forget_mails(database, now())),
        Duty(job=SWEEP_ANSWERS, do=lambda _: sweep(database, now())),
        Duty(
            job=SWEEP_FILES, do=lambda _: sweep_files(database, open_storage(settings.files, settings.data_dir), now())
        ),
        Duty(job=READ_MAILBOX, do=lambda _: read_mailbox(database, settings.mailbox, settings.reply_gate, now)),
        Duty(job=FORGET_REPLIES, do=lambda _: forget(database, now())),
        Duty(job=FIND_BEHIND, do=lambda _: find_behind(database, now())),
        Duty(job=ERASE_PERSON, do=lambda task: erase_person(database, task, now)),
        Duty(job=FIND_OVER, do=lambda _: find_over(database, settings.retention, now())),
        Duty(job=ERASE_OVER, do=lambda task: erase_over(database, task, settings.retention, now())),
        Duty(job=ADVANCE, do=lambda task: advance(database, task, now())),
        Duty(job=FIND_DUE, do=lambda _: find_due(database, now())),
        Duty(job=WRITE, do=lambda task: write_digest(database, task, at=settings.address, now=now())),
        Duty(job=DELIVER, do=lambda task: deliver_event(database, courier, task, now)),
        Duty(job=FAREWELL, do=lambda task: say_farewell(database, courier, task, now)),
        Duty(job=RELEASE, do=lambda task: release_events(database, task, now())),
        Duty(job=FORGET_DELIVERIES, do=lambda _: forget_deliveries(database, now())),
    )


def at_once(database: Database) -> int:
    """Return how many jobs a process does at the same time; on SQLite they take turns with whoever writes."""
    return 4 if database.is_postgres else 2


@contextmanager
def at_work(
    database: Database,
    settings: Settings,
    *,
    pace: Pace | None = None,
    now: Callable[[], datetime] = clock.now,
    pulse: Pulse | None = None,
) -> Iterator[None]:
    """Do what waits and what comes round, in this process, while the block runs."""
    chosen = pace or Pace(at_once=at_once(database))
    regular = (*REGULAR, *(WITH_MAILBOX if settings.mailbox else ()))
    if settings.desk is not None and not settings.mail_checked_by:
        report("answers are not checked", {"setting": "BACKPLAN_MAIL_CHECKED_BY", "says": UNCHECKED}, level=WARNING)
    with working(database, duties(database, settings, now), regular, pace=chosen, now=now, pulse=pulse):
        yield
