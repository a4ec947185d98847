"""Since when a plan is over, and when its erasure was told of: what is kept for a while only is counted from there."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from app.store.columns import Instant

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    """Add the columns; a plan that is over already is so since it was archived, or changed last."""
    over = "since when it is closed or archived; none where it is neither"
    told = "when the admins were told that it will be erased, as it is over"
    op.add_column("plans", sa.Column("over_at", Instant(), nullable=True, comment=over))
    op.add_column("plans", sa.Column("erasure_told_at", Instant(), nullable=True, comment=told))
    plans = sa.table("plans", *(sa.column(name) for name in ("over_at", "archived_at", "changed_at", "outcome")))
    is_over = sa.or_(plans.c.archived_at.is_not(None), plans.c.outcome.is_not(None))
    op.execute(plans.update().where(is_over).values(over_at=sa.func.coalesce(plans.c.archived_at, plans.c.changed_at)))
