"""A plan with a member who answers for it and a participant who proved an address, and their mornings."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from app.actors import SYSTEM
from app.digest import find_due, write_digest
from app.digest.finding import WRITE
from app.jobs import Task
from app.plans.advancing import advance_day
from app.store.mails import KeptMail, mails
from app.store.members import join_workspace
from app.store.participants import Participant, add_participant
from app.store.plans import find_plan, keep_plan
from app.store.share_links import ShareLink, add_link
from app.store.users import User, add_user
from tests.stored import ANA, PLAN, Stored
from tests.workers import kept

AT = "https://plans.example.com"
ANAS, JOS = "ana@acme.example", "jo@northwind.example"
SEVEN = datetime(2026, 11, 25, 6, tzinfo=UTC)
"""Seven in the morning of a Wednesday, in Berlin: when both sides begin."""
BUSY = PLAN.replace("2027-02-26", "2027-01-08").replace("duration: 4d", "duration: 10d")


@dataclass(slots=True, kw_only=True)
class Mornings:
    """A stored plan, and what its people are sent."""

    stored: Stored

    def come(self, now: datetime = SEVEN) -> list[KeptMail]:
        """Let it be a moment, with all that is done then, and an hour later; return the mails that were written."""
        self.stored.now = now
        before = {one.id for one in self.mails()}
        with self.stored.writing(SYSTEM) as unit:
            advance_day(unit, self.stored.plan)
        find_due(self.stored.database, now)
        for task in self.tasks():
            write_digest(self.stored.database, task, at=AT, now=now)
        self.stored.now = now + timedelta(hours=1)
        return sorted((one for one in self.mails() if one.id not in before), key=lambda one: one.address)

    def tasks(self) -> list[Task]:
        """Return the digests that were to be written, each as a worker is told of it."""
        found = [about for name, about in kept(self.stored.database) if name == WRITE.name]
        return [Task(workspace=self.stored.workspace, about=one, attempt=1, is_last=False) for one in sorted(found)]

    def mails(self) -> list[KeptMail]:
        """Return all mails."""
        with self.stored.reading() as unit:
            return [one for one in mails(unit) if one.kind == "digest"]


def mornings(stored: Stored, *, also: str = "") -> Mornings:
    """Let Ana answer for the plan, and Jo come in; in a second workspace of a database their ids differ by `also`."""
    with stored.writing() as unit:
        if not also:
            add_user(unit, User(id=ANA.id, email=ANAS, name="Ana Ruiz", made_at=stored.now))
        join_workspace(unit, ANA.id, role="member", workspace=stored.workspace)
        found = find_plan(unit, stored.plan, to_change=True)
        assert found is not None
        keep_plan(unit, replace(found, owner=ANA.id))
        link = ShareLink(
            id=f"l-jo{also}",
            plan=stored.plan,
            party="customer",
            level="listed",
            made_at=stored.now,
            made_by=ANA.id,
            made_by_name="Ana Ruiz",
        )
        add_link(unit, link, f"digest-of-the-link{also}")
        jo = Participant(
            id=f"p-jo{also}",
            plan=stored.plan,
            link=f"l-jo{also}",
            person="jo",
            name="Jo Kern",
            email=JOS,
            proved_at=stored.now,
            made_at=stored.now,
        )
        add_participant(unit, jo, f"digest-of-jo{also}")
    return Mornings(stored=stored)


def come_into(told: Mornings, stored: Stored, email: str, *, also: str) -> None:
    """Let somebody come into one more plan of the workspace by a link, and prove an address."""
    with told.stored.writing() as unit:
        link = ShareLink(
            id=f"l{also}",
            plan=stored.plan,
            party="customer",
            level="listed",
            made_at=unit.now,
            made_by=ANA.id,
            made_by_name="Ana Ruiz",
        )
        add_link(unit, link, f"digest-of-the-link{also}")
        one = Participant(
            id=f"p{also}",
            plan=stored.plan,
            link=link.id,
            person="jo",
            name="Jo Kern",
            email=email,
            proved_at=unit.now,
            made_at=unit.now,
        )
        add_participant(unit, one, f"digest{also}")


def later(days: int, now: datetime = SEVEN) -> datetime:
    """Return the same time of another day."""
    return now + timedelta(days=days)
