"""The library that a template is of: the workspace's own first, then the ready-made one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from app.operations.lookup import refused
from app.store.templates import (
    add_ready_made,
    content_of,
    own_names,
    own_template,
    own_templates,
    plain_of,
    version,
)
from scheduler.refusals import Problem, Refused, quoted
from templates_library import alone, packed, ready_made, template, unpacked
from templates_library.mistakes import unknown

if TYPE_CHECKING:
    from app.document.wire import TemplateUsed
    from app.store import Unit
    from app.store.templates import Content, OwnTemplate, Version
    from templates_library import Library, Template

MOST = 200
"""Templates of a workspace, archived ones too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One of a workspace's own templates in a list of all."""

    own: OwnTemplate
    title: str
    newest: Version


def library_for(unit: Unit, template_id: str) -> Library:
    """Return the library that new plans from a template are made of.

    Raises Refused for one that the workspace does not have, and for an archived one.
    """
    own = own_template(unit, template_id)
    if own is None:
        refuse_unknown(unit, template_id)
        return ready_made()
    if own.archived_at is not None:
        sentence = f"the template {quoted(template_id)} is archived; restore it, or take another"
        raise refused("template-archived", sentence)
    return newest_library(unit, own)


def newest_library(unit: Unit, own: OwnTemplate) -> Library:
    """Return what the newest version of one of the workspace's templates is."""
    return library_in(kept_version(unit, own.id, own.version).content)


def kept_version(unit: Unit, template_id: str, number: int) -> Version:
    """Return a version; raise Refused where the template has none of that number."""
    kept = version(unit, template_id, number)
    if kept is None:
        sentence = f"the template {quoted(template_id)} has no version {number}; look at its versions"
        raise refused("unknown-template-version", sentence)
    return kept


def own_shown(unit: Unit, *, archived: bool, after: str, limit: int) -> list[tuple[OwnTemplate, Template]]:
    """Return the workspace's own templates behind one, as people see them."""
    found = own_templates(unit, archived=archived, after=after, limit=limit)
    return [(own, template(own.id, library_in(newest.content))) for own, newest in found]


def own_listed(unit: Unit, *, archived: bool = False) -> list[Listed]:
    """Return the workspace's own templates by their titles."""
    found = own_templates(unit, archived=archived, limit=MOST)
    listed = (Listed(own=own, title=_title(own.id, newest.content), newest=newest) for own, newest in found)
    return sorted(listed, key=lambda one: (one.title.casefold(), one.own.id))


def library_used(unit: Unit, used: TemplateUsed | None) -> Library:
    """Return the library that a plan was made of, as far as it is kept, else what ships now."""
    if used is None or used.id is None or used.version is None:
        return ready_made()
    kept = version(unit, used.id, used.version)
    return ready_made() if kept is None else library_in(kept.content)


def keep_ready_made(unit: Unit, used: TemplateUsed | None) -> None:
    """Keep the version of a ready-made template that a plan is made of: the next release may have another."""
    if used is None or used.id is None:
        return
    written = ready_made().templates.get(used.id)
    if written is not None and written.version == used.version:
        add_ready_made(unit, used.id, written.version, _ready_made(used.id))


def refuse_unknown(unit: Unit, template_id: str) -> None:
    """Refuse a template that neither the service nor the workspace has; another workspace's is one of those."""
    known = ready_made().templates
    if template_id not in known:
        names = [*own_names(unit), *known]
        sentence = unknown("template", template_id, names, f"; there are {', '.join(known)}")
        raise Refused([Problem(code="unknown-template", path=("template",), sentence=sentence)])


@lru_cache(maxsize=128)
def library_in(content: Content) -> Library:
    """Return the library that a content holds."""
    return unpacked(plain_of(content))


@lru_cache(maxsize=1024)
def _title(template_id: str, content: Content) -> str:
    title: str = plain_of(content)["templates"][template_id]["title"]
    return title


@lru_cache(maxsize=64)
def _ready_made(template_id: str) -> Content:
    return content_of(packed(alone(ready_made(), template_id)))
