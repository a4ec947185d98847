"""Who came in by a link and said who it is, and the codes that prove an e-mail address; secrets are kept as digests."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, and_, delete, insert, or_, select, update

from . import tables
from .users import key_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from datetime import datetime

    from sqlalchemy import Connection

    from .unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """A browser or tool of somebody of another party, without its secret."""

    id: str
    plan: str
    link: str
    """By which it came in, and with which it goes."""
    person: str
    """Who it is among the plan's people."""
    name: str
    email: str | None = None
    """The address that it said, or proved."""
    proved_at: datetime | None = None
    """When that was proved to be its own."""
    made_at: datetime
    used_at: datetime | None = None
    revoked_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MailedCode:
    """A code that went out, as far as it is kept."""

    key: str
    """A digest of what the browser that asked keeps."""
    link: str
    participant: str | None
    """Who proves an address; none where somebody comes in with it."""
    email: str
    name: str | None
    """What somebody new is called."""
    digest: str
    """Of the code together with what the browser keeps."""
    tries: int
    expires_at: datetime
    used_at: datetime | None = None


def add_participant(unit: Unit, one: Participant, digest: str) -> None:
    """Keep somebody new."""
    key = None if one.email is None else key_of(one.email)
    unit.connection.execute(insert(tables.participants).values(**asdict(one), email_key=key, digest=digest))


def participant_by_digest(connection: Connection, digest: str) -> Participant | None:
    """Return who shows a secret, of whatever workspace."""
    row = connection.execute(select(*_COLUMNS).where(tables.participants.c.digest == digest)).one_or_none()
    return None if row is None else Participant(**row._mapping)  # noqa: SLF001 - SQLAlchemy's documented name


def participants_of(unit: Unit, plan: str) -> list[Participant]:
    """Return who came into a plan of the unit's workspace, newest first."""
    table = tables.participants.c
    query = select(*_COLUMNS).where(table.plan == plan, _is_here(unit)).order_by(table.made_at.desc(), table.id)
    return [Participant(**row._mapping) for row in unit.connection.execute(query)]  # noqa: SLF001 - theirs


def participant_with(unit: Unit, participant: str) -> Participant | None:
    """Return who came into a plan of the unit's workspace, by its id."""
    table = tables.participants.c
    row = unit.connection.execute(select(*_COLUMNS).where(table.id == participant, _is_here(unit))).one_or_none()
    return None if row is None else Participant(**row._mapping)  # noqa: SLF001 - SQLAlchemy's documented name


def participants_called(unit: Unit, email: str) -> list[Participant]:
    """Return who came into plans of the unit's workspace with an e-mail address."""
    table = tables.participants.c
    query = select(*_COLUMNS).where(table.email_key == key_of(email), _is_here(unit)).order_by(table.made_at, table.id)
    return [Participant(**row._mapping) for row in unit.connection.execute(query)]  # noqa: SLF001 - theirs


def keep_participant(unit: Unit, participant: str, **values: Any) -> None:  # noqa: ANN401 - columns of any type
    """Keep what changed of somebody who was found."""
    table = tables.participants
    if "email" in values:
        values["email_key"] = None if values["email"] is None else key_of(values["email"])
    unit.connection.execute(update(table).where(table.c.id == participant, _is_here(unit)).values(**values))


def forget_participants(unit: Unit, plan: str, ids: Collection[str]) -> None:
    """Forget who came in, with their visits and codes."""
    table = tables.participants
    unit.connection.execute(delete(table).where(table.c.plan == plan, table.c.id.in_(ids)))


def forget_codes(unit: Unit, plan: str, has: Callable[[str], bool]) -> None:
    """Forget codes that went out to some addresses for a plan."""
    table, links = tables.mailed_codes, tables.share_links
    of_plan = select(links.c.id).where(links.c.plan == plan)
    rows = unit.connection.execute(select(table.c.key, table.c.email).where(table.c.link.in_(of_plan))).all()
    keys = [row.key for row in rows if has(row.email)]
    unit.connection.execute(delete(table).where(table.c.key.in_(keys)))


def add_code(unit: Unit, code: MailedCode) -> None:
    """Keep a code that goes out; older ones that nobody can use any more are forgotten."""
    table = tables.mailed_codes
    unit.connection.execute(delete(table).where(or_(table.c.expires_at < unit.now, table.c.used_at.is_not(None))))
    unit.connection.execute(insert(table).values(**asdict(code)))


def try_code(unit: Unit, key: str, link: str, *, most: int) -> MailedCode | None:
    """Return a code that can still be tried, counted as tried once more."""
    table = tables.mailed_codes
    still = and_(
        table.c.key == key,
        table.c.link == link,
        table.c.tries < most,
        table.c.expires_at > unit.now,
        table.c.used_at.is_(None),
    )
    if unit.connection.execute(update(table).where(still).values(tries=table.c.tries + 1)).rowcount != 1:
        return None
    row = unit.connection.execute(select(table).where(table.c.key == key)).one()
    return MailedCode(**row._mapping)  # noqa: SLF001 - SQLAlchemy's documented name


def use_code(unit: Unit, key: str) -> bool:
    """Let a code prove nothing from now on; of two at once one used it."""
    table = tables.mailed_codes
    used = update(table).where(table.c.key == key, table.c.used_at.is_(None)).values(used_at=unit.now)
    return unit.connection.execute(used).rowcount == 1


def _is_here(unit: Unit) -> ColumnElement[bool]:
    """Return what binds a query to people of the unit's workspace."""
    here = select(tables.plans.c.id).where(tables.plans.c.workspace == unit.workspace)
    return tables.participants.c.plan.in_(here)


_COLUMNS = [column for column in tables.participants.c if column.name not in {"digest", "email_key"}]
