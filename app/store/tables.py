"""The tables, as the code of this version takes them to be; `migrations` is how a database gets there."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
    text,
)

from .columns import Instant

METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _of_plan() -> Column[str]:
    """Return the column by which a row belongs to a plan, with which it goes."""
    return Column("plan", String(36), ForeignKey("plans.id", ondelete="CASCADE"), primary_key=True)


def _who() -> tuple[Column[Any], ...]:
    """Return the columns that keep an actor."""
    return (
        Column("by_kind", String(16), nullable=False),
        Column("by_id", String(64), nullable=False),
        Column("by_name", Text, nullable=False),
        Column("by_party", String(64)),
        Column("by_person", String(64)),
        Column("by_verified", Boolean, nullable=False, server_default=false(), comment="had proved an address then"),
    )


SOON = "within two weeks, the soonest first"
FOLDED = "without regard to capitals and accents"
DAYS_PASS = text("archived_at IS NULL")
"""What is true of plans in which days pass."""
GO_ON = text("archived_at IS NULL AND (outcome IS NULL OR outcome NOT IN ('lost', 'no_decision'))")
"""What is true of nearly all of them; written out, so that a query finds the index of just these."""
GIVEN_UP = text("archived_at IS NULL AND outcome IN ('lost', 'no_decision')")
"""What is true of the others, which are few, and found without one."""

workspaces = Table(
    "workspaces",
    METADATA,
    Column("id", String(36), primary_key=True),
    Column("name", Text, nullable=False),
    Column("made_at", Instant, nullable=False),
)

plans = Table(
    "plans",
    METADATA,
    Column("id", String(36), primary_key=True),
    Column("workspace", String(36), ForeignKey("workspaces.id", ondelete="CASCADE"), nullable=False),
    Column("revision", Integer, nullable=False, comment="the newest state of the document, counted from 1"),
    Column("entries", Integer, nullable=False, comment="how many entries its log has"),
    Column("day", Date, nullable=False, comment="up to which day of its zone time has passed in it"),
    Column("zone", String(64), nullable=False),
    Column("made_at", Instant, nullable=False),
    Column("changed_at", Instant, nullable=False),
    Column("archived_at", Instant),
    Column("over_at", Instant, comment="since when it is closed or archived; none where it is neither"),
    Column("erasure_told_at", Instant, comment="when the admins were told that it will be erased, as it is over"),
    Column("owner", String(64), comment="the member who answers for it"),
    # What lists show, written with every change.
    Column("title", Text, nullable=False),
    Column("customer", Text),
    Column("title_key", Text, nullable=False, server_default="", comment=f"the title {FOLDED}"),
    Column("customer_key", Text, nullable=False, server_default="", comment=f"the customer {FOLDED}"),
    Column("outcome", String(16)),
    Column("health", String(16), nullable=False),
    Column("next_date", String(64), comment="the next critical date that is not done"),
    Column("next_due", Date),
    Column("forecast", Date, comment="where that date lands"),
    Column("short_by", Integer, nullable=False),
    Column("next_step", Text, comment="the title of the step that starts next, as the seller sees it"),
    Column("next_start", Date, comment="when it is planned to"),
    Column("starting", JSON(none_as_null=True), comment=f"steps that start {SOON}, as the seller sees them"),
    Index("ix_plans_workspace_changed_at", "workspace", "changed_at"),
    Index("ix_plans_workspace_next_start", "workspace", "next_start"),
    Index("ix_plans_zone_day_id", "zone", "day", "id", sqlite_where=GO_ON, postgresql_where=GO_ON),
)

revisions = Table(
    "revisions",
    METADATA,
    _of_plan(),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("base", Integer, comment="the revision that the body is a difference to; none for a full copy"),
    Column("body", LargeBinary, nullable=False),
)

log = Table(
    "log",
    METADATA,
    _of_plan(),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("before", Integer, nullable=False, comment="the document's revision before it"),
    Column("revision", Integer, nullable=False, comment="the one after it; the same where it left the document alone"),
    Column("at", Instant, nullable=False),
    *_who(),
    Column("verb", String(32), nullable=False),
    Column("asked", JSON, nullable=False, comment="the operations, as they were asked for"),
    Column("step", String(64), comment="the step that it was about"),
    Column("why", Text),
    Column("day", Date, nullable=False, comment="as of which the dates before and after it are"),
    Column("effect", JSON, nullable=False, comment="what it did to the forecasts, by critical date"),
    Column("undoes", Integer, comment="the entry that it takes back"),
    Column("private", String(64), comment="the party that alone knows of it"),
)

forecasts = Table(
    "forecasts",
    METADATA,
    _of_plan(),
    Column("critical_date", String(64), primary_key=True),
    Column("first", Date, nullable=False, comment="where it landed when it came into the plan"),
    Column("baseline", Date, comment="where it lands by the baseline in force"),
    Column("latest", Date, nullable=False),
)

ledger = Table(
    "ledger",
    METADATA,
    _of_plan(),
    Column("entry", Integer, primary_key=True, autoincrement=False),
    Column("critical_date", String(64), primary_key=True),
    Column("days", Integer, nullable=False, comment="calendar days by which the forecast moved; later is positive"),
    Column("cause", String(32), nullable=False),
    Column("step", String(64)),
    Column("side", Text, comment="a party, both, or several with + between"),
    Column("phase", String(64)),
    Column("seen_as", JSON, nullable=False, comment="what parties see of it that do not see all, by party"),
    ForeignKeyConstraint(["plan", "entry"], ["log.plan", "log.number"], ondelete="CASCADE"),
)

calendar_entries = Table(
    "calendar_entries",
    METADATA,
    _of_plan(),
    Column("audience", String(64), primary_key=True, comment="the party that reads it"),
    Column("uid", String(200), primary_key=True),
    Column("sequence", Integer, nullable=False),
    Column("content", String(64), nullable=False, comment="a digest of what the reader sees"),
    Column("made_at", Instant, nullable=False),
    Column("changed_at", Instant, nullable=False),
    Column("cancelled_at", Instant),
    Column("last_seen", JSON, nullable=False, comment="what a cancellation still shows: title and day"),
)

comments = Table(
    "comments",
    METADATA,
    _of_plan(),
    Column("id", String(36), primary_key=True, comment="drawn: counting would tell of what is hidden"),
    Column("entry", Integer, nullable=False),
    Column("step", String(64)),
    Column("text", Text, comment="none once it was erased"),
    Column("mentions", JSON, nullable=False, comment="ids of the people"),
    Column("private", String(64), comment="the party that alone may read it"),
    Column("erased_at", Instant),
    ForeignKeyConstraint(["plan", "entry"], ["log.plan", "log.number"], ondelete="CASCADE"),
)

files = Table(
    "files",
    METADATA,
    _of_plan(),
    Column("id", String(36), primary_key=True, comment="drawn; the storage has the content under it"),
    Column("entry", Integer, nullable=False),
    Column("step", String(64)),
    Column("name", Text, nullable=False),
    Column("media_type", String(128), nullable=False),
    Column("size", Integer, nullable=False, comment="bytes"),
    Column("sha256", String(64), nullable=False),
    Column("private", String(64), comment="the party that alone may read it"),
    Column("removed_at", Instant),
    ForeignKeyConstraint(["plan", "entry"], ["log.plan", "log.number"], ondelete="CASCADE"),
)

discarded = Table(
    "discarded",
    METADATA,
    Column("key", String(36), primary_key=True, comment="of content that nobody can reach any more"),
    Column("at", Instant, nullable=False),
)

baselines = Table(
    "baselines",
    METADATA,
    _of_plan(),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("entry", Integer, nullable=False, comment="the entry that proposed it"),
    Column("revision", Integer, nullable=False),
    Column("dates", JSON, nullable=False, comment="what is signed: dates by step and by critical date"),
    Column("digest", String(64), nullable=False),
    Column("in_force_at", Instant),
    Column("withdrawn_at", Instant),
)

signatures = Table(
    "signatures",
    METADATA,
    _of_plan(),
    Column("baseline", Integer, primary_key=True, autoincrement=False),
    Column("party", String(64), primary_key=True),
    Column("entry", Integer, nullable=False),
    Column("name", Text, nullable=False),
    Column("person", String(64)),
    Column("verified", Boolean, nullable=False),
    Column("at", Instant, nullable=False),
    ForeignKeyConstraint(["plan", "baseline"], ["baselines.plan", "baselines.number"], ondelete="CASCADE"),
)

shared_sums = Table(
    "shared_sums",
    METADATA,
    _of_plan(),
    Column("party", String(64), primary_key=True, comment="which lets the others see sums per side"),
)

change_requests = Table(
    "change_requests",
    METADATA,
    _of_plan(),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("entry", Integer, nullable=False, comment="the entry that asked for it"),
    Column("revision", Integer, nullable=False, comment="the document's that the one who asked had seen"),
    Column("party", String(64), nullable=False, comment="the side that asks"),
    Column("operations", JSON, nullable=False),
    Column("state", String(16), nullable=False, comment="open, accepted, declined, withdrawn"),
    Column("settled_by", Integer, comment="the entry that settled it"),
)

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

views = Table(
    "views",
    METADATA,
    _of_plan(),
    Column("party", String(64), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False, comment="counted from 1 for the party alone"),
    Column(
        "revision", Integer, nullable=False, comment="the one that made it; the next ones look the same to the party"
    ),
)

sharing = Table(
    "sharing",
    METADATA,
    _of_plan(),
    Column("member", String(64), primary_key=True, comment="who changes the plan too, besides its owner"),
)

spent_ids = Table(
    "spent_ids",
    METADATA,
    _of_plan(),
    Column("digest", String(64), primary_key=True, comment="of an id that the seller gave or saw, and sees no more"),
)

external_ids = Table(
    "external_ids",
    METADATA,
    Column("workspace", String(36), ForeignKey("workspaces.id", ondelete="CASCADE"), primary_key=True),
    Column("system", String(64), primary_key=True, comment="such as salesforce"),
    Column("id", String(200), primary_key=True, comment="what it calls the plan, or what the plan is for"),
    Column("plan", String(36), ForeignKey("plans.id", ondelete="CASCADE"), nullable=False),
    Column("record", JSON, comment="what the system said last of it"),
    Index("ix_external_ids_plan", "plan"),
)

kept_answers = Table(
    "kept_answers",
    METADATA,
    Column("workspace", String(36), ForeignKey("workspaces.id", ondelete="CASCADE"), primary_key=True),
    Column("by_kind", String(16), primary_key=True),
    Column("by_id", String(64), primary_key=True),
    Column("key", String(255), primary_key=True, comment="what the caller calls its request"),
    Column("digest", String(64), nullable=False, comment="of what was asked for"),
    Column("at", Instant, nullable=False),
    Column("status", Integer, comment="of the answer; none while it is made"),
    Column("headers", JSON),
    Column("body", LargeBinary),
    Column("plan", String(36), ForeignKey("plans.id", ondelete="CASCADE"), comment="the one that it tells of"),
    Index("ix_kept_answers_at", "at"),
    Index("ix_kept_answers_plan", "plan"),
)

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
    _of_plan(),
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
    _of_plan(),
    Column("webhook", String(36), ForeignKey("webhooks.id", ondelete="CASCADE"), primary_key=True),
    Index("ix_webhook_plans_webhook", "webhook"),
)

webhook_counts = Table(
    "webhook_counts",
    METADATA,
    _of_plan(),
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

templates = Table(
    "templates",
    METADATA,
    Column("workspace", String(36), ForeignKey("workspaces.id", ondelete="CASCADE"), primary_key=True),
    Column("id", String(64), primary_key=True),
    Column("version", Integer, nullable=False, comment="the newest, counted from 1"),
    Column("made_at", Instant, nullable=False),
    Column("changed_at", Instant, nullable=False),
    Column("archived_at", Instant),
)

template_versions = Table(
    "template_versions",
    METADATA,
    Column("workspace", String(36), ForeignKey("workspaces.id", ondelete="CASCADE"), primary_key=True),
    Column("template", String(64), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("text", Text, comment="as somebody wrote it; none of a ready-made one"),
    Column("content", LargeBinary, nullable=False, comment="the template with all that it is made of"),
    Column("made_at", Instant, nullable=False),
    Column("by_kind", String(16), nullable=False),
    Column("by_id", String(64), nullable=False),
    Column("by_name", Text, nullable=False),
)
