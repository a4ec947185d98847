"""What readers choose about mail, and addresses at which nobody reads."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from app.store.columns import Instant

revision = "0014"
down_revision = "0013"

WORKSPACE = "workspaces.id"


def upgrade() -> None:
    """Add the tables and columns."""
    secret = "of the address at which its reader chooses; forgotten like the text"  # noqa: S105 - says what it is
    op.add_column("mails", sa.Column("choices", sa.String(64), comment=secret))
    op.add_column("mails", sa.Column("choices_digest", sa.String(64), comment="of that secret"))
    op.create_index("ix_mails_choices_digest", "mails", ["choices_digest"], unique=True)
    op.create_table(
        "unwanted_mail",
        sa.Column("workspace", sa.String(36), nullable=False),
        sa.Column("email_key", sa.Text(), nullable=False, comment="an address without regard to case"),
        sa.Column("kind", sa.String(32), nullable=False, comment="of which it gets none"),
        sa.Column("at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "email_key", "kind", name="pk_unwanted_mail"),
        sa.ForeignKeyConstraint(
            ["workspace"], [WORKSPACE], name="fk_unwanted_mail_workspace_workspaces", ondelete="CASCADE"
        ),
    )
    op.create_table(
        "stopped_addresses",
        sa.Column("workspace", sa.String(36), nullable=False),
        sa.Column("email_key", sa.Text(), nullable=False, comment="an address without regard to case"),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("problem", sa.Text(), nullable=False, comment="what its server said"),
        sa.PrimaryKeyConstraint("workspace", "email_key", name="pk_stopped_addresses"),
        sa.ForeignKeyConstraint(
            ["workspace"], [WORKSPACE], name="fk_stopped_addresses_workspace_workspaces", ondelete="CASCADE"
        ),
    )
