"""What another system said last of a plan that it has a name for."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Add the column."""
    said = "what the system said last of it"
    op.add_column("external_ids", sa.Column("record", sa.JSON(), nullable=True, comment=said))
