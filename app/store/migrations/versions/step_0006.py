"""Calendar feeds."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from app.store.columns import Instant

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "feeds",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("workspace", sa.String(length=36), nullable=False),
        sa.Column("plan", sa.String(length=36), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False, comment="of its secret, which nobody keeps"),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("party", sa.String(length=64), nullable=False, comment="whose view it is"),
        sa.Column("person", sa.String(length=64), comment="whose steps it holds; the whole plan's where absent"),
        sa.Column("ahead", sa.Integer(), comment="days that it looks ahead; without end where absent"),
        sa.Column("past", sa.Integer(), nullable=False),
        sa.Column("bars", sa.Boolean(), nullable=False),
        sa.Column("remind", sa.Integer()),
        sa.Column("by_kind", sa.String(length=16), nullable=False),
        sa.Column("by_id", sa.String(length=64), nullable=False),
        sa.Column("made_at", Instant(), nullable=False),
        sa.Column("expires_at", Instant()),
        sa.Column("used_at", Instant()),
        sa.Column("revoked_at", Instant()),
        sa.ForeignKeyConstraint(["workspace"], ["workspaces.id"], name=op.f("fk_feeds_workspace"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["plan"], ["plans.id"], name=op.f("fk_feeds_plan"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feeds")),
        sa.UniqueConstraint("digest", name=op.f("uq_feeds_digest")),
    )
    op.create_index("ix_feeds_plan", "feeds", ["plan"])
