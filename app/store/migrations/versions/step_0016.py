"""The daily digest: one a person and day, and the ways in that stand in them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from app.store.columns import Instant

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    """Add the tables."""
    op.create_table(
        "digests",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("workspace", sa.String(36), nullable=False),
        sa.Column("email_key", sa.Text(), nullable=False, comment="whose it is, without regard to case"),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("made_at", Instant(), nullable=False),
        sa.Column("done_at", Instant(), comment="when it was written, or there was nothing to write"),
        sa.Column("mail", sa.String(36), comment="none where there was nothing to say"),
        sa.PrimaryKeyConstraint("id", name="pk_digests"),
        sa.ForeignKeyConstraint(
            ["workspace"], ["workspaces.id"], name="fk_digests_workspace_workspaces", ondelete="CASCADE"
        ),
        sa.UniqueConstraint("workspace", "email_key", "day", name="uq_digests_workspace_email_key_day"),
    )
    op.create_table(
        "digest_ways",
        sa.Column("link", sa.String(36), nullable=False),
        sa.Column("plan", sa.String(36), nullable=False),
        sa.Column("email_key", sa.Text(), nullable=False, comment="of the one whom it is for"),
        sa.Column("secret", sa.String(64), nullable=False, comment="lets nobody in who cannot read that mailbox"),
        sa.PrimaryKeyConstraint("link", name="pk_digest_ways"),
        sa.ForeignKeyConstraint(
            ["link"], ["share_links.id"], name="fk_digest_ways_link_share_links", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["plan"], ["plans.id"], name="fk_digest_ways_plan_plans", ondelete="CASCADE"),
    )
    op.create_index("ix_digest_ways_plan_email_key", "digest_ways", ["plan", "email_key"])
