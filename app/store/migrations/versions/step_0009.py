"""Plans whose day is behind are found by zone."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

DAYS_PASS = sa.text("archived_at IS NULL AND (outcome IS NULL OR outcome NOT IN ('lost', 'no_decision'))")


def upgrade() -> None:
    """Make the index."""
    op.create_index(
        "ix_plans_zone_day_id",
        "plans",
        ["zone", "day", "id"],
        unique=False,
        sqlite_where=DAYS_PASS,
        postgresql_where=DAYS_PASS,
    )
