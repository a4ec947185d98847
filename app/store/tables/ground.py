"""What all tables stand on: their one registry, and the columns that many have."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Boolean, Column, ForeignKey, MetaData, String, Text, false

METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def of_plan() -> Column[str]:
    """Return the column by which a row belongs to a plan, with which it goes."""
    return Column("plan", String(36), ForeignKey("plans.id", ondelete="CASCADE"), primary_key=True)


def who() -> tuple[Column[Any], ...]:
    """Return the columns that keep an actor."""
    return (
        Column("by_kind", String(16), nullable=False),
        Column("by_id", String(64), nullable=False),
        Column("by_name", Text, nullable=False),
        Column("by_party", String(64)),
        Column("by_person", String(64)),
        Column("by_verified", Boolean, nullable=False, server_default=false(), comment="had proved an address then"),
    )
