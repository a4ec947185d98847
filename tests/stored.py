"""A stored plan and the people who change it: what tests of the service tell their stories with."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from app.actors import Actor
from app.document import read
from app.plans import Changed, Opened, change_plan, create_plan, open_plan, redo, undo
from app.plans.text import written_at
from app.store import log
from app.store.workspaces import add_workspace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.document.differences import Block
    from app.store import Database, Unit
    from app.store.log import Entry
    from app.verbs import Verb

ANA = Actor(kind="member", id="m-ana", name="Ana Ruiz", party="seller", person="ana", verified=True)
BEN = Actor(kind="member", id="m-ben", name="Ben Ott", party="seller")
JO = Actor(kind="participant", id="p-jo", name="Jo Kern", party="customer", person="jo", verified=True)
NOVA = Actor(kind="tool", id="t-nova", name="Nova", party="customer", person="jo", verified=True)
"""With the customer's eyes, and bound by nothing that is for participants alone."""

PLAN = """\
format: backplan/1
title: Northwind roll-out
customer: Northwind
seller: Acme
time_zone: Europe/Berlin
critical_dates: [{id: go-live, step: go-live, date: 2027-02-26, buffer: 5d}]
people:
  - {id: ana, name: Ana Ruiz, party: seller}
  - {id: jo, name: Jo Kern, party: customer, email: jo@northwind.example}
phases: [{id: purchase}, {id: roll-out}]
steps:
  - {id: legal, title: Legal review, phase: purchase, side: customer, owners: {customer: jo}, duration: 10d}
  - {id: margin, title: Margin talks, phase: purchase, duration: 4d, private: seller}
  - {id: signature, title: Signature, phase: purchase, kind: milestone, side: both, after: [legal, margin]}
  - {id: set-up, title: Set-up, phase: roll-out, owners: {seller: ana}, duration: 15d, after: signature}
  - {id: training, title: Training, phase: roll-out, side: both, duration: 3d, after: set-up}
  - {id: go-live, title: Go-live, phase: roll-out, kind: milestone, side: customer, after: training}
"""
START = datetime(2026, 11, 23, 9, tzinfo=UTC)
"""A Monday."""


@dataclass(slots=True, kw_only=True)
class Stored:
    """A plan in a database, and the time that it is there."""

    database: Database
    workspace: str
    plan: str
    now: datetime

    @contextmanager
    def writing(self, actor: Actor = ANA) -> Iterator[Unit]:
        """Open a transaction of somebody."""
        with self.database.writing(workspace=self.workspace, actor=actor, now=self.now) as unit:
            yield unit

    @contextmanager
    def reading(self, actor: Actor = ANA) -> Iterator[Unit]:
        """Open a transaction of somebody who only looks."""
        with self.database.reading(workspace=self.workspace, actor=actor, now=self.now) as unit:
            yield unit

    def do(self, actor: Actor, *operations: Verb, seen: int | None = None, why: str | None = None) -> Changed:
        """Let somebody do something."""
        with self.writing(actor) as unit:
            return change_plan(unit, self.plan, operations, seen=seen, why=why)

    def undo(self, actor: Actor, *, seen: int | None = None) -> Changed:
        """Let somebody take something back."""
        with self.writing(actor) as unit:
            return undo(unit, self.plan, seen=seen)

    def redo(self, actor: Actor, *, seen: int | None = None) -> Changed:
        """Let somebody do something again."""
        with self.writing(actor) as unit:
            return redo(unit, self.plan, seen=seen)

    def opened(self) -> Opened:
        """Return the plan as it is."""
        with self.reading() as unit:
            return open_plan(unit, self.plan)

    def document(self, revision: int | None = None) -> Block:
        """Return the document, the newest where no revision is named."""
        with self.reading() as unit:
            stored = open_plan(unit, self.plan).stored
            return written_at(unit, stored, revision or stored.revision)

    def step(self, name: str) -> Block:
        """Return a step of the newest document."""
        steps = self.document()["steps"]
        assert isinstance(steps, list)
        return next(one for one in steps if isinstance(one, dict) and one["id"] == name)

    def log(self) -> list[Entry]:
        """Return the whole log."""
        with self.reading() as unit:
            return log.entries(unit, self.plan)

    def forecast(self, date: str = "go-live") -> str:
        """Return where a critical date lands as things stand."""
        return str(self.opened().reading.schedule.critical_dates[date].forecast)


def stored_plan(database: Database, text: str = PLAN, *, now: datetime = START) -> Stored:
    """Keep a plan in a workspace of its own."""
    with database.writing(workspace="", actor=ANA, now=now) as unit:
        workspace = add_workspace(unit, "Acme")
    document = read(text, file="plan.yaml", as_of=now.date().isoformat()).document
    with database.writing(workspace=workspace, actor=ANA, now=now) as unit:
        plan = create_plan(unit, document).after.stored.id
    return Stored(database=database, workspace=workspace, plan=plan, now=now)


def another_plan(stored: Stored, text: str = PLAN, *, owner: str | None = None) -> Stored:
    """Keep one more plan in the same workspace."""
    document = read(text, file="plan.yaml", as_of=stored.now.date().isoformat()).document
    with stored.writing() as unit:
        return replace(stored, plan=create_plan(unit, document, owner=owner).after.stored.id)
