"""A workspace's own templates."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, LargeBinary, String, Table, Text

from app.store.columns import Instant

from .ground import METADATA

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
