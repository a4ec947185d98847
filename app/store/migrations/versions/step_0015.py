"""Templates of a workspace, and versions of those that plans are made of."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from app.store.columns import Instant

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "templates",
        sa.Column("workspace", sa.String(36), nullable=False),
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False, comment="the newest, counted from 1"),
        sa.Column("made_at", Instant(), nullable=False),
        sa.Column("changed_at", Instant(), nullable=False),
        sa.Column("archived_at", Instant()),
        sa.PrimaryKeyConstraint("workspace", "id", name="pk_templates"),
        sa.ForeignKeyConstraint(["workspace"], ["workspaces.id"], name="fk_templates_workspace", ondelete="CASCADE"),
    )
    op.create_table(
        "template_versions",
        sa.Column("workspace", sa.String(36), nullable=False),
        sa.Column("template", sa.String(64), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("text", sa.Text(), comment="as somebody wrote it; none of a ready-made one"),
        sa.Column("content", sa.LargeBinary(), nullable=False, comment="the template with all that it is made of"),
        sa.Column("made_at", Instant(), nullable=False),
        sa.Column("by_kind", sa.String(16), nullable=False),
        sa.Column("by_id", sa.String(64), nullable=False),
        sa.Column("by_name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "template", "number", name="pk_template_versions"),
        sa.ForeignKeyConstraint(
            ["workspace"], ["workspaces.id"], name="fk_template_versions_workspace", ondelete="CASCADE"
        ),
    )
