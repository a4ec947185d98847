"""A large workspace: real plans of the typical size, then copies of all that is kept of each."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from sqlalchemy import select

from app.actors import Actor
from app.document import read
from app.plans import create_plan
from app.store import tables
from bench.documents import plan_document

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from sqlalchemy import Connection

    from app.store import Database

REP = Actor(kind="member", id="m-load", name="Ana", party="seller", verified=True)
STEPS = 60
ORIGINALS = 20
"""Plans that are made one by one; the others are copies of what the store has of them."""


def fill(database: Database, workspace: str, plans: int, now: datetime) -> None:
    """Keep so many plans of 60 steps in a workspace, made at a moment, with dates that differ."""
    originals = [_made(database, workspace, number, now) for number in range(min(ORIGINALS, plans))]
    with database.engine.execution_options(writing=True).begin() as connection:
        kept = [list(_rows(connection, original)) for original in originals]
        for number in range(plans - len(originals)):
            _copy(connection, kept[number % len(kept)])


def _made(database: Database, workspace: str, number: int, now: datetime) -> str:
    document = plan_document(STEPS) | {"title": f"Roll-out {number}", "customer": f"Customer {number}"}
    document["critical_dates"] = [
        {key: said for key, said in one.items() if key != "reason"} for one in document["critical_dates"]
    ]
    document["start"] = str((now - timedelta(days=number)).date())
    reading = read(json.dumps(document), file="plan.json")
    with database.writing(workspace=workspace, actor=REP, now=now) as unit:
        return create_plan(replace(unit), reading.document, owner=REP.id).after.stored.id


def _rows(connection: Connection, plan: str) -> Iterator[tuple[Any, str, dict[str, Any]]]:
    """Give all rows of a plan, those that others refer to first, with the column that has its id."""
    for table in tables.METADATA.sorted_tables:
        column = "id" if table is tables.plans else "plan"
        if column in table.primary_key.columns:
            for row in connection.execute(select(table).where(table.c[column] == plan)):
                yield table, column, dict(row._mapping)  # noqa: SLF001 - SQLAlchemy's documented name


def _copy(connection: Connection, kept: list[tuple[Any, str, dict[str, Any]]]) -> None:
    plan = str(uuid4())
    for table, column, row in kept:
        connection.execute(table.insert().values({**row, column: plan}))
