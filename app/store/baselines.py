"""Baselines: the dates that both sides signed, and who signed when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, delete, insert, select, update

from . import tables

if TYPE_CHECKING:
    from datetime import datetime

    from .unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """A side's word for a baseline."""

    party: str
    entry: int
    """The entry of the log with which it was given."""
    name: str
    """As the one who signed wrote it."""
    person: str | None
    verified: bool
    """Whether the address of the one who signed was proved."""
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline:
    """Dates that both sides have signed, or that wait for it."""

    number: int
    """Counted from 1 in its plan."""
    entry: int
    """The entry of the log that proposed it."""
    revision: int
    """The document's, from which it was taken."""
    dates: dict[str, Any]
    """What is signed: `steps` with start, finish and which of them are `agreed`, `critical_dates` with forecasts."""
    digest: str
    """Of exactly these dates: whoever signs names it."""
    in_force_at: datetime | None = None
    withdrawn_at: datetime | None = None
    signatures: tuple[Signature, ...] = ()
    """By party."""

    @property
    def is_open(self) -> bool:
        """Tell whether it waits for a signature."""
        return self.in_force_at is None and self.withdrawn_at is None


def add_baseline(unit: Unit, plan: str, baseline: Baseline) -> None:
    """Keep a baseline that waits for its signatures."""
    values = {name: getattr(baseline, name) for name in ("number", "entry", "revision", "dates", "digest")}
    unit.connection.execute(insert(tables.baselines).values(plan=plan, **values))


def add_signature(unit: Unit, plan: str, number: int, signature: Signature) -> None:
    """Keep a side's word."""
    values = {name: getattr(signature, name) for name in ("party", "entry", "name", "person", "verified", "at")}
    unit.connection.execute(insert(tables.signatures).values(plan=plan, baseline=number, **values))


def rewrite_signature(unit: Unit, plan: str, number: int, signature: Signature) -> None:
    """Let a word have been given under another name; when, for which side and whether proved stays."""
    table = tables.signatures
    own = and_(table.c.plan == plan, table.c.baseline == number, table.c.party == signature.party)
    values = {"name": signature.name, "person": signature.person}
    unit.connection.execute(update(table).where(own).values(**values))


def put_in_force(unit: Unit, plan: str, number: int) -> None:
    """Say that both sides have signed, from now on."""
    _set(unit, plan, number, in_force_at=unit.now)


def withdraw(unit: Unit, plan: str, number: int) -> None:
    """Say that a baseline waits for nobody any more."""
    _set(unit, plan, number, withdrawn_at=unit.now)


def baselines(unit: Unit, plan: str) -> list[Baseline]:
    """Return all baselines of a plan with their signatures, oldest first."""
    table, signed = tables.baselines, _signatures(unit, plan)
    rows = unit.connection.execute(select(table).where(table.c.plan == plan).order_by(table.c.number))
    return [
        Baseline(
            number=row.number,
            entry=row.entry,
            revision=row.revision,
            dates=row.dates,
            digest=row.digest,
            in_force_at=row.in_force_at,
            withdrawn_at=row.withdrawn_at,
            signatures=tuple(signed.get(row.number, ())),
        )
        for row in rows
    ]


def in_force(unit: Unit, plan: str) -> Baseline | None:
    """Return the baseline against which is counted: the newest that both signed, as an older one gives way."""
    signed = [one for one in baselines(unit, plan) if one.in_force_at is not None]
    return max(signed, key=lambda one: one.number, default=None)


def shares_sums(unit: Unit, plan: str) -> frozenset[str]:
    """Return the parties that let the others see sums per side."""
    table = tables.shared_sums
    return frozenset(unit.connection.scalars(select(table.c.party).where(table.c.plan == plan)))


def set_shares_sums(unit: Unit, plan: str, party: str, *, shared: bool) -> None:
    """Say whether a party lets the others see sums per side."""
    table = tables.shared_sums
    unit.connection.execute(delete(table).where(table.c.plan == plan, table.c.party == party))
    if shared:
        unit.connection.execute(insert(table).values(plan=plan, party=party))


def _signatures(unit: Unit, plan: str) -> dict[int, list[Signature]]:
    table, found = tables.signatures, dict[int, list[Signature]]()
    query = select(table).where(table.c.plan == plan).order_by(table.c.baseline, table.c.party)
    for row in unit.connection.execute(query):
        signature = Signature(
            party=row.party, entry=row.entry, name=row.name, person=row.person, verified=row.verified, at=row.at
        )
        found.setdefault(row.baseline, []).append(signature)
    return found


def _set(unit: Unit, plan: str, number: int, **values: datetime) -> None:
    table = tables.baselines
    own = and_(table.c.plan == plan, table.c.number == number)
    unit.connection.execute(update(table).where(own).values(**values))
