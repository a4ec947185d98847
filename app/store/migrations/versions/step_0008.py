"""What starts next in a plan, for lists; plans that are there get it with their next day or change."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Add the columns."""
    said = "the title of the step that starts next, as the seller sees it"
    op.add_column("plans", sa.Column("next_step", sa.Text(), nullable=True, comment=said))
    op.add_column("plans", sa.Column("next_start", sa.Date(), nullable=True, comment="when it is planned to"))
    op.create_index("ix_plans_workspace_next_start", "plans", ["workspace", "next_start"])
