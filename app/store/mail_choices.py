"""Which kinds of mail readers do without, and to which addresses nothing is sent any more, in each workspace."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, delete, select
from sqlalchemy.dialects import postgresql, sqlite

from . import tables
from .feeds import make_anew
from .mails import KeptMail
from .users import key_of

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from sqlalchemy import ColumnElement, Table

    from .unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class StoppedAddress:
    """An address to which nothing is sent any more, as its server said that nobody reads there."""

    address: str
    at: datetime
    problem: str
    """What the server said."""


def mail_chosen_by(unit: Unit, digest: str) -> KeptMail | None:
    """Return the mail, of whatever workspace, whose reader shows a secret."""
    row = unit.connection.execute(select(tables.mails).where(tables.mails.c.choices_digest == digest)).one_or_none()
    return None if row is None else KeptMail(**row._mapping)  # noqa: SLF001 - SQLAlchemy's documented name


def kinds_off(unit: Unit, email: str) -> frozenset[str]:
    """Return the kinds of mail that an address gets none of in the unit's workspace."""
    table = tables.unwanted_mail
    return frozenset(unit.connection.scalars(select(table.c.kind).where(_own(unit, email))))


def keep_kinds_off(unit: Unit, email: str, kinds: Collection[str]) -> None:
    """Keep of which kinds an address gets none from now on; of all others it does."""
    table = tables.unwanted_mail
    unit.connection.execute(delete(table).where(_own(unit, email)))
    make_anew(unit, email)
    if kinds:
        own = {"workspace": unit.workspace, "email_key": key_of(email), "at": unit.now}
        _insert(unit, table, [{**own, "kind": kind} for kind in sorted(kinds)])


def stop_address(unit: Unit, email: str, problem: str) -> None:
    """Keep that nothing is to be sent to an address any more, and why."""
    go_on_writing(unit, email)
    values = {"workspace": unit.workspace, "email_key": key_of(email), "address": email}
    _insert(unit, tables.stopped_addresses, [{**values, "at": unit.now, "problem": problem}])


def go_on_writing(unit: Unit, email: str) -> bool:
    """Let mails go to an address again; tell whether it was stopped."""
    table = tables.stopped_addresses
    own = and_(table.c.workspace == unit.workspace, table.c.email_key == key_of(email))
    make_anew(unit, email)
    return unit.connection.execute(delete(table).where(own)).rowcount > 0


def stopped_address(unit: Unit, email: str) -> StoppedAddress | None:
    """Return that nothing is sent to an address, if so."""
    table = tables.stopped_addresses.c
    query = select(table.address, table.at, table.problem)
    own = query.where(table.workspace == unit.workspace, table.email_key == key_of(email))
    row = unit.connection.execute(own).one_or_none()
    return None if row is None else StoppedAddress(**row._mapping)  # noqa: SLF001 - theirs


def stopped_addresses(unit: Unit) -> list[StoppedAddress]:
    """Return the addresses of the unit's workspace to which nothing is sent, newest first."""
    table = tables.stopped_addresses.c
    query = select(table.address, table.at, table.problem).where(table.workspace == unit.workspace)
    rows = unit.connection.execute(query.order_by(table.at.desc(), table.email_key))
    return [StoppedAddress(**row._mapping) for row in rows]  # noqa: SLF001 - SQLAlchemy's documented name


def forget_choices_of(unit: Unit, email: str) -> None:
    """Forget what an address chose, and that nothing is sent to it."""
    keep_kinds_off(unit, email, ())
    go_on_writing(unit, email)


def _insert(unit: Unit, table: Table, rows: list[dict[str, Any]]) -> None:
    """Keep rows; where somebody kept the same at the same time, that is as good."""
    is_postgres = unit.connection.dialect.name == "postgresql"
    new = postgresql.insert(table) if is_postgres else sqlite.insert(table)
    unit.connection.execute(new.values(rows).on_conflict_do_nothing())


def _own(unit: Unit, email: str) -> ColumnElement[bool]:
    table = tables.unwanted_mail.c
    return and_(table.workspace == unit.workspace, table.email_key == key_of(email))
