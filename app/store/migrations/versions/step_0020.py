"""Ids that are given no second time: those of what the seller's side gave or saw, and sees no more."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    """Make the table; what left the seller's sight before is not known any more."""
    digest = "of an id that the seller gave or saw, and sees no more"
    op.create_table(
        "spent_ids",
        sa.Column("plan", sa.String(length=36), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False, comment=digest),
        sa.ForeignKeyConstraint(["plan"], ["plans.id"], name=op.f("fk_spent_ids_plan"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("plan", "digest", name=op.f("pk_spent_ids")),
    )
