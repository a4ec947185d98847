"""The descriptions of entries: agreed, planned and start-by dates and texts, and nothing that changes every night."""

from __future__ import annotations

from datetime import date as day
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from app.exports.moments import wall_clock
from app.exports.words import dated, names_of_people, span_dated, who
from scheduler.plan import CUSTOMER, Agreed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.document.wire import CriticalDate
    from app.exports.shown import DatedStep
    from app.projection import Dated
    from scheduler.plan import PersonId


def day_lines(shown: DatedStep, zone: ZoneInfo) -> tuple[str, ...]:
    """Say when a step was done, what was agreed, what is planned, and by when it has to start."""
    return tuple(_day_lines(shown, zone))


def step_lines(seen: Dated, shown: DatedStep, names: dict[PersonId, str]) -> tuple[str, ...]:
    """Say who does a step, how both sides know that it is done, and what belongs to it."""
    return tuple(_step_lines(seen, shown, names))


def date_lines(seen: Dated, date: CriticalDate, shown: DatedStep | None) -> tuple[str, ...]:
    """Say whose a critical date is, how firm, why it is what it is, and when its step is planned."""
    return tuple(_date_lines(seen, date, shown))


def _day_lines(shown: DatedStep, zone: ZoneInfo) -> Iterator[str]:
    step, dates = shown.step, shown.dates
    if shown.done:
        yield f"Done on {dated(dates.planned_finish)}."
        return
    yield _promised(shown, zone)
    if step.progress.started is not None:
        yield f"Begun on {dated(dates.planned_start)}."
    elif dates.start_by is not None:
        at_once = step.kind != "task" and dates.planned_start == dates.planned_finish
        yield f"{'At the latest on' if at_once else 'Start by'} {dated(dates.start_by)}."
    if dates.book_by is not None:
        yield f"Book by {dated(dates.book_by)}."
    if isinstance(dates.planned_start, datetime):
        yield f"Times are those of {zone.key}."


def _promised(shown: DatedStep, zone: ZoneInfo) -> str:
    """Say what both sides agreed with the deviation that is planned now, or what is planned where they have not."""
    start, finish = shown.dates.planned_start, shown.dates.planned_finish
    agreed = shown.step.agreed or Agreed()
    first, last = agreed.start or agreed.finish, agreed.finish or agreed.start
    if first is None or last is None:
        return f"Planned for {span_dated(start, finish)}."
    promised = span_dated(wall_clock(first, zone), wall_clock(last, zone))
    now = span_dated(start if agreed.start else finish, finish if agreed.finish else start)
    return f"Agreed for {promised}." if now == promised else f"Agreed for {promised}, now planned for {now}."


def _step_lines(seen: Dated, shown: DatedStep, names: dict[PersonId, str]) -> Iterator[str]:
    written = shown.written
    yield f"Who: {who(seen.plan, shown.step, names)}"
    if written.decider in names:
        yield f"Decides: {names[written.decider]}"
    if written.exit_criteria:
        yield f"Done when: {written.exit_criteria}"
    if written.bring:
        yield f"Bring: {', '.join(written.bring)}"
    if written.result:
        yield f"Result: {', '.join(written.result)}"
    for reference in written.references:
        yield " ".join(filter(None, ["Read:", reference.title, reference.url]))
    yield f"Plan: {seen.document.title}"


def _date_lines(seen: Dated, date: CriticalDate, shown: DatedStep | None) -> Iterator[str]:
    whose = seen.plan.party_name(date.party or CUSTOMER)
    yield f"A date of {whose}, {_standing(seen, date)}."
    if date.reason:
        yield f"Why: {date.reason}"
    if shown is not None:
        yield from _day_lines(shown, ZoneInfo(seen.plan.time_zone))
    elif date.step is None:
        yield "By then every step of the plan is done."


def _standing(seen: Dated, date: CriticalDate) -> str:
    """Say how firm a date is, and who last stood by it."""
    standing, confirmed = date.standing or "wished", date.confirmed
    if confirmed is None or confirmed.on is None:
        return standing
    by = names_of_people(seen).get(confirmed.by or "")
    said = f"confirmed{f' by {by}' if by else ''} on {dated(day.fromisoformat(confirmed.on[:10]))}"
    return said if standing == "confirmed" else f"{standing}, {said}"
