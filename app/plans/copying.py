"""A document as the beginning of another plan: what is to be done, without what happened and what was agreed."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from app.document.wire.values import Wire
from app.operations.lookup import critical_date_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from app.document import PlanDocument
    from app.document.wire import CriticalDate
    from app.document.wire.calendars import Calendar
    from app.document.wire.why import Why

W = TypeVar("W", bound=Wire)

DONE_TO_STEPS = ("progress", "agreed", "proposed", "help")
DONE_TO_THE_PLAN = ("id", "revision", "as_of", "hold", "outcome")


def copied(document: PlanDocument, *, title: str, dates: Mapping[str, str]) -> PlanDocument:
    """Return a document that nothing has happened to, with a title and other critical dates.

    Raises Refused with `unknown-critical-date` for a date that it does not have.
    """
    for name in dates:
        critical_date_of(document, name)
    return _without(document, *DONE_TO_THE_PLAN).model_copy(
        update={
            "title": title,
            "critical_dates": tuple(_wished(one, dates) for one in document.critical_dates),
            "steps": _each_without(document.steps, *DONE_TO_STEPS),
            "calendars": {name: _with_holidays_to_come(one) for name, one in document.calendars.items()},
            "why": document.why and _as_before(document.why),
        }
    )


def _wished(one: CriticalDate, dates: Mapping[str, str]) -> CriticalDate:
    """Return a critical date as nobody has confirmed it."""
    return one.model_copy(update={"date": dates.get(one.id, one.date), "standing": None, "confirmed": None})


def _with_holidays_to_come(calendar: Calendar) -> Calendar:
    """Return a calendar without the holidays that were written into it for other years; those of its own come."""
    holidays = calendar.holidays
    if holidays is None or holidays.library is None:
        return calendar
    return calendar.model_copy(update={"holidays": _without(holidays, "library", "from_", "to", "days")})


def _as_before(why: Why) -> Why:
    """Return why the customer buys, without what was kept, measured, resolved and decided."""
    value = why.value
    return why.model_copy(
        update={
            "criteria": _each_without(why.criteria, "measured", "measured_on"),
            "value": value and value.model_copy(update={"benefits": _each_without(value.benefits, "measured")}),
            "concerns": _each_without(why.concerns, "resolved"),
            **{owed: _each_without(getattr(why, owed), "done") for owed in ("gives", "gets", "promises")},
            "decisions": (),
            "questions": _each_without(why.questions, "answered"),
        }
    )


def _each_without(blocks: Iterable[W], *fields: str) -> tuple[W, ...]:
    return tuple(_without(block, *fields) for block in blocks)


def _without(block: W, *fields: str) -> W:
    return block.model_copy(update=dict.fromkeys(fields))
