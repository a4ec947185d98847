"""Outgoing mails."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from app.store.columns import Instant

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "mails",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("workspace", sa.String(length=36), nullable=True, comment="none: the service's own"),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=True, comment="none once it was sent or given up"),
        sa.Column("html", sa.Text(), nullable=True),
        sa.Column("made_at", Instant(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column(
            "message_id",
            sa.Text(),
            nullable=True,
            comment="by which a repetition is recognised; set before it is first sent",
        ),
        sa.Column("sent_at", Instant(), nullable=True),
        sa.Column("failed_at", Instant(), nullable=True),
        sa.Column("problem", sa.Text(), nullable=True, comment="why it failed, in the words of the other side"),
        sa.ForeignKeyConstraint(["workspace"], ["workspaces.id"], name=op.f("fk_mails_workspace"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mails")),
    )
    op.create_index("ix_mails_workspace_made_at", "mails", ["workspace", "made_at"], unique=False)
