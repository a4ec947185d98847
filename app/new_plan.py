"""A plan document from a template, ready to be kept: with the holidays of its years written into it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from app.document import read_plain, reread, with_holidays_written
from scheduler.timeline import day_of
from templates_library import plan_of

if TYPE_CHECKING:
    from typing import Unpack

    from app.document import Reading
    from templates_library import Deal, Library

YEARS = 1
"""Holidays are written to the end of so many years behind the last critical date: plans slip."""


def new_plan(template_id: str, library: Library | None = None, *, as_of: date, **deal: Unpack[Deal]) -> Reading:
    """Return a new plan from a template of a library, else of the ready-made one, read as of a day.

    Raises Refused with everything that is wrong with the answers, or where no template has that name.
    """
    reading = read_plain(plan_of(template_id, library, **deal), file=template_id, as_of=as_of.isoformat())
    last = max(day_of(one.date) for one in reading.plan.critical_dates)
    first = min(as_of, deal.get("start", as_of)).replace(day=1)
    document = with_holidays_written(reading.document, first=first, last=date(last.year + YEARS, 12, 31))
    return reread(document, file=template_id, as_of=as_of.isoformat())
