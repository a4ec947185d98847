"""Plans, all that belongs to one, and the workspaces in which they are."""

from __future__ import annotations

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
    String,
    Table,
    Text,
    text,
)

from app.store.columns import Instant

from .ground import METADATA, of_plan, who

workspaces = Table(
    "workspaces",
    METADATA,
    Column("id", String(36), primary_key=True),
    Column("name", Text, nullable=False),
    Column("made_at", Instant, nullable=False),
)

FOLDED = "without regard to capitals and accents"

SOON = "within two weeks, the soonest first"

DAYS_PASS = text("archived_at IS NULL")
"""What is true of plans in which days pass."""

GO_ON = text("archived_at IS NULL AND (outcome IS NULL OR outcome NOT IN ('lost', 'no_decision'))")
"""What is true of nearly all of them; written out, so that a query finds the index of just these."""

GIVEN_UP = text("archived_at IS NULL AND outcome IN ('lost', 'no_decision')")
"""What is true of the others, which are few, and found without one."""

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
    of_plan(),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("base", Integer, comment="the revision that the body is a difference to; none for a full copy"),
    Column("body", LargeBinary, nullable=False),
)

log = Table(
    "log",
    METADATA,
    of_plan(),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("before", Integer, nullable=False, comment="the document's revision before it"),
    Column("revision", Integer, nullable=False, comment="the one after it; the same where it left the document alone"),
    Column("at", Instant, nullable=False),
    *who(),
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
    of_plan(),
    Column("critical_date", String(64), primary_key=True),
    Column("first", Date, nullable=False, comment="where it landed when it came into the plan"),
    Column("baseline", Date, comment="where it lands by the baseline in force"),
    Column("latest", Date, nullable=False),
)

ledger = Table(
    "ledger",
    METADATA,
    of_plan(),
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
    of_plan(),
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
    of_plan(),
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
    of_plan(),
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
    of_plan(),
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
    of_plan(),
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
    of_plan(),
    Column("party", String(64), primary_key=True, comment="which lets the others see sums per side"),
)

change_requests = Table(
    "change_requests",
    METADATA,
    of_plan(),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("entry", Integer, nullable=False, comment="the entry that asked for it"),
    Column("revision", Integer, nullable=False, comment="the document's that the one who asked had seen"),
    Column("party", String(64), nullable=False, comment="the side that asks"),
    Column("operations", JSON, nullable=False),
    Column("state", String(16), nullable=False, comment="open, accepted, declined, withdrawn"),
    Column("settled_by", Integer, comment="the entry that settled it"),
)

views = Table(
    "views",
    METADATA,
    of_plan(),
    Column("party", String(64), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False, comment="counted from 1 for the party alone"),
    Column(
        "revision", Integer, nullable=False, comment="the one that made it; the next ones look the same to the party"
    ),
)

sharing = Table(
    "sharing",
    METADATA,
    of_plan(),
    Column("member", String(64), primary_key=True, comment="who changes the plan too, besides its owner"),
)

spent_ids = Table(
    "spent_ids",
    METADATA,
    of_plan(),
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
