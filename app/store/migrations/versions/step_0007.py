"""Share links, who came in by them, and codes that prove an address."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from app.store.columns import Instant

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "share_links",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("plan", sa.String(length=36), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False, comment="of its secret, which nobody keeps"),
        sa.Column("party", sa.String(length=64), nullable=False, comment="whose eyes it gives"),
        sa.Column("level", sa.String(length=16), nullable=False, comment="open, name, code, listed, password"),
        sa.Column("label", sa.Text(), nullable=True, comment="what its maker calls it"),
        sa.Column("password", sa.Text(), nullable=True, comment="its argon2id hash"),
        sa.Column("listed", sa.JSON(), nullable=False, comment="e-mail addresses beside those of the party's people"),
        sa.Column("person", sa.String(length=64), nullable=True, comment="the one whom it is for"),
        sa.Column(
            "handed_on_from", sa.String(length=36), nullable=True, comment="the link of the one who handed a step on"
        ),
        sa.Column("keeps_visits", sa.Boolean(), nullable=False),
        sa.Column("made_at", Instant(), nullable=False),
        sa.Column("made_by", sa.String(length=64), nullable=False),
        sa.Column("made_by_name", sa.Text(), nullable=False),
        sa.Column("expires_at", Instant(), nullable=True),
        sa.Column("used_at", Instant(), nullable=True),
        sa.Column("revoked_at", Instant(), nullable=True),
        _goes_with("share_links", "plan", "plans"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_share_links")),
        sa.UniqueConstraint("digest", name=op.f("uq_share_links_digest")),
    )
    op.create_index("ix_share_links_plan", "share_links", ["plan"])
    _participants()
    _codes_and_visits()


def _participants() -> None:
    op.create_table(
        "participants",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("plan", sa.String(length=36), nullable=False),
        sa.Column("link", sa.String(length=36), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False, comment="of what its browser or tool shows"),
        sa.Column("person", sa.String(length=64), nullable=False, comment="who it is among the plan's people"),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=True, comment="the address that it said or proved"),
        sa.Column("email_key", sa.Text(), nullable=True, comment="the same without regard to case"),
        sa.Column("proved_at", Instant(), nullable=True),
        sa.Column("made_at", Instant(), nullable=False),
        sa.Column("used_at", Instant(), nullable=True),
        sa.Column("revoked_at", Instant(), nullable=True),
        _goes_with("participants", "plan", "plans"),
        _goes_with("participants", "link", "share_links"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_participants")),
        sa.UniqueConstraint("digest", name=op.f("uq_participants_digest")),
    )
    op.create_index("ix_participants_link", "participants", ["link"])
    op.create_index("ix_participants_plan", "participants", ["plan"])


def _codes_and_visits() -> None:
    op.create_table(
        "mailed_codes",
        sa.Column("key", sa.String(length=64), nullable=False, comment="a digest of what the browser that asked keeps"),
        sa.Column("link", sa.String(length=36), nullable=False),
        sa.Column("participant", sa.String(length=36), nullable=True, comment="who proves it"),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=True, comment="what somebody new is called"),
        sa.Column(
            "digest", sa.String(length=64), nullable=False, comment="of the code together with what the browser keeps"
        ),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("expires_at", Instant(), nullable=False),
        sa.Column("used_at", Instant(), nullable=True),
        _goes_with("mailed_codes", "link", "share_links"),
        _goes_with("mailed_codes", "participant", "participants"),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_mailed_codes")),
    )
    op.create_index("ix_mailed_codes_link", "mailed_codes", ["link"])
    op.create_table(
        "visits",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("link", sa.String(length=36), nullable=False),
        sa.Column("participant", sa.String(length=36), nullable=True, comment="none of a stranger"),
        sa.Column("at", Instant(), nullable=False),
        _goes_with("visits", "link", "share_links"),
        _goes_with("visits", "participant", "participants"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visits")),
    )
    op.create_index("ix_visits_link_at", "visits", ["link", "at"])


def _goes_with(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    """Return what lets a row go with the one that it belongs to."""
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}"), ondelete="CASCADE")
