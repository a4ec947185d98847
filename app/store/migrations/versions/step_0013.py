"""Webhooks, what they are told, and what came of it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from app.store.columns import Instant

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "webhooks",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("workspace", sa.String(length=36), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("party", sa.String(length=64), nullable=False, comment="whose eyes it has"),
        sa.Column("events", sa.JSON(), nullable=False, comment="which it is told; all where there is none"),
        sa.Column("all_plans", sa.Boolean(), nullable=False, comment="else those of webhook_plans"),
        sa.Column("secret", sa.Text(), nullable=False, comment="as it is: what it signs cannot be signed by a digest"),
        sa.Column("secret_before", sa.Text(), nullable=True, comment="signs too, for a while"),
        sa.Column("secret_before_until", Instant(), nullable=True),
        sa.Column("made_at", Instant(), nullable=False),
        sa.Column("made_by", sa.String(length=64), nullable=False),
        sa.Column("failing_since", Instant(), nullable=True, comment="since when nothing came through"),
        sa.Column("paused_at", Instant(), nullable=True),
        sa.Column("paused_because", sa.String(length=16), nullable=True, comment="asked, failing, gone"),
        _goes_with("webhooks", "workspace", "workspaces"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_webhooks")),
    )
    op.create_index("ix_webhooks_workspace", "webhooks", ["workspace"])
    _plans()
    _deliveries()


def _plans() -> None:
    op.create_table(
        "webhook_plans",
        sa.Column("plan", sa.String(length=36), nullable=False),
        sa.Column("webhook", sa.String(length=36), nullable=False),
        _goes_with("webhook_plans", "plan", "plans"),
        _goes_with("webhook_plans", "webhook", "webhooks"),
        sa.PrimaryKeyConstraint("plan", "webhook", name=op.f("pk_webhook_plans")),
    )
    op.create_index("ix_webhook_plans_webhook", "webhook_plans", ["webhook"])
    said = "what it calls the state of the plan, counted by what it sees"
    op.create_table(
        "webhook_counts",
        sa.Column("plan", sa.String(length=36), nullable=False),
        sa.Column("webhook", sa.String(length=36), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False, comment="how many events it was told of the plan"),
        sa.Column("revision", sa.Integer(), nullable=False, comment=said),
        _goes_with("webhook_counts", "plan", "plans"),
        _goes_with("webhook_counts", "webhook", "webhooks"),
        sa.PrimaryKeyConstraint("plan", "webhook", name=op.f("pk_webhook_counts")),
    )
    op.create_index("ix_webhook_counts_webhook", "webhook_counts", ["webhook"])


def _deliveries() -> None:
    same = "the webhook-id, the same with each attempt"
    op.create_table(
        "webhook_deliveries",
        sa.Column("id", sa.String(length=36), nullable=False, comment=same),
        sa.Column("webhook", sa.String(length=36), nullable=False),
        sa.Column("plan", sa.String(length=36), nullable=False),
        sa.Column("type", sa.String(length=32), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("made_at", Instant(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False, comment="what is sent, byte for byte"),
        sa.Column("queued", sa.Boolean(), nullable=False, comment="whether a job has it"),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("delivered_at", Instant(), nullable=True),
        sa.Column("failed_at", Instant(), nullable=True, comment="when it was given up"),
        _goes_with("webhook_deliveries", "webhook", "webhooks"),
        _goes_with("webhook_deliveries", "plan", "plans"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_webhook_deliveries")),
    )
    op.create_index("ix_webhook_deliveries_webhook_made_at", "webhook_deliveries", ["webhook", "made_at"])
    op.create_index("ix_webhook_deliveries_plan", "webhook_deliveries", ["plan"])
    op.create_index("ix_webhook_deliveries_made_at", "webhook_deliveries", ["made_at"])
    op.create_table(
        "webhook_attempts",
        sa.Column("delivery", sa.String(length=36), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=True, comment="of the answer; none where there was none"),
        sa.Column("milliseconds", sa.Integer(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False, comment="its beginning"),
        sa.Column("problem", sa.Text(), nullable=True, comment="why it does not count; none where it was taken"),
        _goes_with("webhook_attempts", "delivery", "webhook_deliveries"),
        sa.PrimaryKeyConstraint("delivery", "number", name=op.f("pk_webhook_attempts")),
    )


def _goes_with(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}")
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=name, ondelete="CASCADE")
