"""The plan document that a sheet makes, as plain data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from zoneinfo import available_timezones

from app.document.identifiers import slug
from scheduler.plan import SELLER
from scheduler.refusals import moment_written

from .critical import critical_dates, go_live_said
from .grid import text_of
from .links import Links, Named
from .people import Ids
from .together import fill_durations, links_by_order, progress_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from .days import Days
    from .draft import Draft
    from .notes import Notes
    from .people import Everybody
    from .tables import Tables
    from .together import Links as LinksOfSteps


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadSteps:
    """A sheet whose rows have been read one by one."""

    tables: Tables
    drafts: Sequence[Draft]
    """One a row."""
    everybody: Everybody
    days: Days
    notes: Notes
    minutes: bool
    """Whether the plan counts in minutes, as the export of one says."""


def document_of(read: ReadSteps) -> dict[str, Any]:
    """Return the document of a sheet."""
    said = go_live_said(read)
    links = _links(read)
    fill_durations(read.drafts, links, read.notes)
    dates = critical_dates(read, said)
    phases = _phases(read.drafts)
    due = {date["step"]: date["date"] for date in dates}
    document = {
        "format": "backplan/1",
        "title": read.tables.title,
        "customer": read.tables.sides.customer,
        "seller": read.tables.sides.seller,
        "parties": read.everybody.parties(),
        "time_zone": _time_zone(read),
        "resolution": "minute" if read.minutes else None,
        "critical_dates": [_said(date) for date in dates],
        "people": read.everybody.people(),
        "phases": [{"id": phase, "title": title} for title, phase in phases.items()],
        "steps": [_with_others(draft, read, links, phases, due.get(draft.id)) for draft in read.drafts],
    }
    return _said(document)


def _with_others(
    draft: Draft, read: ReadSteps, links: LinksOfSteps, phases: dict[str, str], due: str | None
) -> dict[str, Any]:
    """Return a step with what the whole sheet says of it; `due` is the critical date that binds it."""
    progress = progress_of(draft, read.days.today, read.notes, draft.place)
    elsewhere = {"start": {progress.get("started")}, "finish": {progress.get("finished"), due}}
    return _said(
        {
            **_step(draft),
            "phase": phases.get(draft.row.phase),
            "after": links.get(draft.id),
            "proposed": _proposed(draft, elsewhere),
            "progress": progress,
        }
    )


def _said(block: dict[str, Any]) -> dict[str, Any]:
    """Return a block without what says nothing."""
    return {key: value for key, value in block.items() if value}


def _links(read: ReadSteps) -> LinksOfSteps:
    """Return what each step waits for: what the sheet says, or what its days and rows give where it says nothing."""
    named = [_named(draft) for draft in read.drafts]
    exported = any(layout.exported for layout in read.tables.steps)
    if len(named) > 1 and not exported and all(step.after is None for step in named):
        return links_by_order(read.drafts, read.notes)
    links = Links(named, read.notes)
    found = {step.id: links.of(step) for step in named}
    if not exported:
        links.tell_numbers()
    return found


def _named(draft: Draft) -> Named:
    """Return a step by all the names that others may know it by."""
    row, layout = draft.row, draft.row.layout
    return Named(
        id=draft.id,
        written=layout.text(row.at, "id"),
        title=draft.title,
        numbers=layout.numbers(row.at),
        row=row.at + 1,
        ordinal=row.ordinal,
        place=layout.place(row.at, "after"),
        after=layout.cell(row.at, "after"),
    )


def _step(draft: Draft) -> dict[str, Any]:
    """Return what a row says of its step alone."""
    return {
        "id": draft.id,
        "title": draft.title,
        "kind": draft.kind if draft.kind != "task" else None,
        "side": list(draft.side),
        "owners": draft.owners,
        "duration": draft.duration,
        "estimate": {"low": draft.low, "high": draft.duration} if draft.low else None,
        "finish_no_later_than": _written(draft.days.get("deadline")),
        "agreed": {"finish": _written(draft.days["agreed"])} if "agreed" in draft.days else None,
        **draft.texts,
        "references": draft.references,
        "private": SELLER if draft.private else None,
    }


def _proposed(draft: Draft, elsewhere: dict[str, set[str | None]]) -> dict[str, str]:
    """Return the days that the plan does not hold elsewhere: they bind nothing, and nobody has agreed to them yet."""
    days = {name: moment_written(draft.days[name]) for name in elsewhere if name in draft.days}
    if draft.kind == "milestone" and days.get("start") == days.get("finish"):
        days.pop("start", None)
    return {name: day for name, day in days.items() if day not in elsewhere[name]}


def _written(day: date | None) -> str | None:
    return None if day is None else moment_written(day)


def _phases(drafts: Sequence[Draft]) -> dict[str, str]:
    """Return the ids of the phases by their titles, in the order of the sheet."""
    ids = Ids()
    phases: dict[str, str] = {}
    for draft in drafts:
        phase = draft.row.phase
        if phase and phase not in phases:
            phases[phase] = ids.take(slug(phase.lstrip("0123456789.) "), "phase"))
    return phases


def _time_zone(read: ReadSteps) -> str | None:
    fact = read.tables.facts.get("time_zone")
    if fact is None:
        return None
    name = text_of(fact.value).strip()
    if name in available_timezones():
        return name
    sentence = f"{name!r} is no time zone that is known; write continent and city, such as Europe/Berlin"
    read.notes.tell(fact.place, sentence)
    return None
