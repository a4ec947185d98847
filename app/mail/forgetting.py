"""Who was written to is forgotten after a while."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from app.actors import SYSTEM
from app.jobs import Job
from app.store import mails

if TYPE_CHECKING:
    from datetime import datetime

    from app.store import Database

FORGET_MAILS = Job(name="forget_mails", waits=())
KEPT = timedelta(days=90)


def forget_mails(database: Database, now: datetime) -> None:
    """Forget all mails that are older than that."""
    with database.writing(workspace="", actor=SYSTEM, now=now) as unit:
        mails.forget_mails(unit, made_before=now - KEPT)
