"""Days pass in plans that were lost or not decided too, so their day is found as that of all others."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"

NAME = "ix_plans_zone_day_id"
DAYS_PASS = sa.text("archived_at IS NULL")


def upgrade() -> None:
    """Make the index anew."""
    op.drop_index(NAME, "plans")
    op.create_index(
        NAME, "plans", ["zone", "day", "id"], unique=False, sqlite_where=DAYS_PASS, postgresql_where=DAYS_PASS
    )
