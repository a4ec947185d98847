"""What the reader just did, what that moved, and the way back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.brief.deeds import deed_said
from app.brief.moved import moved_said
from app.phrases import person_said
from app.plans.lately import lately
from app.plans.requesting import REQUEST
from app.plans.undoing import to_take_back
from app.projection import project

if TYPE_CHECKING:
    from app.plans.lately import Lately
    from app.store.log import Entry

    from .reader import Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """The effect of the last change."""

    says: str
    lines: tuple[str, ...]
    can_undo: bool
    can_redo: bool
    step: str
    """The step that it was about; empty for none that is seen."""


def notice_of(reader: Reader) -> Notice | None:
    """Return what the reader did last; None where that was not just now."""
    found = lately(reader.unit, reader.opened) if reader.told.done else None
    if found is None:
        return None
    entry, last = found.entry, to_take_back(reader.unit, reader.opened.stored)
    did = said(reader, entry)
    return Notice(
        says=f"You {did}{'' if did[-1] in '?!' else '.'}",
        lines=_moved(reader, found),
        can_undo=last is not None and last.number == entry.number,
        can_redo=entry.verb == "undo",
        step=entry.step if any(step.id == entry.step for step in reader.brief.steps) and entry.step else "",
    )


def way_back_of(reader: Reader) -> str:
    """Say what of the reader's own would be taken back: `changed Legal review`; nothing where there is none."""
    last = to_take_back(reader.unit, reader.opened.stored)
    return "" if last is None else said(reader, last)


def said(reader: Reader, entry: Entry) -> str:
    """Say what an entry of the log did, in words that the reader may see."""
    plan = reader.projection.schedule.plan
    titles = {step.id: step.title for step in reader.brief.steps}
    names = {person.id: person_said(plan, person) for person in plan.people}
    dates = {date.id: date.name for date in reader.brief.dates}
    asked = entry.asked[0] if entry.asked else {}
    return deed_said(entry.verb, {**asked, "step": entry.step or ""}, titles, names, dates).rstrip(".")


def _moved(reader: Reader, found: Lately) -> tuple[str, ...]:
    if found.entry.verb == REQUEST:
        return ("The other side answers; until then nothing moves.",)
    if found.before is None or found.after is None:
        return ()
    audience = reader.projection.audience
    if audience is None:
        return ()
    before, after = (project(one, one.schedule, audience) for one in (found.before, found.after))
    return moved_said(before, after)
