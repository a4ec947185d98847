"""Who reads a feed, and whether it holds what that one is invited to by mail."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from app.store.columns import Instant

revision = "0023"
down_revision = "0022"


def upgrade() -> None:
    """Add the columns; feeds that there are hold no longer what their readers are invited to."""
    reader = "who reads it, of the plan's people"
    invited = "whether it holds what its reader is invited to by mail"
    anew = "when its reader last chose which mails to get"
    op.add_column("feeds", sa.Column("reader", sa.String(64), nullable=True, comment=reader))
    op.add_column(
        "feeds", sa.Column("invited", sa.Boolean(), nullable=False, server_default=sa.false(), comment=invited)
    )
    op.add_column("feeds", sa.Column("anew_at", Instant(), nullable=True, comment=anew))
    feeds = sa.table("feeds", sa.column("person", sa.String), sa.column("reader", sa.String))
    op.execute(sa.update(feeds).values(reader=feeds.c.person))
