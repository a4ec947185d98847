"""Whenever a process is killed, each person has one digest of a day, and one question finds whose it is for all."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import event

from app.digest import find_due
from app.store import tables
from app.store.members import join_workspace
from app.store.users import User, add_user
from tests.servers.mail import Postbox, receiving
from tests.stored import another_plan, stored_plan
from tests.workers import wait_until

from .morning import ANAS, BUSY, JOS, SEVEN, Mornings, mornings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.store import Database

PROGRAM = """\
import sys, time
from pathlib import Path
from app.duties import duties
from app.jobs import working
from app.settings import Settings
from app.store import open_database
from tests.app.digest.morning import SEVEN
from tests.workers import HURRY

database = open_database(sys.argv[1])
settings = Settings(data_dir=Path(sys.argv[2]), smtp=f"smtp://127.0.0.1:{sys.argv[3]}", mail_from="plans@example.com")
with working(database, duties(database, settings, lambda: SEVEN), pace=HURRY):
    print("ready", flush=True)
    time.sleep(600)
"""


@contextmanager
def at_work(database: Database, folder: Path, box: Postbox) -> Iterator[subprocess.Popen[str]]:
    """Have what waits done by a process of its own, until it is killed."""
    url = database.engine.url.render_as_string(hide_password=False)
    asked = [sys.executable, "-c", PROGRAM, url, str(folder), str(box.port)]
    with subprocess.Popen(asked, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        try:
            yield process
        finally:
            process.kill()


@pytest.fixture
def told(database: Database) -> Mornings:
    """Keep a plan with two people who are told of it."""
    return mornings(stored_plan(database, BUSY))


def test_after_each_kill_everybody_has_one_digest(told: Mornings, tmp_path: Path) -> None:
    database = told.stored.database
    with receiving() as box:
        with at_work(database, tmp_path, box):
            find_due(database, SEVEN)
        for number in range(1, 3):
            with at_work(database, tmp_path, box):
                wait_until(lambda number=number: len(box.messages) >= number)  # type: ignore[misc] # of this turn
            find_due(database, SEVEN + timedelta(minutes=15 * number))
        with at_work(database, tmp_path, box):
            wait_until(lambda: all(one.sent_at is not None for one in told.mails()) and len(told.mails()) == 2)

    assert sorted(one.address for one in told.mails()) == [ANAS, JOS]
    ids = Counter((message["To"].addresses[0].addr_spec, message["Message-ID"]) for message in box.messages)
    assert sorted(address for address, _ in ids) == [ANAS, JOS]  # what comes twice is the same message, by its id


@pytest.mark.parametrize("people", [1, 30])
def test_as_many_questions_find_one_or_many(told: Mornings, people: int) -> None:
    stored = told.stored
    plan = another_plan(stored, BUSY).plan
    for number in range(people):
        with stored.writing() as unit:
            user = User(id=f"m-{number}", email=f"{number}@acme.example", name="Somebody", made_at=stored.now)
            add_user(unit, user)
            join_workspace(unit, user.id, role="member", workspace=stored.workspace)
            unit.connection.execute(tables.sharing.insert().values(plan=plan, member=user.id))
    asked: list[str] = []

    def note(_c: object, _cursor: object, statement: str, *_: object) -> None:
        if statement.lstrip().upper().startswith("SELECT") and "sharing" in statement:
            asked.append(statement)

    event.listen(stored.database.engine, "before_cursor_execute", note)
    try:
        find_due(stored.database, SEVEN)
    finally:
        event.remove(stored.database.engine, "before_cursor_execute", note)

    assert len(asked) == 1
    assert len(told.tasks()) == people + 2


def test_a_change_out_of_sight_changes_no_byte(told: Mornings) -> None:
    """Two plans that differ in what one side does not see give it the same mail, but for its secrets."""
    other = mornings_elsewhere(told)
    first, second = told.come(), other.come()
    texts = [
        [(one.subject, _bare(one.text or ""), _bare(one.html or "")) for one in found if one.address == JOS]
        for found in (first, second)
    ]
    assert len(texts[0]) == 1
    assert texts[0] == texts[1]
    anas = [next(one.text for one in found if one.address == ANAS) for found in (first, second)]
    assert anas[0] != anas[1]


def mornings_elsewhere(told: Mornings) -> Mornings:
    """Keep the same plan in another workspace, with other hidden words."""
    text = BUSY.replace("Margin talks", "Bottom line")
    assert text != BUSY
    return mornings(stored_plan(told.stored.database, text, now=told.stored.now), also="-2")


def _bare(text: str) -> str:
    """Return a text without the secret of a way in."""
    return re.sub(r"bps_[A-Za-z0-9_-]+", "", text)
