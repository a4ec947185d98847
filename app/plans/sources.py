"""What new plans are made of: a template, a text, a sheet, another plan. The log tells which."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypedDict
from zoneinfo import ZoneInfo

from app.document import read
from app.new_plan import new_plan
from app.sheet import SheetLimits, read_sheet
from app.templates import library_for

from .copying import copied
from .creating import create_plan
from .opening import LIMITS, open_plan

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from typing import Unpack

    from app.document import Limits
    from app.sheet import Note, ReadColumn
    from app.store import Unit
    from templates_library import Deal

    from .recording import Changed

_SHEET = SheetLimits()


class Kept(TypedDict, total=False):
    """How a new plan is kept."""

    owner: str | None
    """The member who answers for it."""
    why: str | None
    """For the log."""


class Names(TypedDict, total=False):
    """What its reader is told of a sheet that the sheet may not say."""

    seller: str
    customer: str
    sheet: str
    """Which one of a workbook is meant."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FromSheet:
    """A new plan, and how its sheet was read."""

    changed: Changed
    columns: tuple[ReadColumn, ...]
    notes: tuple[Note, ...]
    """All that was guessed, and all that did not come along."""


def create_from_template(
    unit: Unit, template_id: str, *, owner: str | None = None, why: str | None = None, **deal: Unpack[Deal]
) -> Changed:
    """Keep a new plan from a template, ready-made or the workspace's own: the customer's date, answers, names.

    Raises Refused with everything that is wrong with the answers, or where no template has that name.
    """
    library = library_for(unit, template_id)
    document = new_plan(template_id, library, as_of=_today(unit), **deal).document
    version = document.template.version if document.template else None
    source = {"from": "template", "template": template_id, "version": version}
    return create_plan(unit, document, owner=owner, why=why, source=source)


def create_from_text(
    unit: Unit, text: str | bytes, *, file: str = "plan", limits: Limits = LIMITS, **kept: Unpack[Kept]
) -> Changed:
    """Keep a plan document that somebody wrote, YAML or JSON; raise Unreadable with all that is wrong with it."""
    document = read(text, file=file, today=lambda zone: _today(unit, zone), limits=limits).document
    return create_plan(unit, document, source={"from": "text", "file": file}, **kept)


def create_from_sheet(
    unit: Unit, raw: bytes, *, file: str, names: Names | None = None, limits: SheetLimits = _SHEET, **kept: Unpack[Kept]
) -> FromSheet:
    """Keep the plan that a workbook or a CSV file holds; raise Unreadable, with the place, where it holds none."""
    found = read_sheet(raw, name=file, today=_today(unit), limits=limits, **(names or {}))
    changed = create_plan(unit, found.document, source={"from": "sheet", "file": file}, **kept)
    return FromSheet(changed=changed, columns=found.columns, notes=found.notes)


def copy_plan(
    unit: Unit, plan_id: str, *, title: str, dates: Mapping[str, str] | None = None, **kept: Unpack[Kept]
) -> Changed:
    """Keep a new plan of what the actor sees of another, without what happened in it and what was agreed.

    `dates` are new days, or moments, by critical date; the others stay.
    """
    seen = open_plan(unit, plan_id).seen_by(unit.actor)
    document = copied(seen, title=title, dates=dates or {})
    return create_plan(unit, document, source={"from": "plan", "plan": plan_id}, **kept)


def _today(unit: Unit, zone: str = "UTC") -> date:
    return unit.now.astimezone(ZoneInfo(zone)).date()
