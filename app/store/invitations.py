"""Invitations to what people meet for, each of one person to one step, and the answers to them that came by mail."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Literal

from sqlalchemy import and_, delete, insert, literal, or_, select, update

from . import tables
from .users import key_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from datetime import datetime

    from sqlalchemy import Select

    from .unit import Unit

Answer = Literal["none", "accepted", "tentative", "declined", "countered"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """What one person was told of when, where and how long to meet, and what that one answered."""

    id: str
    plan: str
    step: str
    person: str
    party: str
    """Whose eyes the person has."""
    email: str
    """The address that was invited."""
    name: str
    token: str
    """What an answer is addressed to; nobody has it who did not get the mail."""
    organizer: str
    """The address that reads the answer, with the token in it."""
    by_name: str
    """Who invited."""
    at: str
    """Where people reach the service."""
    uid: str
    title: str
    """Of the entry, as it was sent last."""
    sequence: int
    """Raised by one each time that day, time, length or place are others, or it is called off."""
    start: str | None
    """The date that the mail said, as a plan writes it."""
    finish: str
    begin: str
    """The same as calendars show it: a day, or a time in UTC."""
    end: str
    place: str
    made_at: datetime
    sent_at: datetime
    cancelled_at: datetime | None = None
    answer: Answer = "none"
    """To what was sent last."""
    answered_at: datetime | None = None
    answer_stamp: datetime | None = None
    """When the person's program wrote the answer, as it says."""
    blocked: str | None = None
    """What the step was blocked with when it was declined."""
    countered: dict[str, Any] | None = None
    """What the person proposed instead, while nobody has answered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """A message that came to the address of an invitation."""

    key: str
    """By which the same message is known again."""
    plan: str
    invitation: str
    at: datetime
    sender: str
    subject: str
    outcome: str
    says: str
    """What came of it, or why nothing did."""
    text: str | None = None
    """What somebody wrote in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a page of replies ends."""

    at: datetime
    key: str


def keep_invitation(unit: Unit, one: Invitation, *, is_new: bool = False) -> None:
    """Keep an invitation as it is now."""
    table, values = tables.invitations, {**asdict(one), "email_key": key_of(one.email)}
    if is_new:
        unit.connection.execute(insert(table).values(**values))
    else:
        unit.connection.execute(update(table).where(table.c.id == one.id).values(**values))


def invitations_of(unit: Unit, plan: str) -> list[Invitation]:
    """Return all invitations of a plan, those that were called off too, by step and person."""
    table = tables.invitations.c
    return _found(unit, select(*_COLUMNS).where(table.plan == plan).order_by(table.step, table.person, table.made_at))


def standing_invitations(unit: Unit, plan: str) -> list[Invitation]:
    """Return the invitations of a plan that are not called off."""
    table = tables.invitations.c
    query = select(*_COLUMNS).where(table.plan == plan, table.cancelled_at.is_(None))
    return _found(unit, query.order_by(table.step, table.person))


def invitation_with(unit: Unit, token: str) -> tuple[str, Invitation] | None:
    """Return the invitation that a token belongs to, of whatever workspace, behind that workspace."""
    table, plans = tables.invitations, tables.plans
    query = select(plans.c.workspace, *_COLUMNS).join(plans, plans.c.id == table.c.plan).where(table.c.token == token)
    row = unit.connection.execute(query).mappings().one_or_none()
    if row is None:
        return None
    values = dict(row)
    return values.pop("workspace"), Invitation(**values)


def drop_unsent_mails(unit: Unit, plan: str) -> None:
    """Forget the mails that wait to be answered about a plan and have not left, those too that failed."""
    table, own = tables.mails, tables.invitations.c
    organizers = select(own.organizer).where(own.plan == plan)
    unit.connection.execute(delete(table).where(table.c.sent_at.is_(None), table.c.reply_to.in_(organizers)))


def reply_with(unit: Unit, key: str) -> Reply | None:
    """Return a message that came before; None of a new one."""
    table = tables.replies
    row = unit.connection.execute(select(*_REPLY).where(table.c.key == key)).mappings().one_or_none()
    return None if row is None else Reply(**row)


def add_reply(unit: Unit, reply: Reply) -> None:
    """Keep a message that came."""
    unit.connection.execute(insert(tables.replies).values(workspace=unit.workspace, **asdict(reply)))


def replies_of(
    unit: Unit,
    plan: str | None = None,
    *,
    outcomes: Collection[str] = (),
    behind: Place | None = None,
    limit: int = 200,
) -> list[Reply]:
    """Return what came by mail to the workspace, or about one plan of it, newest first.

    `outcomes` is what became of them, anything where none is named.
    """
    table = tables.replies
    query = select(*_REPLY).where(table.c.workspace == unit.workspace)
    query = query if plan is None else query.where(table.c.plan == plan)
    query = query.where(table.c.outcome.in_(outcomes)) if outcomes else query
    if behind is not None:
        at = literal(behind.at, table.c.at.type)
        query = query.where(or_(table.c.at < at, and_(table.c.at == at, table.c.key > behind.key)))
    rows = unit.connection.execute(query.order_by(table.c.at.desc(), table.c.key).limit(limit)).mappings()
    return [Reply(**row) for row in rows]


def forget_invitations(unit: Unit, plan: str, is_to: Callable[[Invitation], bool]) -> bool:
    """Forget invitations, with the answers to them, without a word to anybody; tell whether there were any."""
    ids = [one.id for one in invitations_of(unit, plan) if is_to(one)]
    unit.connection.execute(delete(tables.invitations).where(tables.invitations.c.id.in_(ids)))
    return ids != []


def forget_replies(unit: Unit, *, before: datetime) -> None:
    """Forget what came by mail, of all workspaces; what it did to a plan stays in the plan's log."""
    unit.connection.execute(delete(tables.replies).where(tables.replies.c.at < before))


def _found(unit: Unit, query: Select[Any]) -> list[Invitation]:
    return [Invitation(**row) for row in unit.connection.execute(query).mappings()]


_COLUMNS = [column for column in tables.invitations.c if column.name != "email_key"]
_REPLY = [column for column in tables.replies.c if column.name != "workspace"]
