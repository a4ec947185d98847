"""No table with texts is out of reach of who forgets a person, whoever adds one."""

from __future__ import annotations

from sqlalchemy import JSON, LargeBinary, Text

from app.store import tables
from app.store.sweeping import BY_ITSELF, OUTSIDE, bound_to

UNPACKED = {"revisions", "kept_answers", "template_versions"}
"""Tables with bytes, whose texts are rewritten, or which are dropped, by what reads them."""


def test_every_table_with_texts_belongs_to_a_workspace_or_says_why_not() -> None:
    texts = {one.name for one in tables.METADATA.sorted_tables if any(isinstance(c.type, (Text, JSON)) for c in one.c)}

    assert {name for name in texts if bound_to(tables.METADATA.tables[name], "here") is None} == OUTSIDE.keys()


def test_what_is_rewritten_by_itself_is_there() -> None:
    there = {(table.name, column.name) for table in tables.METADATA.sorted_tables for column in table.c}

    assert there >= BY_ITSELF


def test_no_table_hides_texts_in_bytes_unknown() -> None:
    assert {
        one.name for one in tables.METADATA.sorted_tables if any(isinstance(c.type, LargeBinary) for c in one.c)
    } == UNPACKED
