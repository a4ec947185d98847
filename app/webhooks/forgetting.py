"""What webhooks were told is forgotten after a while, however it stands."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from app.actors import SYSTEM
from app.store import deliveries

if TYPE_CHECKING:
    from datetime import datetime

    from app.store import Database

KEPT = timedelta(days=30)


def forget_deliveries(database: Database, now: datetime) -> None:
    """Forget all that is older than that, in all workspaces."""
    with database.writing(workspace="", actor=SYSTEM, now=now) as unit:
        deliveries.forget_deliveries(unit, made_before=now - KEPT)
