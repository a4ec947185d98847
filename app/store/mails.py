"""Mails that were sent, wait, or failed; what they say is forgotten in the end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import and_, delete, insert, or_, select, update

from . import tables
from .users import key_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from .unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptMail:
    """A mail as it is kept."""

    id: str
    workspace: str | None
    """None for those of the service itself."""
    address: str
    name: str | None
    kind: str
    subject: str
    text: str | None
    """None once it was sent or given up: it can hold a secret."""
    html: str | None
    made_at: datetime
    attempts: int
    message_id: str | None
    """By which a reader's program recognises a repetition; set before it is first sent."""
    sent_at: datetime | None
    failed_at: datetime | None
    problem: str | None
    """Why it failed, in the words of the other side."""
    calendar: str | None = None
    """What calendar programs read of it; forgotten like the text."""
    reply_to: str | None = None
    """Where answers go, if not to who writes."""
    choices: str | None = None
    """The secret of the address at which its reader chooses; None of a kind that nobody turns off, and afterwards."""
    choices_digest: str | None = None

    @property
    def is_over(self) -> bool:
        """Tell whether nothing is left to do."""
        return self.sent_at is not None or self.failed_at is not None


def add_mail(unit: Unit, mail_id: str, **values: str | None) -> None:
    """Keep a mail that waits to be sent: its address, name, kind, subject, text and what else there is of it."""
    about = {"id": mail_id, "workspace": unit.workspace or None, "made_at": unit.now, "attempts": 0}
    unit.connection.execute(insert(tables.mails).values(**about, **values))


def tells_of(unit: Unit, mail_id: str, plans: Iterable[str]) -> None:
    """Keep of which plans a mail tells."""
    rows = [{"mail": mail_id, "plan": plan} for plan in dict.fromkeys(plans)]
    if rows:
        unit.connection.execute(insert(tables.mail_plans), rows)


def drop_unsent_about(unit: Unit, plan: str) -> None:
    """Forget the mails that tell of a plan and have not left, those too that failed; digests are begun anew."""
    table, told = tables.mails, tables.mail_plans.c
    about = select(table.c.id).join(tables.mail_plans, told.mail == table.c.id)
    unsent = [*unit.connection.scalars(about.where(told.plan == plan, table.c.sent_at.is_(None)))]
    unit.connection.execute(delete(tables.digests).where(tables.digests.c.mail.in_(unsent)))
    unit.connection.execute(delete(table).where(table.c.id.in_(unsent)))


def mail_of(unit: Unit, mail_id: str, *, to_change: bool = False) -> KeptMail | None:
    """Return a mail of whatever workspace: it is found by a job that has its id."""
    query = select(tables.mails).where(tables.mails.c.id == mail_id)
    row = unit.connection.execute(query.with_for_update() if to_change else query).one_or_none()
    return None if row is None else KeptMail(**row._mapping)  # noqa: SLF001 - SQLAlchemy's documented name


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a page of mails ends."""

    made_at: datetime
    id: str


def mails(unit: Unit, *, failed: bool = False, limit: int = 100, behind: Place | None = None) -> list[KeptMail]:
    """Return the workspace's mails, newest first; of those that failed only, where that is asked."""
    table = tables.mails
    query = select(table).where(table.c.workspace == unit.workspace)
    query = query.where(table.c.failed_at.is_not(None)) if failed else query
    if behind is not None:
        same = and_(table.c.made_at == behind.made_at, table.c.id > behind.id)
        query = query.where(or_(table.c.made_at < behind.made_at, same))
    rows = unit.connection.execute(query.order_by(table.c.made_at.desc(), table.c.id).limit(limit))
    return [KeptMail(**row._mapping) for row in rows]  # noqa: SLF001 - SQLAlchemy's documented name


def mails_to(unit: Unit, email: str) -> list[KeptMail]:
    """Return the workspace's mails to an address, newest first."""
    table = tables.mails
    query = select(table).where(table.c.workspace == unit.workspace).order_by(table.c.made_at.desc(), table.c.id)
    found = (KeptMail(**row._mapping) for row in unit.connection.execute(query))  # noqa: SLF001 - theirs
    return [one for one in found if key_of(one.address) == key_of(email)]


def note_attempt(unit: Unit, mail_id: str, *, message_id: str) -> None:
    """Say that a mail is about to be sent, under which id."""
    table = tables.mails
    values = {"message_id": message_id, "attempts": table.c.attempts + 1}
    unit.connection.execute(update(table).where(table.c.id == mail_id).values(**values))


def note_sent(unit: Unit, mail_id: str) -> None:
    """Say that a mail was sent, and forget what it said."""
    _end(unit, mail_id, sent_at=unit.now)


def note_failed(unit: Unit, mail_id: str, problem: str, *, keep: bool) -> None:
    """Say why a mail was not sent; what it said is kept where it lets nobody in, to be sent again."""
    _end(unit, mail_id, keep=keep, failed_at=unit.now, problem=problem)


def failed_mail(unit: Unit, mail_id: str) -> KeptMail | None:
    """Return a mail of the unit's workspace that failed."""
    table = tables.mails
    own = and_(table.c.id == mail_id, table.c.workspace == unit.workspace, table.c.failed_at.is_not(None))
    row = unit.connection.execute(select(table).where(own)).one_or_none()
    return None if row is None else KeptMail(**row._mapping)  # noqa: SLF001 - SQLAlchemy's documented name


def reopen_mail(unit: Unit, mail_id: str) -> bool:
    """Let a mail wait again that failed; of two at once one does."""
    table = tables.mails
    own = and_(table.c.id == mail_id, table.c.failed_at.is_not(None), table.c.text.is_not(None))
    return unit.connection.execute(update(table).where(own).values(failed_at=None, problem=None)).rowcount == 1


def drop_mail(unit: Unit, mail_id: str) -> None:
    """Forget a mail that its reader does not want."""
    unit.connection.execute(delete(tables.mails).where(tables.mails.c.id == mail_id))


def forget_mails(unit: Unit, *, made_before: datetime) -> None:
    """Forget mails, whole, of all workspaces."""
    unit.connection.execute(delete(tables.mails).where(tables.mails.c.made_at < made_before))


def forget_mails_to(unit: Unit, has: Callable[[str], bool], *, over: bool, everywhere: bool = False) -> None:
    """Forget the workspace's mails to some addresses, or those of the service itself too; where `over`, sent ones."""
    table = tables.mails
    own = table.c.workspace == unit.workspace
    own = or_(own, table.c.workspace.is_(None)) if everywhere else own
    own = and_(own, or_(table.c.sent_at.is_not(None), table.c.failed_at.is_not(None))) if over else own
    rows = unit.connection.execute(select(table.c.id, table.c.address).where(own)).all()
    ids = [row.id for row in rows if has(row.address)]
    unit.connection.execute(delete(table).where(table.c.id.in_(ids)))


def _end(unit: Unit, mail_id: str, *, keep: bool = False, **values: object) -> None:
    table = tables.mails
    open_still = and_(table.c.id == mail_id, table.c.sent_at.is_(None))
    unit.connection.execute(update(table).where(open_still).values(**({} if keep else _FORGOTTEN), **values))


_FORGOTTEN = dict.fromkeys(("text", "html", "calendar", "reply_to", "choices"))
