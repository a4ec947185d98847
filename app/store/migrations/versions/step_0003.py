"""Who comes in: users, members, sessions, one-time addresses, and how often somebody tried."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from app.store.columns import Instant

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "attempts",
        sa.Column("key", sa.String(length=80), nullable=False, comment="a digest of an address, of mail or of origin"),
        sa.Column("count", sa.Integer(), nullable=False, comment="attempts since the last one that came to something"),
        sa.Column("last_at", Instant(), nullable=False),
        sa.Column("waits_until", Instant(), nullable=True, comment="before which no further one is looked at"),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_attempts")),
    )
    op.create_table(
        "oidc_starts",
        sa.Column(
            "digest", sa.String(length=64), nullable=False, comment="of the state, which the browser alone keeps"
        ),
        sa.Column("nonce", sa.String(length=64), nullable=False),
        sa.Column("verifier", sa.String(length=128), nullable=False, comment="of PKCE"),
        sa.Column("leads_to", sa.Text(), nullable=False),
        sa.Column("made_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_oidc_starts")),
    )
    op.create_table(
        "users",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("email", sa.Text(), nullable=False, comment="as it was written"),
        sa.Column("email_key", sa.Text(), nullable=False, comment="without regard to case"),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("password", sa.Text(), nullable=True, comment="its argon2id hash; none for who comes in otherwise"),
        sa.Column("issuer", sa.Text(), nullable=True, comment="of the identity provider that knows the user"),
        sa.Column("subject", sa.Text(), nullable=True, comment="what that provider calls the user"),
        sa.Column(
            "proved_at", Instant(), nullable=True, comment="when the e-mail address was proved to be the user's own"
        ),
        sa.Column("disabled_at", Instant(), nullable=True),
        sa.Column("made_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_users")),
        sa.UniqueConstraint("email_key", name=op.f("uq_users_email_key")),
        sa.UniqueConstraint("issuer", "subject", name=op.f("uq_users_issuer_subject")),
    )
    op.create_table(
        "members",
        sa.Column("workspace", sa.String(length=36), nullable=False),
        sa.Column("user", sa.String(length=36), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("joined_at", Instant(), nullable=False),
        sa.Column("disabled_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(["user"], ["users.id"], name=op.f("fk_members_user"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["workspace"], ["workspaces.id"], name=op.f("fk_members_workspace"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("workspace", "user", name=op.f("pk_members")),
    )
    op.create_index("ix_members_user", "members", ["user"], unique=False)
    op.create_table(
        "one_time_addresses",
        sa.Column("digest", sa.String(length=64), nullable=False, comment="of its secret, which nobody keeps"),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("purpose", sa.String(length=16), nullable=False, comment="first, invite, password"),
        sa.Column("workspace", sa.String(length=36), nullable=True),
        sa.Column("user", sa.String(length=36), nullable=True),
        sa.Column("email", sa.Text(), nullable=True),
        sa.Column("role", sa.String(length=16), nullable=True),
        sa.Column("is_mailed", sa.Boolean(), nullable=False, comment="whether only who reads that mail has it"),
        sa.Column("made_at", Instant(), nullable=False),
        sa.Column("made_by", sa.String(length=64), nullable=False),
        sa.Column("expires_at", Instant(), nullable=False),
        sa.Column("used_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(["user"], ["users.id"], name=op.f("fk_one_time_addresses_user"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["workspace"], ["workspaces.id"], name=op.f("fk_one_time_addresses_workspace"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_one_time_addresses")),
        sa.UniqueConstraint("id", name=op.f("uq_one_time_addresses_id")),
    )
    op.create_index("ix_one_time_addresses_workspace", "one_time_addresses", ["workspace"], unique=False)
    op.create_table(
        "sessions",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False, comment="of its secret, which nobody keeps"),
        sa.Column(
            "digest_before",
            sa.String(length=64),
            nullable=True,
            comment="of the secret before, which holds a moment longer",
        ),
        sa.Column("drawn_at", Instant(), nullable=False, comment="when the secret was drawn"),
        sa.Column("user", sa.String(length=36), nullable=False),
        sa.Column("workspace", sa.String(length=36), nullable=False),
        sa.Column("form_key", sa.String(length=64), nullable=False, comment="what each of its forms carries"),
        sa.Column("made_at", Instant(), nullable=False),
        sa.Column("seen_at", Instant(), nullable=False),
        sa.Column("confirmed", sa.Boolean(), nullable=False, comment="whether the newest secret was shown since"),
        sa.Column("renew", sa.Boolean(), nullable=False, comment="whether the next request draws a new secret"),
        sa.Column("agent", sa.Text(), nullable=False, comment="what the browser calls itself"),
        sa.ForeignKeyConstraint(["user"], ["users.id"], name=op.f("fk_sessions_user"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["workspace"], ["workspaces.id"], name=op.f("fk_sessions_workspace"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sessions")),
        sa.UniqueConstraint("digest", name=op.f("uq_sessions_digest")),
        sa.UniqueConstraint("digest_before", name=op.f("uq_sessions_digest_before")),
    )
    op.create_index("ix_sessions_user", "sessions", ["user"], unique=False)
