"""Who comes in, and by what: accounts, sessions, tokens, links; and who is forgotten."""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, Column, ForeignKey, Index, Integer, String, Table, Text, UniqueConstraint

from app.store.columns import Instant

from .ground import METADATA

api_tokens = Table(
    "api_tokens",
    METADATA,
    Column("id", String(36), primary_key=True),
    Column("workspace", String(36), ForeignKey("workspaces.id", ondelete="CASCADE"), nullable=False),
    Column("digest", String(64), nullable=False, comment="of its secret, which nobody keeps"),
    Column("name", Text, nullable=False),
    Column("scopes", JSON, nullable=False),
    Column("made_at", Instant, nullable=False),
    Column("made_by", String(64), nullable=False, comment="the member who made it"),
    Column("expires_at", Instant),
    Column("used_at", Instant),
    Column("revoked_at", Instant),
    UniqueConstraint("digest"),
)

users = Table(
    "users",
    METADATA,
    Column("id", String(36), primary_key=True),
    Column("email", Text, nullable=False, comment="as it was written"),
    Column("email_key", Text, nullable=False, comment="without regard to case"),
    Column("name", Text, nullable=False),
    Column("password", Text, comment="its argon2id hash; none for who comes in otherwise"),
    Column("issuer", Text, comment="of the identity provider that knows the user"),
    Column("subject", Text, comment="what that provider calls the user"),
    Column("proved_at", Instant, comment="when the e-mail address was proved to be the user's own"),
    Column("disabled_at", Instant),
    Column("made_at", Instant, nullable=False),
    UniqueConstraint("email_key"),
    UniqueConstraint("issuer", "subject"),
)

members = Table(
    "members",
    METADATA,
    Column("workspace", String(36), ForeignKey("workspaces.id", ondelete="CASCADE"), primary_key=True),
    Column("user", String(36), ForeignKey("users.id", ondelete="CASCADE"), primary_key=True),
    Column("role", String(16), nullable=False),
    Column("joined_at", Instant, nullable=False),
    Column("disabled_at", Instant),
    Index("ix_members_user", "user"),
)

one_time_addresses = Table(
    "one_time_addresses",
    METADATA,
    Column("digest", String(64), primary_key=True, comment="of its secret, which nobody keeps"),
    Column("id", String(36), nullable=False),
    Column("purpose", String(16), nullable=False, comment="first, invite, password"),
    Column("workspace", String(36), ForeignKey("workspaces.id", ondelete="CASCADE")),
    Column("user", String(36), ForeignKey("users.id", ondelete="CASCADE")),
    Column("email", Text),
    Column("role", String(16)),
    Column("is_mailed", Boolean, nullable=False, comment="whether only who reads that mail has it"),
    Column("made_at", Instant, nullable=False),
    Column("made_by", String(64), nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("used_at", Instant),
    UniqueConstraint("id"),
    Index("ix_one_time_addresses_workspace", "workspace"),
)

attempts = Table(
    "attempts",
    METADATA,
    Column("key", String(80), primary_key=True, comment="a digest of an address, of mail or of origin"),
    Column("count", Integer, nullable=False, comment="attempts since the last one that came to something"),
    Column("last_at", Instant, nullable=False),
    Column("waits_until", Instant, comment="before which no further one is looked at"),
)

sessions = Table(
    "sessions",
    METADATA,
    Column("id", String(36), primary_key=True),
    Column("digest", String(64), nullable=False, comment="of its secret, which nobody keeps"),
    Column("digest_before", String(64), comment="of the secret before, which holds a moment longer"),
    Column("drawn_at", Instant, nullable=False, comment="when the secret was drawn"),
    Column("user", String(36), ForeignKey("users.id", ondelete="CASCADE"), nullable=False),
    Column("workspace", String(36), ForeignKey("workspaces.id", ondelete="CASCADE"), nullable=False),
    Column("form_key", String(64), nullable=False, comment="what each of its forms carries"),
    Column("made_at", Instant, nullable=False),
    Column("seen_at", Instant, nullable=False),
    Column("confirmed", Boolean, nullable=False, comment="whether the newest secret was shown since"),
    Column("renew", Boolean, nullable=False, comment="whether the next request draws a new secret"),
    Column("agent", Text, nullable=False, comment="what the browser calls itself"),
    UniqueConstraint("digest"),
    UniqueConstraint("digest_before"),
    Index("ix_sessions_user", "user"),
)

oidc_starts = Table(
    "oidc_starts",
    METADATA,
    Column("digest", String(64), primary_key=True, comment="of the state, which the browser alone keeps"),
    Column("nonce", String(64), nullable=False),
    Column("verifier", String(128), nullable=False, comment="of PKCE"),
    Column("leads_to", Text, nullable=False),
    Column("made_at", Instant, nullable=False),
)

share_links = Table(
    "share_links",
    METADATA,
    Column("id", String(36), primary_key=True),
    Column("plan", String(36), ForeignKey("plans.id", ondelete="CASCADE"), nullable=False),
    Column("digest", String(64), nullable=False, comment="of its secret, which nobody keeps"),
    Column("party", String(64), nullable=False, comment="whose eyes it gives"),
    Column("level", String(16), nullable=False, comment="open, name, code, listed, password"),
    Column("label", Text, comment="what its maker calls it"),
    Column("password", Text, comment="its argon2id hash"),
    Column("listed", JSON, nullable=False, comment="e-mail addresses beside those of the party's people"),
    Column("person", String(64), comment="the one whom it is for"),
    Column("handed_on_from", String(36), comment="the link of the one who handed a step on"),
    Column("keeps_visits", Boolean, nullable=False),
    Column("made_at", Instant, nullable=False),
    Column("made_by", String(64), nullable=False),
    Column("made_by_name", Text, nullable=False),
    Column("expires_at", Instant),
    Column("used_at", Instant),
    Column("revoked_at", Instant),
    UniqueConstraint("digest"),
    Index("ix_share_links_plan", "plan"),
)

participants = Table(
    "participants",
    METADATA,
    Column("id", String(36), primary_key=True),
    Column("plan", String(36), ForeignKey("plans.id", ondelete="CASCADE"), nullable=False),
    Column("link", String(36), ForeignKey("share_links.id", ondelete="CASCADE"), nullable=False),
    Column("digest", String(64), nullable=False, comment="of what its browser or tool shows"),
    Column("person", String(64), nullable=False, comment="who it is among the plan's people"),
    Column("name", Text, nullable=False),
    Column("email", Text, comment="the address that it said or proved"),
    Column("email_key", Text, comment="the same without regard to case"),
    Column("proved_at", Instant),
    Column("made_at", Instant, nullable=False),
    Column("used_at", Instant),
    Column("revoked_at", Instant),
    UniqueConstraint("digest"),
    Index("ix_participants_link", "link"),
    Index("ix_participants_plan", "plan"),
)

mailed_codes = Table(
    "mailed_codes",
    METADATA,
    Column("key", String(64), primary_key=True, comment="a digest of what the browser that asked keeps"),
    Column("link", String(36), ForeignKey("share_links.id", ondelete="CASCADE"), nullable=False),
    Column("participant", String(36), ForeignKey("participants.id", ondelete="CASCADE"), comment="who proves it"),
    Column("email", Text, nullable=False),
    Column("name", Text, comment="what somebody new is called"),
    Column("digest", String(64), nullable=False, comment="of the code together with what the browser keeps"),
    Column("tries", Integer, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("used_at", Instant),
    Index("ix_mailed_codes_link", "link"),
)

visits = Table(
    "visits",
    METADATA,
    Column("id", String(36), primary_key=True),
    Column("link", String(36), ForeignKey("share_links.id", ondelete="CASCADE"), nullable=False),
    Column("participant", String(36), ForeignKey("participants.id", ondelete="CASCADE"), comment="none of a stranger"),
    Column("at", Instant, nullable=False),
    Index("ix_visits_link_at", "link", "at"),
)

erasures = Table(
    "erasures",
    METADATA,
    Column("id", String(36), primary_key=True),
    Column("workspace", String(36), ForeignKey("workspaces.id", ondelete="CASCADE"), nullable=False),
    Column("pseudonym", String(64), nullable=False, comment="what the one is called from then on"),
    Column("about", JSON(none_as_null=True), comment="who it is and by what known; none once it is over"),
    Column(
        "plan",
        String(36),
        ForeignKey("plans.id", ondelete="CASCADE"),
        comment="the one plan in which; all of the workspace where absent",
    ),
    Column("asked_at", Instant, nullable=False),
    Column("asked_by", String(64), nullable=False),
    Column("finished_at", Instant),
    Index("ix_erasures_workspace", "workspace"),
)
