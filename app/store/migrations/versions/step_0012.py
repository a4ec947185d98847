"""Invitations to meetings and gates, the answers to them, and what calendar programs read of a mail."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from app.store.columns import Instant

revision = "0012"
down_revision = "0011"

PLAN = "plans.id"


def upgrade() -> None:
    """Add the tables and columns."""
    op.add_column("mails", sa.Column("calendar", sa.Text(), comment="what calendar programs read of it"))
    op.add_column("mails", sa.Column("reply_to", sa.Text(), comment="where answers go, if not to who writes"))
    _add_invitations()
    _add_replies()


def _add_invitations() -> None:
    op.create_table(
        "invitations",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("plan", sa.String(36), nullable=False),
        sa.Column("step", sa.String(64), nullable=False),
        sa.Column("person", sa.String(64), nullable=False),
        sa.Column("party", sa.String(64), nullable=False, comment="whose eyes the person has"),
        sa.Column("email", sa.Text(), nullable=False, comment="the address that was invited"),
        sa.Column("email_key", sa.Text(), nullable=False, comment="the same without regard to case"),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column(
            "token", sa.String(32), nullable=False, comment="what an answer is addressed to; it stands in each mail"
        ),
        sa.Column("organizer", sa.Text(), nullable=False, comment="the address that reads the answer"),
        sa.Column("by_name", sa.Text(), nullable=False, comment="who invited"),
        sa.Column("at", sa.Text(), nullable=False, comment="where people reach the service"),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("start", sa.Text(), comment="the date that the mail said, as a plan writes it"),
        sa.Column("finish", sa.Text(), nullable=False),
        sa.Column("begin", sa.Text(), nullable=False, comment="the same as calendars show it"),
        sa.Column("end", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("made_at", Instant(), nullable=False),
        sa.Column("sent_at", Instant(), nullable=False),
        sa.Column("cancelled_at", Instant()),
        sa.Column("answer", sa.String(16), nullable=False),
        sa.Column("answered_at", Instant()),
        sa.Column("answer_stamp", Instant(), comment="when the program wrote the answer, as it says"),
        sa.Column("blocked", sa.Text(), comment="what the step was blocked with when it was declined"),
        sa.Column("countered", sa.JSON(), comment="what was proposed instead and waits for an answer"),
        sa.PrimaryKeyConstraint("id", name="pk_invitations"),
        sa.ForeignKeyConstraint(["plan"], [PLAN], name="fk_invitations_plan_plans", ondelete="CASCADE"),
        sa.UniqueConstraint("token", name="uq_invitations_token"),
        sa.UniqueConstraint("plan", "step", "person", "email_key", name="uq_invitations_plan_step_person_email_key"),
    )


def _add_replies() -> None:
    op.create_table(
        "replies",
        sa.Column("key", sa.String(64), nullable=False, comment="by which the same message is known again"),
        sa.Column("workspace", sa.String(36), nullable=False),
        sa.Column("plan", sa.String(36), nullable=False),
        sa.Column("invitation", sa.String(36), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("sender", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("outcome", sa.String(16), nullable=False, comment="taken, repeated, late, words, refused"),
        sa.Column("says", sa.Text(), nullable=False, comment="what came of it, or why nothing did"),
        sa.Column("text", sa.Text(), comment="what somebody wrote in words"),
        sa.PrimaryKeyConstraint("key", name="pk_replies"),
        sa.ForeignKeyConstraint(
            ["workspace"], ["workspaces.id"], name="fk_replies_workspace_workspaces", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["plan"], [PLAN], name="fk_replies_plan_plans", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["invitation"], ["invitations.id"], name="fk_replies_invitation_invitations", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_replies_workspace_at", "replies", ["workspace", "at"])
    op.create_index("ix_replies_plan", "replies", ["plan"])
