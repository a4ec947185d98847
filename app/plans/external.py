"""Plans by what another system calls them: one call makes a plan of its record, or brings the plan up to it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from app.operations.lookup import refused
from app.store.external_ids import Named, keep_record, name_plan, plan_named
from app.store.workspaces import hold_workspace
from app.verbs.dates import MoveCriticalDate
from app.verbs.plan import EditPlan
from app.webhooks.telling import name_events

from .changing import change_plan
from .opening import open_plan

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.store import Unit
    from app.verbs import Verb


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What another system says of a deal that a plan follows."""

    critical_date: str
    """An ISO day."""
    customer: str = ""
    seller: str = ""


def found_by(unit: Unit, system: str, external_id: str, *, to_name: bool = False) -> Named | None:
    """Return the plan that another system calls so; nobody else gives that name meanwhile to one that is to get it."""
    if to_name:
        hold_workspace(unit)
    return plan_named(unit, system, external_id)


def called(unit: Unit, named: Named, record: Record | None) -> None:
    """Keep what another system calls a plan that is new, and what it says of it."""
    name_plan(unit, named, None if record is None else {**asdict(record), ABOUT: _dated(unit, named, record)})
    name_events(unit, named.plan)


ABOUT = "about"
"""Which critical date the record's day became."""


def _dated(unit: Unit, named: Named, record: Record) -> str | None:
    dates = open_plan(unit, named.plan).reading.document.critical_dates
    return next((one.id for one in dates if one.date[:10] == record.critical_date), None)


def brought_up_to(unit: Unit, named: Named, record: Record, *, why: str | None = None) -> None:
    """Change in a plan what its record says otherwise than the last time; what people changed meanwhile stays.

    Raises Refused with `date-gone` where the record has another day, and the critical date that it was is gone.
    """
    operations = [*_names(named, record), *_date(unit, named, record)]
    if operations:
        change_plan(unit, named.plan, operations, why=why)
    known = named.record or {}
    said = {**known, **{name: one for name, one in asdict(record).items() if one}}
    if said != known:  # also where people were there first, else the same record would undo what they do next
        keep_record(unit, named, said)


def _names(named: Named, record: Record) -> Iterator[Verb]:
    known = named.record or {}
    other = {name: said for name in ("customer", "seller") if (said := getattr(record, name)) != known.get(name, "")}
    if other := {name: said for name, said in other.items() if said}:
        yield EditPlan.model_validate({"set": other})


def _date(unit: Unit, named: Named, record: Record) -> Iterator[Verb]:
    known = named.record or {}
    if known.get("critical_date") == record.critical_date:
        return
    dates = open_plan(unit, named.plan).reading.document.critical_dates
    one = next((date for date in dates if date.id == known.get(ABOUT)), None)
    if one is None:
        raise refused("date-gone", "the record has another day, and the date that it was is gone; move the plan's own")
    if one.date[:10] != record.critical_date:
        yield MoveCriticalDate(critical_date=one.id, to=record.critical_date)
