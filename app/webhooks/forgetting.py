"""What webhooks were told is forgotten after a while, and what no job has any more is taken up again before."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from app.actors import SYSTEM
from app.jobs import enqueue
from app.store import deliveries
from app.store.farewells import forget_farewells

from .jobs import RELEASE

if TYPE_CHECKING:
    from datetime import datetime

    from app.store import Database

KEPT = timedelta(days=30)
LOST = timedelta(days=2)
"""What waits and was not tried for so long has no job any more: no rest between two attempts is half a day."""


def forget_deliveries(database: Database, now: datetime) -> None:
    """Forget all that is older than that, in all workspaces, and take up again what was lost."""
    with database.writing(workspace="", actor=SYSTEM, now=now) as unit:
        deliveries.forget_deliveries(unit, made_before=now - KEPT)
        forget_farewells(unit, made_before=now - KEPT)
        for workspace, webhook in deliveries.let_go(unit, untouched_since=now - LOST):
            enqueue(replace(unit, workspace=workspace), RELEASE, webhook)
