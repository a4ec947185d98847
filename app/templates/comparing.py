"""What one version of a template gives otherwise than another: the newest for a plan, and any two for whoever asks."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import unified_diff
from typing import TYPE_CHECKING

from app.operations.lookup import refused
from app.store.templates import own_template, version
from scheduler.refusals import quoted
from templates_library import ready_made, template, template_changes

from .finding import kept_version, library_in, newest_library

if TYPE_CHECKING:
    from app.document import PlanDocument
    from app.store import Unit
    from templates_library import Library, TemplateChanges


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """A plan's template then and now."""

    title: str
    is_archived: bool
    found: TemplateChanges


def compared(unit: Unit, seen: PlanDocument) -> Compared:
    """Compare the version of the template that a plan was made of with the newest, for the plan's own answers.

    `seen` is the plan as its reader sees it: who does not see of which template it is made is told of none.
    """
    used = seen.template
    if used is None or used.id is None or used.version is None:
        raise refused("made-of-no-template", "this plan was made of no template, so there is none to compare it with")
    own = own_template(unit, used.id)
    before = _version(unit, used.id, used.version)
    after = ready_made() if own is None else newest_library(unit, own)
    if before is None or used.id not in after.templates:
        sentence = (
            f"version {used.version} of the template {quoted(used.id)} is not kept here; nobody can tell what changed"
        )
        raise refused("version-not-kept", sentence)
    names = {"customer": seen.customer or "", "seller": seen.seller or ""}
    return Compared(
        title=template(used.id, after).title,
        is_archived=own is not None and own.archived_at is not None,
        found=template_changes(used.id, before, after, used.answers or {}, **names),
    )


def newer_version(unit: Unit, seen: PlanDocument) -> int | None:
    """Return the newest version of the template that a plan was made of, where that is a later one to compare it with.

    `seen` is the plan as its reader sees it. What is archived, or of which the plan's version is not kept, has none.
    """
    used = seen.template
    if used is None or used.id is None or used.version is None:
        return None
    own = own_template(unit, used.id)
    shipped = ready_made().templates.get(used.id)
    newest = own.version if own is not None else 0 if shipped is None else shipped.version
    if newest <= used.version or (own is not None and own.archived_at is not None):
        return None
    return newest if version(unit, used.id, used.version) is not None else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Differing:
    """Two versions of one of a workspace's own templates beside each other."""

    found: TemplateChanges
    """For the answers that the template takes itself."""
    lines: tuple[str, ...]
    """How the text differs: lines that came with `+` before them, those that went with `-`, some between them."""


def differing(unit: Unit, template_id: str, before: int, after: int) -> Differing:
    """Compare two versions; raise Refused where the template has none of such a number."""
    old, new = (kept_version(unit, template_id, number) for number in (before, after))
    found = template_changes(template_id, library_in(old.content), library_in(new.content), {})
    was, now = ((one.text or "").splitlines() for one in (old, new))
    return Differing(found=found, lines=tuple(unified_diff(was, now, lineterm="", n=2))[HEAD:])


HEAD = 2
"""Lines of a difference that name files."""


def _version(unit: Unit, template_id: str, number: int) -> Library | None:
    kept = version(unit, template_id, number)
    if kept is not None:
        return library_in(kept.content)
    shipped = ready_made().templates.get(template_id)
    return ready_made() if shipped is not None and shipped.version == number else None
