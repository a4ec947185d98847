"""What goes out and comes back: mails, digests, invitations, feeds, webhooks; and the workers that died at it."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
)

from app.store.columns import Instant

from .ground import METADATA, of_plan

mails = Table(
    "mails",
    METADATA,
    Column("id", String(36), primary_key=True),
    Column("workspace", String(36), ForeignKey("workspaces.id", ondelete="CASCADE"), comment="none: the service's own"),
    Column("kind", String(32), nullable=False),
    Column("address", Text, nullable=False),
    Column("name", Text),
    Column("subject", Text, nullable=False),
    Column("text", Text, comment="none once it was sent or given up"),
    Column("html", Text),
    Column("made_at", Instant, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("message_id", Text, comment="by which a repetition is recognised; set before it is first sent"),
    Column("sent_at", Instant),
    Column("failed_at", Instant),
    Column("problem", Text, comment="why it failed, in the words of the other side"),
    Column("calendar", Text, comment="what calendar programs read of it"),
    Column("reply_to", Text, comment="where answers go, if not to who writes"),
    Column("choices", String(64), comment="of the address at which its reader chooses; forgotten like the text"),
    Column("choices_digest", String(64), comment="of that secret"),
    Index("ix_mails_workspace_made_at", "workspace", "made_at"),
    Index("ix_mails_choices_digest", "choices_digest", unique=True),
)

mail_plans = Table(
    "mail_plans",
    METADATA,
    of_plan(),
    Column("mail", String(36), ForeignKey("mails.id", ondelete="CASCADE"), primary_key=True),
    Index("ix_mail_plans_mail", "mail"),
)

digests = Table(
    "digests",
    METADATA,
    Column("id", String(36), primary_key=True),
    Column("workspace", String(36), ForeignKey("workspaces.id", ondelete="CASCADE"), nullable=False),
    Column("email_key", Text, nullable=False, comment="whose it is, without regard to case"),
    Column("day", Date, nullable=False),
    Column("made_at", Instant, nullable=False),
    Column("done_at", Instant, comment="when it was written, or there was nothing to write"),
    Column("mail", String(36), comment="none where there was nothing to say"),
    UniqueConstraint("workspace", "email_key", "day"),
)

digest_ways = Table(
    "digest_ways",
    METADATA,
    Column("link", String(36), ForeignKey("share_links.id", ondelete="CASCADE"), primary_key=True),
    Column("plan", String(36), ForeignKey("plans.id", ondelete="CASCADE"), nullable=False),
    Column("email_key", Text, nullable=False, comment="of the one whom it is for"),
    Column("secret", String(64), nullable=False, comment="lets nobody in who cannot read that mailbox"),
    Index("ix_digest_ways_plan_email_key", "plan", "email_key"),
)

takeovers = Table(
    "takeovers",
    METADATA,
    Column("job", String(255), primary_key=True, comment="the engine's id of the attempt"),
    Column("times", Integer, nullable=False),
    Column("at", Instant, nullable=False),
)

unwanted_mail = Table(
    "unwanted_mail",
    METADATA,
    Column("workspace", String(36), ForeignKey("workspaces.id", ondelete="CASCADE"), primary_key=True),
    Column("email_key", Text, primary_key=True, comment="an address without regard to case"),
    Column("kind", String(32), primary_key=True, comment="of which it gets none"),
    Column("at", Instant, nullable=False),
)

stopped_addresses = Table(
    "stopped_addresses",
    METADATA,
    Column("workspace", String(36), ForeignKey("workspaces.id", ondelete="CASCADE"), primary_key=True),
    Column("email_key", Text, primary_key=True, comment="an address without regard to case"),
    Column("address", Text, nullable=False),
    Column("at", Instant, nullable=False),
    Column("problem", Text, nullable=False, comment="what its server said"),
)

invitations = Table(
    "invitations",
    METADATA,
    Column("id", String(36), primary_key=True),
    Column("plan", String(36), ForeignKey("plans.id", ondelete="CASCADE"), nullable=False),
    Column("step", String(64), nullable=False),
    Column("person", String(64), nullable=False),
    Column("party", String(64), nullable=False, comment="whose eyes the person has"),
    Column("email", Text, nullable=False, comment="the address that was invited"),
    Column("email_key", Text, nullable=False, comment="the same without regard to case"),
    Column("name", Text, nullable=False),
    Column("token", String(32), nullable=False, comment="what an answer is addressed to; it stands in each mail"),
    Column("organizer", Text, nullable=False, comment="the address that reads the answer"),
    Column("by_name", Text, nullable=False, comment="who invited"),
    Column("at", Text, nullable=False, comment="where people reach the service"),
    Column("uid", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("start", Text, comment="the date that the mail said, as a plan writes it"),
    Column("finish", Text, nullable=False),
    Column("begin", Text, nullable=False, comment="the same as calendars show it"),
    Column("end", Text, nullable=False),
    Column("place", Text, nullable=False),
    Column("made_at", Instant, nullable=False),
    Column("sent_at", Instant, nullable=False),
    Column("cancelled_at", Instant),
    Column("answer", String(16), nullable=False),
    Column("answered_at", Instant),
    Column("answer_stamp", Instant, comment="when the program wrote the answer, as it says"),
    Column("blocked", Text, comment="what the step was blocked with when it was declined"),
    Column("countered", JSON, comment="what was proposed instead and waits for an answer"),
    UniqueConstraint("token"),
    UniqueConstraint("plan", "step", "person", "email_key"),
)

replies = Table(
    "replies",
    METADATA,
    Column("key", String(64), primary_key=True, comment="by which the same message is known again"),
    Column("workspace", String(36), ForeignKey("workspaces.id", ondelete="CASCADE"), nullable=False),
    Column("plan", String(36), ForeignKey("plans.id", ondelete="CASCADE"), nullable=False),
    Column("invitation", String(36), ForeignKey("invitations.id", ondelete="CASCADE"), nullable=False),
    Column("at", Instant, nullable=False),
    Column("sender", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("outcome", String(16), nullable=False, comment="taken, repeated, late, words, refused"),
    Column("says", Text, nullable=False, comment="what came of it, or why nothing did"),
    Column("text", Text, comment="what somebody wrote in words"),
    Index("ix_replies_workspace_at", "workspace", "at"),
    Index("ix_replies_plan", "plan"),
)

feeds = Table(
    "feeds",
    METADATA,
    Column("id", String(36), primary_key=True),
    Column("workspace", String(36), ForeignKey("workspaces.id", ondelete="CASCADE"), nullable=False),
    Column("plan", String(36), ForeignKey("plans.id", ondelete="CASCADE"), nullable=False),
    Column("digest", String(64), nullable=False, comment="of its secret, which nobody keeps"),
    Column("name", Text, nullable=False),
    Column("party", String(64), nullable=False, comment="whose view it is"),
    Column("person", String(64), comment="whose steps it holds; the whole plan's where absent"),
    Column("ahead", Integer, comment="days that it looks ahead; without end where absent"),
    Column("past", Integer, nullable=False),
    Column("bars", Boolean, nullable=False),
    Column("remind", Integer),
    Column(
        "side",
        Boolean,
        nullable=False,
        server_default=false(),
        comment="whether it holds only the steps of the side whose view it is",
    ),
    Column("reader", String(64), comment="who reads it, of the plan's people"),
    Column(
        "invited",
        Boolean,
        nullable=False,
        server_default=false(),
        comment="whether it holds what its reader is invited to by mail",
    ),
    Column("anew_at", Instant, comment="when its reader last chose which mails to get"),
    Column("by_kind", String(16), nullable=False),
    Column("by_id", String(64), nullable=False),
    Column("made_at", Instant, nullable=False),
    Column("expires_at", Instant),
    Column("used_at", Instant),
    Column("revoked_at", Instant),
    UniqueConstraint("digest"),
    Index("ix_feeds_plan", "plan"),
)

webhooks = Table(
    "webhooks",
    METADATA,
    Column("id", String(36), primary_key=True),
    Column("workspace", String(36), ForeignKey("workspaces.id", ondelete="CASCADE"), nullable=False),
    Column("name", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("party", String(64), nullable=False, comment="whose eyes it has"),
    Column("events", JSON, nullable=False, comment="which it is told; all where there is none"),
    Column("all_plans", Boolean, nullable=False, comment="else those of webhook_plans"),
    Column("secret", Text, nullable=False, comment="as it is: what it signs cannot be signed by a digest"),
    Column("secret_before", Text, comment="signs too, for a while"),
    Column("secret_before_until", Instant),
    Column("made_at", Instant, nullable=False),
    Column("made_by", String(64), nullable=False),
    Column("failing_since", Instant, comment="since when nothing came through"),
    Column("paused_at", Instant),
    Column("paused_because", String(16), comment="asked, failing, gone"),
    Index("ix_webhooks_workspace", "workspace"),
)

webhook_plans = Table(
    "webhook_plans",
    METADATA,
    of_plan(),
    Column("webhook", String(36), ForeignKey("webhooks.id", ondelete="CASCADE"), primary_key=True),
    Index("ix_webhook_plans_webhook", "webhook"),
)

webhook_counts = Table(
    "webhook_counts",
    METADATA,
    of_plan(),
    Column("webhook", String(36), ForeignKey("webhooks.id", ondelete="CASCADE"), primary_key=True),
    Column("sequence", Integer, nullable=False, comment="how many events it was told of the plan"),
    Column("revision", Integer, nullable=False, comment="what it calls the state of the plan, counted by what it sees"),
    Index("ix_webhook_counts_webhook", "webhook"),
)

webhook_deliveries = Table(
    "webhook_deliveries",
    METADATA,
    Column("id", String(36), primary_key=True, comment="the webhook-id, the same with each attempt"),
    Column("webhook", String(36), ForeignKey("webhooks.id", ondelete="CASCADE"), nullable=False),
    Column("plan", String(36), ForeignKey("plans.id", ondelete="CASCADE"), nullable=False),
    Column("type", String(32), nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("made_at", Instant, nullable=False),
    Column("body", Text, nullable=False, comment="what is sent, byte for byte"),
    Column("queued", Boolean, nullable=False, comment="whether a job has it"),
    Column("attempts", Integer, nullable=False),
    Column("delivered_at", Instant),
    Column("failed_at", Instant, comment="when it was given up"),
    Index("ix_webhook_deliveries_webhook_made_at", "webhook", "made_at"),
    Index("ix_webhook_deliveries_plan", "plan"),
    Index("ix_webhook_deliveries_made_at", "made_at"),
)

webhook_attempts = Table(
    "webhook_attempts",
    METADATA,
    Column("delivery", String(36), ForeignKey("webhook_deliveries.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("at", Instant, nullable=False),
    Column("status", Integer, comment="of the answer; none where there was none"),
    Column("milliseconds", Integer, nullable=False),
    Column("answer", Text, nullable=False, comment="its beginning"),
    Column("problem", Text, comment="why it does not count; none where it was taken"),
)

webhook_standing = Table(
    "webhook_standing",
    METADATA,
    Column("delivery", String(36), ForeignKey("webhook_deliveries.id", ondelete="CASCADE"), primary_key=True),
    Column("workspace", String(36), ForeignKey("workspaces.id", ondelete="CASCADE"), nullable=False),
    Column("attempt", Integer, nullable=False, comment="the one that it was at when it stood back"),
    Column("since", Instant, nullable=False),
    Index("ix_webhook_standing_workspace_since", "workspace", "since"),
)

webhook_farewells = Table(
    "webhook_farewells",
    METADATA,
    Column("id", String(36), primary_key=True, comment="the webhook-id, the same with each attempt"),
    Column("webhook", String(36), ForeignKey("webhooks.id", ondelete="CASCADE"), nullable=False),
    Column("made_at", Instant, nullable=False),
    Column("body", Text, nullable=False, comment="what is sent, byte for byte"),
    Index("ix_webhook_farewells_webhook", "webhook"),
)
