"""A workspace's own templates, and each version that plans may be made of, the ready-made ones' too."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite
from zstandard import ZstdCompressor, ZstdDecompressor

from . import tables

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from sqlalchemy import ColumnElement, Row, Table

    from .unit import Unit

Content = bytes
"""A template with all that it is made of, as JSON in little room."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnTemplate:
    """One of a workspace's own templates."""

    id: str
    version: int
    """The newest."""
    made_at: datetime
    changed_at: datetime
    archived_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One version of a template, as somebody put it in."""

    template: str
    number: int
    text: str | None
    """As it was written; None of a ready-made one."""
    content: Content
    made_at: datetime
    by_kind: str
    by_id: str
    by_name: str


def content_of(plain: dict[str, Any]) -> Content:
    """Return plain data in little room, always in the same bytes."""
    return ZstdCompressor(level=9).compress(json.dumps(plain, ensure_ascii=False).encode())


def plain_of(content: Content) -> dict[str, Any]:
    """Return the plain data that a content was made of."""
    plain: dict[str, Any] = json.loads(ZstdDecompressor().decompress(content))
    return plain


def hold_templates(unit: Unit) -> None:
    """Let nobody else change a template of the workspace until the transaction ends; on SQLite a writer is alone."""
    table = tables.workspaces
    unit.connection.execute(select(table.c.id).where(table.c.id == unit.workspace).with_for_update(key_share=True))


def own_template(unit: Unit, template: str) -> OwnTemplate | None:
    """Return one of the workspace's own templates, archived or not."""
    table = tables.templates
    row = unit.connection.execute(select(table).where(_of(unit, table), table.c.id == template)).one_or_none()
    return None if row is None else _template(row)


def own_templates(unit: Unit, *, archived: bool, after: str = "", limit: int) -> list[tuple[OwnTemplate, Version]]:
    """Return the workspace's own templates behind one, by their ids, each with its newest version."""
    table, versions = tables.templates, tables.template_versions
    newest = and_(
        versions.c.workspace == table.c.workspace,
        versions.c.template == table.c.id,
        versions.c.number == table.c.version,
    )
    said = [one.label(f"newest_{one.name}") for one in versions.c if one.name != "workspace"]
    query = select(table, *said).join(versions, newest).where(_of(unit, table))
    query = query.where(table.c.id > after).order_by(table.c.id).limit(limit)
    if not archived:
        query = query.where(table.c.archived_at.is_(None))
    return [(_template(row), _newest(row)) for row in unit.connection.execute(query)]


def own_names(unit: Unit) -> list[str]:
    """Return the ids of the workspace's own templates that are not archived."""
    table = tables.templates
    own = and_(_of(unit, table), table.c.archived_at.is_(None))
    return list(unit.connection.execute(select(table.c.id).where(own).order_by(table.c.id)).scalars())


def count_templates(unit: Unit) -> int:
    """Return how many templates of its own the workspace has, archived ones too."""
    table = tables.templates
    counted = select(func.count()).select_from(table).where(_of(unit, table))
    return unit.connection.execute(counted).scalar_one()


def add_template(unit: Unit, template: str) -> None:
    """Keep a new template, whose first version comes with it."""
    values = {"workspace": unit.workspace, "id": template, "version": 1, "made_at": unit.now, "changed_at": unit.now}
    unit.connection.execute(insert(tables.templates).values(**values))


def change_template(unit: Unit, template: str, **values: Any) -> None:  # noqa: ANN401 - of any column
    """Keep what is otherwise about a template."""
    table = tables.templates
    own = and_(_of(unit, table), table.c.id == template)
    unit.connection.execute(update(table).where(own).values(**values, changed_at=unit.now))


def add_version(unit: Unit, template: str, number: int, *, text: str, content: Content) -> None:
    """Keep a version as the unit's actor put it in."""
    values = _version_values(unit, template, number, content)
    unit.connection.execute(insert(tables.template_versions).values(**values, text=text))


def add_ready_made(unit: Unit, template: str, number: int, content: Content) -> None:
    """Keep a version of a ready-made template, unless it is kept already."""
    new = postgresql.insert if unit.connection.dialect.name == "postgresql" else sqlite.insert
    values = _version_values(unit, template, number, content)
    unit.connection.execute(new(tables.template_versions).values(**values).on_conflict_do_nothing())


def change_text(unit: Unit, template: str, number: int, text: str) -> None:
    """Keep how a version is written where what it says is the same."""
    table = tables.template_versions
    own = _own_version(unit, template, number)
    unit.connection.execute(update(table).where(own).values(text=text))


def version(unit: Unit, template: str, number: int) -> Version | None:
    """Return a version of a template."""
    table = tables.template_versions
    row = unit.connection.execute(select(table).where(_own_version(unit, template, number))).one_or_none()
    return None if row is None else _version(row)


def versions(unit: Unit, template: str, *, below: int | None = None, limit: int) -> list[Version]:
    """Return the versions of a template, the newest first, below a number where one is given."""
    table = tables.template_versions
    query = (
        select(table).where(_of(unit, table), table.c.template == template).order_by(table.c.number.desc()).limit(limit)
    )
    if below is not None:
        query = query.where(table.c.number < below)
    return [_version(row) for row in unit.connection.execute(query)]


def rewrite_contents(unit: Unit, change: Callable[[Any], Any]) -> None:
    """Change what the workspace's versions say, in all of their texts."""
    table = tables.template_versions
    rows = unit.connection.execute(select(table.c.template, table.c.number, table.c.content).where(_of(unit, table)))
    for row in rows.all():
        plain = plain_of(row.content)
        if (changed := change(plain)) != plain:
            own = _own_version(unit, row.template, row.number)
            unit.connection.execute(update(table).where(own).values(content=content_of(changed)))


def _version_values(unit: Unit, template: str, number: int, content: Content) -> dict[str, Any]:
    who = {"by_kind": unit.actor.kind, "by_id": unit.actor.id, "by_name": unit.actor.name}
    kept = {"template": template, "number": number, "content": content}
    return {"workspace": unit.workspace, **kept, "made_at": unit.now, **who}


def _own_version(unit: Unit, template: str, number: int) -> ColumnElement[bool]:
    table = tables.template_versions
    return and_(_of(unit, table), table.c.template == template, table.c.number == number)


def _of(unit: Unit, table: Table) -> ColumnElement[bool]:
    """Return what is true of the workspace's own rows: the one place that binds them to it."""
    return table.c.workspace == unit.workspace


def _template(row: Row[Any]) -> OwnTemplate:
    return OwnTemplate(
        id=row.id,
        version=row.version,
        made_at=row.made_at,
        changed_at=row.changed_at,
        archived_at=row.archived_at,
    )


def _newest(row: Row[Any]) -> Version:
    found = row._mapping.items()  # noqa: SLF001 - documented name
    return Version(**{name.removeprefix("newest_"): value for name, value in found if name.startswith("newest_")})


def _version(row: Row[Any]) -> Version:
    return Version(**{name: value for name, value in row._mapping.items() if name != "workspace"})  # noqa: SLF001 - documented name
