"""How often a job was taken over from a worker that died with it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from app.store.columns import Instant

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "takeovers",
        sa.Column("job", sa.String(255), nullable=False, comment="the engine's id of the attempt"),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("job", name="pk_takeovers"),
    )
