"""Titles and customers as they are looked for and put in order: without regard to capitals and accents."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from app.store.folding import folded

revision = "0021"
down_revision = "0020"


def upgrade() -> None:
    """Add the columns, with what follows from each plan's title and customer."""
    for name, of in (("title_key", "the title"), ("customer_key", "the customer")):
        comment = f"{of} without regard to capitals and accents"
        op.add_column("plans", sa.Column(name, sa.Text(), nullable=False, server_default="", comment=comment))
    plans = sa.table("plans", *(sa.column(name) for name in ("id", "title", "customer", "title_key", "customer_key")))
    connection = op.get_bind()
    for one in connection.execute(sa.select(plans.c.id, plans.c.title, plans.c.customer)).all():
        keys = {"title_key": folded(one.title), "customer_key": folded(one.customer or "")}
        connection.execute(plans.update().where(plans.c.id == one.id).values(**keys))
