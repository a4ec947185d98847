"""Whether all that waits will be done: no job that nobody takes, and no mail without a job that sends it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.actors import SYSTEM
from app.jobs.waiting import waiting_jobs
from app.mail import SEND_MAIL
from app.store.mails import mail_of
from app.store.soundness import waiting_mails

from .fault import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from app.store import Database

LOOKS = 3
"""Times that the jobs are read where some mail seems to have none: while workers are busy, one look can miss a job."""


def job_faults(database: Database, now: datetime) -> Iterator[Fault]:
    """Yield jobs that no worker takes, and mails that wait for none."""
    with database.reading(workspace="", actor=SYSTEM, now=now) as unit:
        mails = {one.mail for one in waiting_mails(unit)}
    strange = set[str]()
    for _ in range(LOOKS):
        for job in waiting_jobs(database):
            mails.discard(job.about if job.name == SEND_MAIL.name else "")
            if not job.is_ours:
                strange.add(job.id)
        if not mails:
            break
    for job_id in sorted(strange):
        yield Fault(place=f"job {job_id}", says="it is of another kind or version, so that no worker takes it")
    with database.reading(workspace="", actor=SYSTEM, now=now) as unit:
        for mail in sorted(mails):
            kept = mail_of(unit, mail)
            if kept is not None and not kept.is_over:  # it was not sent while we looked
                yield Fault(place=f"mail {mail}", says="it waits, and no job sends it")
