"""Put a template in: what it says anew is a new version, beside those that plans were made of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.operations.lookup import refused
from app.store.templates import (
    add_template,
    add_version,
    change_template,
    change_text,
    content_of,
    count_templates,
    hold_templates,
    own_template,
    plain_of,
    version,
)
from scheduler.refusals import quoted
from templates_library import packed, ready_made

from .finding import MOST, refuse_unknown
from .reading import LIMITS, read_template

if TYPE_CHECKING:
    from app.document import Limits
    from app.store import Unit
    from app.store.templates import OwnTemplate
    from templates_library import Library

_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Put:
    """What became of a template that was put in."""

    own: OwnTemplate
    is_new: bool
    """Whether there was none of that name."""
    is_changed: bool
    """Whether this made a version."""


def newest_version(unit: Unit, template_id: str) -> int:
    """Return the number of a template's newest version, 0 where there is none; nobody changes it meanwhile."""
    hold_templates(unit)
    there = own_template(unit, template_id)
    return 0 if there is None else there.version


def put_template(unit: Unit, template_id: str, text: bytes, *, file: str, limits: Limits = LIMITS) -> Put:
    """Keep a template as it is written; it is a new version where it says something else than the newest.

    Raises UnusableTemplate with every problem of it.
    """
    refuse_name(template_id)
    hold_templates(unit)
    there = own_template(unit, template_id)
    _refuse_put(unit, there)
    newest = 0 if there is None else there.version
    library = read_template(text, template_id, file=file, version=newest + 1, today=unit.now.date(), limits=limits)
    written = text.decode("utf-8-sig")
    if there is not None and _says_the_same(unit, there, library):
        change_text(unit, template_id, newest, written)
        return Put(own=there, is_new=False, is_changed=False)
    if there is None:
        add_template(unit, template_id)
    else:
        change_template(unit, template_id, version=newest + 1)
    add_version(unit, template_id, newest + 1, text=written, content=content_of(packed(library)))
    return Put(own=of_workspace(unit, template_id), is_new=there is None, is_changed=True)


def archive_template(unit: Unit, template_id: str) -> OwnTemplate:
    """Put a template away: plans that were made of it stay what they are, and nothing new is made of it."""
    hold_templates(unit)
    if of_workspace(unit, template_id).archived_at is not None:
        raise refused("template-archived", f"the template {quoted(template_id)} is archived already")
    change_template(unit, template_id, archived_at=unit.now)
    return of_workspace(unit, template_id)


def restore_template(unit: Unit, template_id: str) -> OwnTemplate:
    """Take a template up again."""
    hold_templates(unit)
    if of_workspace(unit, template_id).archived_at is None:
        raise refused("template-not-archived", f"the template {quoted(template_id)} is not archived")
    change_template(unit, template_id, archived_at=None)
    return of_workspace(unit, template_id)


def of_workspace(unit: Unit, template_id: str) -> OwnTemplate:
    """Return one of the workspace's own templates; raise Refused for any other."""
    own = own_template(unit, template_id)
    if own is not None:
        return own
    refuse_unknown(unit, template_id)
    raise _ready_made(template_id)


def refuse_name(template_id: str) -> None:
    """Refuse a name that no template of a workspace's own may have."""
    if template_id in ready_made().templates:
        raise _ready_made(template_id)
    if not _NAME.fullmatch(template_id):
        sentence = "a template's name has small letters, digits and hyphens, 64 at most, such as portal-roll-out"
        raise refused("bad-template-name", sentence)


def _ready_made(template_id: str) -> Exception:
    sentence = f"the template {quoted(template_id)} comes with the service; give yours another name"
    return refused("ready-made-template", sentence)


def _refuse_put(unit: Unit, there: OwnTemplate | None) -> None:
    if there is not None:
        _refuse_archived(there)
    elif count_templates(unit) >= MOST:
        sentence = f"the workspace has {MOST} templates of its own, archived ones too; change one of those"
        raise refused("too-many-templates", sentence)


def _refuse_archived(own: OwnTemplate) -> None:
    if own.archived_at is not None:
        raise refused("template-archived", f"the template {quoted(own.id)} is archived; restore it first")


def _says_the_same(unit: Unit, there: OwnTemplate, library: Library) -> bool:
    """Tell whether what is put in says what the newest version says, with its number and all that it is made of."""
    kept = version(unit, there.id, there.version)
    if kept is None:
        return False
    before, now = plain_of(kept.content), packed(library)
    now["templates"][there.id]["version"] = there.version
    before["templates"][there.id]["version"] = there.version
    return before == now
