"""What a database holds of what was asked for, and whether all of it goes together."""

from __future__ import annotations

import json
from collections import Counter
from contextlib import closing
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from app.clock import now
from app.document import read_plain
from app.plans import change_plan, create_plan, redo, undo
from app.soundness import Checked, check_database
from app.store import log, open_database, tables
from app.store.history import revision_text
from app.store.migrations import upgrade
from app.store.plans import find_plan
from app.store.workspaces import add_workspace
from app.verbs import read_operations
from tests.stored import Stored

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from app.store import Database, Unit
    from app.store.log import Entry

    from .writing import Wish

PLACES = {
    "change": ("log", "answers"),
    "comment": ("comments", "answers"),
    "hand-on": ("people", "links", "mails", "answers"),
    "invite": ("invitations", "mails", "answers"),
    "plan": ("plans", "answers"),
}
"""Where each thing that is asked for leaves its mark: everywhere, or nowhere."""


def refuse_half(stored: Stored, asked: Mapping[str, Wish], acknowledged: Iterable[str]) -> None:
    """Fail where something that was acknowledged is not there, twice, or by half, or `db check` finds a fault."""
    with stored.reading() as unit:
        found = _marks(unit, stored.plan)
        answers = tables.kept_answers
        unfinished = select(func.count()).select_from(answers).where(answers.c.status.is_(None))
        assert unit.connection.scalar(unfinished) == 0
        for plan in unit.connection.scalars(select(tables.plans.c.id)).all():
            refuse_gaps(unit, plan)
    assert [str(fault) for fault in check_database(stored.database, None, now(), Checked())] == []
    there = {mark: {found[place][mark] for place in PLACES[wish.kind]} for mark, wish in asked.items()}
    assert {mark: counts for mark, counts in there.items() if counts not in ({0}, {1})} == {}
    assert {mark for mark in acknowledged if there[mark] != {1}} == set()
    assert {place: {*marks} - {*asked} for place, marks in found.items() if {*marks} - {*asked}} == {}


def _marks(unit: Unit, plan: str) -> dict[str, Counter[str]]:
    """Return what was asked for, as often as it is found, by where it is."""
    stored = find_plan(unit, plan)
    assert stored is not None
    newest = json.loads(revision_text(unit, plan, stored.revision))
    people = {one["id"]: _mark(one["email"]) for one in newest.get("people", []) if "email" in one}
    links = tables.share_links.c
    for step in newest["steps"]:
        assert step.get("exit_criteria", step["title"]) == step["title"], "one of two changes that belong together"
    whys, titles = tables.log.c.why, tables.plans.c.title
    columns = {
        "log": select(whys).where(whys.is_not(None)),
        "comments": select(tables.comments.c.text),
        "mails": select(tables.mails.c.address),
        "invitations": select(tables.one_time_addresses.c.email),
        "answers": select(tables.kept_answers.c.key),
        "plans": select(titles).where(tables.plans.c.id != plan),
    }
    found = {name: Counter(map(_mark, unit.connection.scalars(query))) for name, query in columns.items()}
    handed = unit.connection.scalars(select(links.person).where(links.person.is_not(None)))
    return {**found, "people": Counter(people.values()), "links": Counter(people[person] for person in handed)}


def _mark(text: str) -> str:
    return text.partition("@")[0]


def refuse_gaps(unit: Unit, plan: str) -> list[Entry]:
    """Fail where a plan's log or revisions have gaps or say different things, and return the log."""
    stored, lines = find_plan(unit, plan), log.entries(unit, plan)
    assert stored is not None
    assert [one.number for one in lines] == [*range(1, stored.entries + 1)]
    assert [one.before for one in lines] == [0, *(one.revision for one in lines[:-1])]
    assert {one.revision - one.before for one in lines} <= {0, 1}
    assert lines[-1].revision == stored.revision
    numbers = select(tables.revisions.c.number).where(tables.revisions.c.plan == plan)
    kept = [*unit.connection.scalars(numbers.order_by(tables.revisions.c.number))]
    assert kept == [*range(1, stored.revision + 1)]
    assert json.loads(revision_text(unit, plan, stored.revision))["title"] == stored.title
    return lines


def refuse_unexplained(stored: Stored, folder: Path) -> int:
    """Fail unless the log's operations, done again from the first document, lead to each revision byte for byte.

    Returns how many revisions that were.
    """
    with stored.reading() as unit:
        lines = refuse_gaps(unit, stored.plan)
        texts = [revision_text(unit, stored.plan, number + 1) for number in range(lines[-1].revision)]
    with closing(open_database(f"sqlite:///{folder / 'replayed.db'}")) as database:
        upgrade(database)
        again = _first(database, texts[0], lines[0])
        for line in lines[1:]:
            if line.before != line.revision:
                again.now = line.at
                assert _done_again(again, line) == texts[line.revision - 1], line
    return len(texts)


def _first(database: Database, text: bytes, line: Entry) -> Stored:
    with database.writing(workspace="", actor=line.by, now=line.at) as unit:
        workspace = add_workspace(unit, "Acme")
    reading = read_plain(json.loads(text), file="plan", as_of=line.day.isoformat())
    with database.writing(workspace=workspace, actor=line.by, now=line.at) as unit:
        plan = create_plan(unit, reading.document).after.stored.id
        assert revision_text(unit, plan, 1) == text
    return Stored(database=database, workspace=workspace, plan=plan, now=line.at)


def _done_again(again: Stored, line: Entry) -> bytes:
    """Do what a line of the log tells, as who did it and when, and return what that made of the document."""
    with again.writing(line.by) as unit:
        if line.verb in {"undo", "redo"}:
            done = (undo if line.verb == "undo" else redo)(unit, again.plan)
        else:
            done = change_plan(unit, again.plan, read_operations(line.asked))
        return revision_text(unit, again.plan, done.entry.revision)
