"""The store keeps each state to the byte in little room, keeps tenants apart, and nobody's change is lost."""

from __future__ import annotations

import traceback
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import func, insert, inspect, select
from sqlalchemy.exc import IntegrityError

from app.document.wire.steps import Step
from app.jobs.engine import engine_of
from app.store import Database, open_database, tables
from app.store.history import FULL_EVERY, add_revision, revision_text
from app.store.migrations import behind, upgrade
from app.store.migrations.job_tables import upgrade_job_tables
from app.verbs.steps import AddStep
from scheduler.refusals import Refused
from tests.stored import ANA, BEN, JO, Stored

if TYPE_CHECKING:
    from pathlib import Path

    from app.store import Unit

PAGE = b"\n".join(
    b'{"id": "step-%d", "title": "A step of a long plan", "duration": "%dd"}' % (n, n) for n in range(300)
)


def size(unit: Unit, plan: str, number: int) -> int:
    table = tables.revisions
    found = select(func.length(table.c.body)).where(table.c.plan == plan, table.c.number == number)
    return int(unit.connection.scalar(found) or 0)


def test_every_revision_comes_back_to_the_byte_and_takes_little_room(stored: Stored) -> None:
    texts = {n: PAGE.replace(b'"step-7"', b'"step-7-%d"' % n) for n in range(2, FULL_EVERY + 10)}
    with stored.writing() as unit:
        for number, text in texts.items():
            add_revision(unit, stored.plan, number, text)
        assert {n: revision_text(unit, stored.plan, n) for n in texts} == texts
        sizes = [size(unit, stored.plan, number) for number in texts]

    full = [one for one in sizes if one > 600]
    assert len(full) == 2  # the first text that has nothing of the plan before it, and one of every so many
    assert max(one for one in sizes if one not in full) < 200


def test_what_is_not_kept_leaves_nothing(stored: Stored) -> None:
    def break_off() -> None:
        with stored.writing() as unit:
            add_revision(unit, stored.plan, 2, PAGE)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        break_off()
    with stored.reading() as unit:
        assert size(unit, stored.plan, 2) == 0


def test_a_plan_of_another_workspace_is_not_there(stored: Stored) -> None:
    other = replace(stored, workspace="another")

    with pytest.raises(Refused, match="there is no such plan"):
        other.opened()
    with pytest.raises(Refused, match="there is no such plan"):
        other.undo(ANA)


@pytest.fixture
def of_the_engine(tmp_path: Path) -> frozenset[str]:
    """Return the names of the job engine's tables, which stand beside ours on SQLite."""
    alone = open_database(f"sqlite:///{tmp_path}/engine.db")
    upgrade_job_tables(alone)
    names = frozenset(inspect(alone.engine).get_table_names())
    alone.close()
    return names


def test_no_table_has_the_name_of_one_of_the_job_engine(of_the_engine: frozenset[str]) -> None:
    assert "workflow_status" in of_the_engine
    assert of_the_engine & set(tables.METADATA.tables) == set()


def test_the_migrations_lead_to_the_tables_that_the_code_takes_them_to_be(
    database: Database, of_the_engine: frozenset[str]
) -> None:
    assert behind(database) == []
    upgrade(database)  # once more, which does nothing
    with database.engine.connect() as connection:
        ours = {"include_name": lambda name, kind, _: kind != "table" or name not in of_the_engine}
        context = MigrationContext.configure(connection, opts={"compare_type": True, **ours})
        assert compare_metadata(context, tables.METADATA) == []


def test_lists_have_how_a_plan_stands(stored: Stored) -> None:
    plan = stored.opened().stored

    assert (plan.title, plan.customer, plan.health, plan.short_by) == ("Northwind roll-out", "Northwind", "on_track", 0)
    assert (plan.next_date, plan.next_due) == ("go-live", date(2027, 2, 26))
    assert plan.forecast == date.fromisoformat(stored.forecast())


def test_many_who_write_at_once_lose_nothing(stored: Stored) -> None:
    def add(number: int) -> None:
        step = Step(id=f"new-{number}", title="One more", side=("customer",), duration="1d")
        stored.do((ANA, BEN, JO)[number % 3], AddStep(new=step), seen=1)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(add, range(24)))

    steps = stored.document()["steps"]
    assert isinstance(steps, list)
    added = {f"customer--new-{number}" if number % 3 == 2 else f"new-{number}" for number in range(24)}
    assert added <= {str(one["id"]) for one in steps if isinstance(one, dict)}
    assert [one.revision for one in stored.log()] == [*range(1, 26)]


def test_what_could_not_be_written_is_in_no_error_and_so_in_no_log(stored: Stored, database: Database) -> None:
    title = "a discount of 40 per cent"
    with stored.reading() as unit:
        row = unit.connection.execute(select(tables.plans)).one()._mapping  # noqa: SLF001 - SQLAlchemy's documented name

    with pytest.raises(IntegrityError) as broken, database.engine.begin() as connection:
        connection.execute(insert(tables.plans).values({**row, "title": title}))

    assert title not in "".join(traceback.format_exception_only(broken.value))
    assert engine_of(database).hide_parameters
