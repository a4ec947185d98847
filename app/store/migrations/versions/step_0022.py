"""The steps of a plan that start soon, for the list of what starts this week; it comes with the next day or change."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"


def upgrade() -> None:
    """Add the column, without what stands in it."""
    comment = "steps that start within two weeks, the soonest first, as the seller sees them"
    op.add_column("plans", sa.Column("starting", sa.JSON(none_as_null=True), nullable=True, comment=comment))
