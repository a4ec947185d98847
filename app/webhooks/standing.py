"""Deliveries that stand back while their workspace has no room; each that ends takes up the one that stood longest.

Who stands back says so, and then looks once more whether there is room; who ends gives its room back, and then looks
who stands. So one of the two sees the other. A process that dies leaves a job that another one takes over, and ends.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.actors import SYSTEM
from app.jobs import enqueue
from app.store.deliveries import Standing, delivery_with, stand_back, take_up

from .jobs import DELIVER

if TYPE_CHECKING:
    from datetime import datetime

    from app.jobs import Task
    from app.store import Database

    from .lanes import Lanes


def stand_aside(database: Database, lanes: Lanes, task: Task, now: datetime) -> None:
    """Let a delivery stand until its workspace has room; it goes on with the attempt that it was at."""
    with database.writing(workspace=task.workspace, actor=SYSTEM, now=now) as unit:
        delivery = delivery_with(unit, task.about, to_change=True)
        if delivery is not None and delivery.state == "waiting":
            stand_back(unit, Standing(delivery=delivery.id, attempt=task.attempt, since=now))
    if lanes.has_room(task.workspace):
        take_up_next(database, task.workspace, now)


def take_up_next(database: Database, workspace: str, now: datetime) -> None:
    """Have a worker deliver what stood longest in a workspace."""
    with database.writing(workspace=workspace, actor=SYSTEM, now=now) as unit:
        found = take_up(unit)
        if found is not None:
            enqueue(unit, DELIVER, found.delivery, attempt=found.attempt)
