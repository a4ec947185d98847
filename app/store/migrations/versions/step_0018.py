"""Erasures of people: who is to be forgotten, until that is done."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from app.store.columns import Instant

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    """Make the table."""
    about = "who it is and by what known; none once it is over"
    plan = "the one plan in which; all of the workspace where absent"
    op.create_table(
        "erasures",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("workspace", sa.String(length=36), nullable=False),
        sa.Column("pseudonym", sa.String(length=64), nullable=False, comment="what the one is called from then on"),
        sa.Column("about", sa.JSON(none_as_null=True), nullable=True, comment=about),
        sa.Column("plan", sa.String(length=36), nullable=True, comment=plan),
        sa.Column("asked_at", Instant(), nullable=False),
        sa.Column("asked_by", sa.String(length=64), nullable=False),
        sa.Column("finished_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(["plan"], ["plans.id"], name=op.f("fk_erasures_plan"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["workspace"], ["workspaces.id"], name=op.f("fk_erasures_workspace"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_erasures")),
    )
    op.create_index("ix_erasures_workspace", "erasures", ["workspace"])
