"""Of which plans a mail tells, so that none leaves that tells of one that is gone."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"


def upgrade() -> None:
    """Add the table; mails that wait already leave as they are."""
    mails, plans = (
        sa.ForeignKeyConstraint(
            [column],
            [f"{column}s.id"],
            name=op.f(f"fk_mail_plans_{column}_{column}s"),
            ondelete="CASCADE",
        )
        for column in ("mail", "plan")
    )
    op.create_table(
        "mail_plans",
        sa.Column("plan", sa.String(36), nullable=False),
        sa.Column("mail", sa.String(36), nullable=False),
        plans,
        mails,
        sa.PrimaryKeyConstraint("plan", "mail", name=op.f("pk_mail_plans")),
    )
    op.create_index("ix_mail_plans_mail", "mail_plans", ["mail"])
