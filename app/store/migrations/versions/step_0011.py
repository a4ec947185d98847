"""Whether who wrote a line of the log had proved an address."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"

ASK = "request_change"


def upgrade() -> None:
    """Add the column; who asked for something before it was there is taken at the word, as until now."""
    said = "had proved an address then"
    op.add_column(
        "log", sa.Column("by_verified", sa.Boolean(), nullable=False, server_default=sa.false(), comment=said)
    )
    log = sa.table("log", sa.column("verb", sa.String), sa.column("by_verified", sa.Boolean))
    op.execute(sa.update(log).where(log.c.verb == ASK).values(by_verified=True))
