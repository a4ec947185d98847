"""Workspaces, plans with their revisions, log and ledger, and what people agreed, said and handed in."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from app.store.columns import Instant

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "discarded",
        sa.Column("key", sa.String(length=36), nullable=False, comment="of content that nobody can reach any more"),
        sa.Column("at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_discarded")),
    )
    op.create_table(
        "workspaces",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("made_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workspaces")),
    )
    op.create_table(
        "plans",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("workspace", sa.String(length=36), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False, comment="the newest state of the document, counted from 1"),
        sa.Column("entries", sa.Integer(), nullable=False, comment="how many entries its log has"),
        sa.Column("day", sa.Date(), nullable=False, comment="up to which day of its zone time has passed in it"),
        sa.Column("zone", sa.String(length=64), nullable=False),
        sa.Column("made_at", Instant(), nullable=False),
        sa.Column("changed_at", Instant(), nullable=False),
        sa.Column("archived_at", Instant(), nullable=True),
        sa.Column("owner", sa.String(length=64), nullable=True, comment="the member who answers for it"),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("customer", sa.Text(), nullable=True),
        sa.Column("outcome", sa.String(length=16), nullable=True),
        sa.Column("health", sa.String(length=16), nullable=False),
        sa.Column("next_date", sa.String(length=64), nullable=True, comment="the next critical date that is not done"),
        sa.Column("next_due", sa.Date(), nullable=True),
        sa.Column("forecast", sa.Date(), nullable=True, comment="where that date lands"),
        sa.Column("short_by", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["workspace"], ["workspaces.id"], name=op.f("fk_plans_workspace"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plans")),
    )
    op.create_index("ix_plans_workspace_changed_at", "plans", ["workspace", "changed_at"], unique=False)
    op.create_table(
        "baselines",
        sa.Column("plan", sa.String(length=36), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("entry", sa.Integer(), nullable=False, comment="the entry that proposed it"),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("dates", sa.JSON(), nullable=False, comment="what is signed: dates by step and by critical date"),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("in_force_at", Instant(), nullable=True),
        sa.Column("withdrawn_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(["plan"], ["plans.id"], name=op.f("fk_baselines_plan"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("plan", "number", name=op.f("pk_baselines")),
    )
    op.create_table(
        "calendar_entries",
        sa.Column("plan", sa.String(length=36), nullable=False),
        sa.Column("audience", sa.String(length=64), nullable=False, comment="the party that reads it"),
        sa.Column("uid", sa.String(length=200), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("content", sa.String(length=64), nullable=False, comment="a digest of what the reader sees"),
        sa.Column("made_at", Instant(), nullable=False),
        sa.Column("changed_at", Instant(), nullable=False),
        sa.Column("cancelled_at", Instant(), nullable=True),
        sa.Column("last_seen", sa.JSON(), nullable=False, comment="what a cancellation still shows: title and day"),
        sa.ForeignKeyConstraint(["plan"], ["plans.id"], name=op.f("fk_calendar_entries_plan"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("plan", "audience", "uid", name=op.f("pk_calendar_entries")),
    )
    op.create_table(
        "change_requests",
        sa.Column("plan", sa.String(length=36), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("entry", sa.Integer(), nullable=False, comment="the entry that asked for it"),
        sa.Column("revision", sa.Integer(), nullable=False, comment="the document's that the one who asked had seen"),
        sa.Column("party", sa.String(length=64), nullable=False, comment="the side that asks"),
        sa.Column("operations", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False, comment="open, accepted, declined, withdrawn"),
        sa.Column("settled_by", sa.Integer(), nullable=True, comment="the entry that settled it"),
        sa.ForeignKeyConstraint(["plan"], ["plans.id"], name=op.f("fk_change_requests_plan"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("plan", "number", name=op.f("pk_change_requests")),
    )
    op.create_table(
        "forecasts",
        sa.Column("plan", sa.String(length=36), nullable=False),
        sa.Column("critical_date", sa.String(length=64), nullable=False),
        sa.Column("first", sa.Date(), nullable=False, comment="where it landed when it came into the plan"),
        sa.Column("baseline", sa.Date(), nullable=True, comment="where it lands by the baseline in force"),
        sa.Column("latest", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["plan"], ["plans.id"], name=op.f("fk_forecasts_plan"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("plan", "critical_date", name=op.f("pk_forecasts")),
    )
    op.create_table(
        "log",
        sa.Column("plan", sa.String(length=36), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("before", sa.Integer(), nullable=False, comment="the document's revision before it"),
        sa.Column(
            "revision",
            sa.Integer(),
            nullable=False,
            comment="the one after it; the same where it left the document alone",
        ),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("by_kind", sa.String(length=16), nullable=False),
        sa.Column("by_id", sa.String(length=64), nullable=False),
        sa.Column("by_name", sa.Text(), nullable=False),
        sa.Column("by_party", sa.String(length=64), nullable=True),
        sa.Column("by_person", sa.String(length=64), nullable=True),
        sa.Column("verb", sa.String(length=32), nullable=False),
        sa.Column("asked", sa.JSON(), nullable=False, comment="the operations, as they were asked for"),
        sa.Column("step", sa.String(length=64), nullable=True, comment="the step that it was about"),
        sa.Column("why", sa.Text(), nullable=True),
        sa.Column("day", sa.Date(), nullable=False, comment="as of which the dates before and after it are"),
        sa.Column("effect", sa.JSON(), nullable=False, comment="what it did to the forecasts, by critical date"),
        sa.Column("undoes", sa.Integer(), nullable=True, comment="the entry that it takes back"),
        sa.Column("private", sa.String(length=64), nullable=True, comment="the party that alone knows of it"),
        sa.ForeignKeyConstraint(["plan"], ["plans.id"], name=op.f("fk_log_plan"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("plan", "number", name=op.f("pk_log")),
    )
    op.create_table(
        "revisions",
        sa.Column("plan", sa.String(length=36), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column(
            "base",
            sa.Integer(),
            nullable=True,
            comment="the revision that the body is a difference to; none for a full copy",
        ),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["plan"], ["plans.id"], name=op.f("fk_revisions_plan"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("plan", "number", name=op.f("pk_revisions")),
    )
    op.create_table(
        "shared_sums",
        sa.Column("plan", sa.String(length=36), nullable=False),
        sa.Column("party", sa.String(length=64), nullable=False, comment="which lets the others see sums per side"),
        sa.ForeignKeyConstraint(["plan"], ["plans.id"], name=op.f("fk_shared_sums_plan"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("plan", "party", name=op.f("pk_shared_sums")),
    )
    op.create_table(
        "comments",
        sa.Column("plan", sa.String(length=36), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False, comment="drawn: counting would tell of what is hidden"),
        sa.Column("entry", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(length=64), nullable=True),
        sa.Column("text", sa.Text(), nullable=True, comment="none once it was erased"),
        sa.Column("mentions", sa.JSON(), nullable=False, comment="ids of the people"),
        sa.Column("private", sa.String(length=64), nullable=True, comment="the party that alone may read it"),
        sa.Column("erased_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(
            ["plan", "entry"], ["log.plan", "log.number"], name=op.f("fk_comments_plan_entry"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["plan"], ["plans.id"], name=op.f("fk_comments_plan"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("plan", "id", name=op.f("pk_comments")),
    )
    op.create_table(
        "files",
        sa.Column("plan", sa.String(length=36), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False, comment="drawn; the storage has the content under it"),
        sa.Column("entry", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(length=64), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("media_type", sa.String(length=128), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False, comment="bytes"),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("private", sa.String(length=64), nullable=True, comment="the party that alone may read it"),
        sa.Column("removed_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(
            ["plan", "entry"], ["log.plan", "log.number"], name=op.f("fk_files_plan_entry"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["plan"], ["plans.id"], name=op.f("fk_files_plan"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("plan", "id", name=op.f("pk_files")),
    )
    op.create_table(
        "ledger",
        sa.Column("plan", sa.String(length=36), nullable=False),
        sa.Column("entry", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("critical_date", sa.String(length=64), nullable=False),
        sa.Column(
            "days", sa.Integer(), nullable=False, comment="calendar days by which the forecast moved; later is positive"
        ),
        sa.Column("cause", sa.String(length=32), nullable=False),
        sa.Column("step", sa.String(length=64), nullable=True),
        sa.Column("side", sa.Text(), nullable=True, comment="a party, both, or several with + between"),
        sa.Column("phase", sa.String(length=64), nullable=True),
        sa.Column("seen_as", sa.JSON(), nullable=False, comment="what parties see of it that do not see all, by party"),
        sa.ForeignKeyConstraint(
            ["plan", "entry"], ["log.plan", "log.number"], name=op.f("fk_ledger_plan_entry"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["plan"], ["plans.id"], name=op.f("fk_ledger_plan"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("plan", "entry", "critical_date", name=op.f("pk_ledger")),
    )
    op.create_table(
        "signatures",
        sa.Column("plan", sa.String(length=36), nullable=False),
        sa.Column("baseline", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("party", sa.String(length=64), nullable=False),
        sa.Column("entry", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("person", sa.String(length=64), nullable=True),
        sa.Column("verified", sa.Boolean(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["plan", "baseline"],
            ["baselines.plan", "baselines.number"],
            name=op.f("fk_signatures_plan_baseline"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["plan"], ["plans.id"], name=op.f("fk_signatures_plan"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("plan", "baseline", "party", name=op.f("pk_signatures")),
    )
