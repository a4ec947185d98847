"""How little a change takes: every byte that is added to any table for one changed step of a plan of sixty."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from app.store import tables
from app.verbs.steps import EditStep
from tests.stored import ANA, JO, Stored, stored_plan

if TYPE_CHECKING:
    from app.actors import Actor
    from app.store import Database

STEPS = 60
MOST = 2048
"""Bytes."""

Row = tuple[str, ...]


def long_plan() -> str:
    """Return a plan of sixty steps in a chain, one of which the seller keeps to itself."""
    steps = [
        {
            "id": f"work-{number}",
            "title": f"Work package {number} of the roll-out",
            "side": "customer" if number % 3 else "seller",
            "owners": {"customer": "jo"} if number % 3 else {"seller": "ana"},
            "duration": "2d",
            "estimate": {"low": "1d", "likely": "2d", "high": "4d"},
            **({"after": f"work-{number - 1}"} if number else {}),
            **({"private": "seller"} if number == 3 else {}),
        }
        for number in range(STEPS)
    ]
    plan = {
        "format": "backplan/1",
        "title": "Northwind roll-out",
        "customer": "Northwind",
        "seller": "Acme",
        "critical_dates": [{"id": "go-live", "step": f"work-{STEPS - 1}", "date": "2027-09-01", "buffer": "5d"}],
        "people": [
            {"id": "ana", "name": "Ana Ruiz", "party": "seller"},
            {"id": "jo", "name": "Jo Kern", "party": "customer"},
        ],
        "calendars": {"seller": {"holidays": "US-NY"}, "customer": {"holidays": "DE-BY"}},
        "steps": steps,
    }
    return json.dumps(plan)


def size(value: Any) -> int:  # noqa: ANN401 - whatever a column holds
    """Return how many bytes a value takes, written out."""
    if value is None:
        return 0
    if isinstance(value, bytes):
        return len(value)
    if isinstance(value, (datetime, date)):
        return len(value.isoformat())
    return len(str(value).encode() if isinstance(value, str) else json.dumps(value).encode())


def rows(stored: Stored) -> dict[Row, int]:
    """Return every row of every table by its key, with the bytes of all that it holds."""
    found = {}
    with stored.database.engine.connect() as connection:
        for table in tables.METADATA.tables.values():
            keys = [column.name for column in table.primary_key]
            for row in connection.execute(select(table)):
                values = row._mapping  # noqa: SLF001 - SQLAlchemy's documented name
                found[table.name, *(str(values[key]) for key in keys)] = sum(size(value) for value in values.values())
    return found


@pytest.mark.parametrize("actor", [ANA, JO], ids=lambda actor: actor.name)
def test_one_changed_step_that_moves_others_adds_little(database: Database, actor: Actor) -> None:
    stored = stored_plan(database, long_plan())
    added = []
    for days in range(5, 10):
        before = rows(stored)
        moved = stored.do(actor, EditStep(step="work-40", set={"duration": f"{days}d"}), why="The plant needs longer")
        assert moved.before is not None
        assert moved.before.reading.schedule.steps["work-39"] != moved.after.reading.schedule.steps["work-39"]
        after = rows(stored)
        assert before.keys() < after.keys()
        added.append(sum(max(0, bytes_ - before.get(row, 0)) for row, bytes_ in after.items()))

    assert max(added) <= MOST, added
