"""What the newest version of a template would give a plan otherwise than the one that it was made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.operations.lookup import refused
from app.store.templates import own_template, version
from scheduler.refusals import quoted
from templates_library import ready_made, template, template_changes

from .finding import library_in, newest_library

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


def _version(unit: Unit, template_id: str, number: int) -> Library | None:
    kept = version(unit, template_id, number)
    if kept is not None:
        return library_in(kept.content)
    shipped = ready_made().templates.get(template_id)
    return ready_made() if shipped is not None and shipped.version == number else None
