"""Events that stand back while their workspace has as much under way as it may."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from app.store.columns import Instant

revision = "0024"
down_revision = "0023"


def upgrade() -> None:
    """Add the table."""
    deliveries, workspaces = (
        sa.ForeignKeyConstraint(
            [column],
            [f"{table}.id"],
            name=op.f(f"fk_webhook_standing_{column}_{table}"),
            ondelete="CASCADE",
        )
        for column, table in (("delivery", "webhook_deliveries"), ("workspace", "workspaces"))
    )
    op.create_table(
        "webhook_standing",
        sa.Column("delivery", sa.String(36), nullable=False),
        sa.Column("workspace", sa.String(36), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False, comment="the one that it was at when it stood back"),
        sa.Column("since", Instant(), nullable=False),
        deliveries,
        workspaces,
        sa.PrimaryKeyConstraint("delivery", name=op.f("pk_webhook_standing")),
    )
    op.create_index("ix_webhook_standing_workspace_since", "webhook_standing", ["workspace", "since"])
