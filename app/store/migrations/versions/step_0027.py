"""Feeds of all that one side does."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"


def upgrade() -> None:
    """Add the column; feeds that there are hold what they held."""
    says = "whether it holds only the steps of the side whose view it is"
    op.add_column("feeds", sa.Column("side", sa.Boolean(), nullable=False, server_default=sa.false(), comment=says))
