"""What webhooks are still to be told of plans that are gone."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from app.store.columns import Instant

revision = "0026"
down_revision = "0025"


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "webhook_farewells",
        sa.Column("id", sa.String(36), nullable=False, comment="the webhook-id, the same with each attempt"),
        sa.Column("webhook", sa.String(36), nullable=False),
        sa.Column("made_at", Instant(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False, comment="what is sent, byte for byte"),
        sa.ForeignKeyConstraint(
            ["webhook"], ["webhooks.id"], name=op.f("fk_webhook_farewells_webhook_webhooks"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_webhook_farewells")),
    )
    op.create_index("ix_webhook_farewells_webhook", "webhook_farewells", ["webhook"])
