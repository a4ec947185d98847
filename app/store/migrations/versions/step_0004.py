"""What each party sees of a plan's revisions, who shares a plan, what other systems call it, answers that are kept."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from app.store.columns import Instant

revision = "0004"
down_revision = "0003"

OF_PLAN = "plans.id"


def upgrade() -> None:
    """Make the tables."""
    _of_plans()
    op.create_table(
        "external_ids",
        sa.Column("workspace", sa.String(length=36), nullable=False),
        sa.Column("system", sa.String(length=64), nullable=False, comment="such as salesforce"),
        sa.Column(
            "id", sa.String(length=200), nullable=False, comment="what it calls the plan, or what the plan is for"
        ),
        sa.Column("plan", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(["plan"], [OF_PLAN], name=op.f("fk_external_ids_plan"), ondelete="CASCADE"),
        _of_workspace("external_ids"),
        sa.PrimaryKeyConstraint("workspace", "system", "id", name=op.f("pk_external_ids")),
    )
    op.create_index("ix_external_ids_plan", "external_ids", ["plan"])
    op.create_table(
        "kept_answers",
        sa.Column("workspace", sa.String(length=36), nullable=False),
        sa.Column("by_kind", sa.String(length=16), nullable=False),
        sa.Column("by_id", sa.String(length=64), nullable=False),
        sa.Column("key", sa.String(length=255), nullable=False, comment="what the caller calls its request"),
        sa.Column("digest", sa.String(length=64), nullable=False, comment="of what was asked for"),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=True, comment="of the answer; none while it is made"),
        sa.Column("headers", sa.JSON(), nullable=True),
        sa.Column("body", sa.LargeBinary(), nullable=True),
        sa.Column("plan", sa.String(length=36), nullable=True, comment="the one that it tells of"),
        sa.ForeignKeyConstraint(["plan"], [OF_PLAN], name=op.f("fk_kept_answers_plan"), ondelete="CASCADE"),
        _of_workspace("kept_answers"),
        sa.PrimaryKeyConstraint("workspace", "by_kind", "by_id", "key", name=op.f("pk_kept_answers")),
    )
    op.create_index("ix_kept_answers_at", "kept_answers", ["at"])
    op.create_index("ix_kept_answers_plan", "kept_answers", ["plan"])


def _of_plans() -> None:
    op.create_table(
        "views",
        sa.Column("plan", sa.String(length=36), nullable=False),
        sa.Column("party", sa.String(length=64), nullable=False),
        sa.Column(
            "number",
            sa.Integer(),
            autoincrement=False,
            nullable=False,
            comment="counted from 1 for the party alone",
        ),
        sa.Column(
            "revision",
            sa.Integer(),
            nullable=False,
            comment="the one that made it; the next ones look the same to the party",
        ),
        sa.ForeignKeyConstraint(["plan"], [OF_PLAN], name=op.f("fk_views_plan"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("plan", "party", "number", name=op.f("pk_views")),
    )
    op.create_table(
        "sharing",
        sa.Column("plan", sa.String(length=36), nullable=False),
        sa.Column(
            "member", sa.String(length=64), nullable=False, comment="who changes the plan too, besides its owner"
        ),
        sa.ForeignKeyConstraint(["plan"], [OF_PLAN], name=op.f("fk_sharing_plan"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("plan", "member", name=op.f("pk_sharing")),
    )


def _of_workspace(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["workspace"], ["workspaces.id"], name=op.f(f"fk_{table}_workspace"), ondelete="CASCADE"
    )
