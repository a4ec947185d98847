"""The document as the engine's plan."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from scheduler.plan import CUSTOMER, SELLER, CriticalDate, Hold, Moment, Party, Person, Phase, Plan, Resolution

from .check_why import check_why
from .frame import Frame
from .identifiers import read_id, read_uuid
from .moments import day_of, read_moment
from .problems import Wrong
from .read_calendars import read_calendars, read_freezes, read_periods
from .read_steps import BOTH, read_steps, without_names
from .words import guess
from .zones import read_zone

if TYPE_CHECKING:
    from collections.abc import Callable

    from .places import Value
    from .problems import Problems
    from .wire import PlanDocument

_UTC = "UTC"
_SOME_DAY = date(2000, 1, 3)
"""Stands in where the document does not say when it begins, which has been told."""
_UNITS: dict[str, Resolution] = {"day": "day", "minute": "minute"}
_RESERVED = (SELLER, CUSTOMER, BOTH)


def read_plan(
    document: PlanDocument,
    written: dict[str, Value],
    problems: Problems,
    *,
    today: Callable[[str], date] | None,
    as_of: str | None,
) -> tuple[Plan, Moment] | None:
    """Return the engine's plan and the moment from which it is planned; nothing where not even the unit is clear."""
    zone = problems.read(read_zone, document.time_zone, "time_zone") or _UTC
    unit = _unit(document, written, problems)
    frame = Frame(problems, day_plan=unit == "day", zone=zone)
    start = frame.moment(document.start, "start")
    since = _as_of(document, frame, today=today, asked=as_of)
    first = start or since or _SOME_DAY
    plan = Plan(
        title=document.title,
        steps=read_steps(document, frame),
        critical_dates=_critical_dates(document, frame, first),
        seller=document.seller or "",
        customer=document.customer or "",
        parties=tuple(_party(document, frame, index) for index in range(len(document.parties))),
        time_zone=zone,
        resolution=unit or "day",
        start=start,
        critical_threshold=document.critical_threshold or 0,
        calendars=read_calendars(document, frame, day_of(first).year),
        freezes=read_freezes(document, frame),
        people=tuple(_person(document, frame, index) for index in range(len(document.people))),
        phases=tuple(_phase(document, frame, index) for index in range(len(document.phases))),
        hold=_hold(document, frame),
    )
    _check_what_only_people_read(document, frame)
    if unit is None:
        return None
    if since is None or problems.touch("as_of") or problems.touch("time_zone"):
        # Nothing that happened is said to be in the future because today is unclear.
        since = max([day_of(first), *frame.actuals])
    return _harmless(plan, problems), since


def _harmless(plan: Plan, problems: Problems) -> Plan:
    """Return the plan without what names something in a list that could not be read as a whole."""
    no_steps, no_parties = problems.about("steps"), problems.about("parties")
    if no_steps or no_parties:
        dates = (
            replace(date, step=None if no_steps else date.step, party=CUSTOMER if no_parties else date.party)
            for date in plan.critical_dates
        )
        plan = replace(plan, critical_dates=tuple(dates))
    if no_parties:
        plan = replace(plan, people=tuple(replace(person, party=SELLER) for person in plan.people))
    lost = frozenset(key for key in ("parties", "people", "phases", "calendars") if problems.about(key))
    return replace(plan, steps=without_names(plan.steps, lost)) if lost else plan


def _unit(document: PlanDocument, written: dict[str, Value], problems: Problems) -> Resolution | None:
    """Return what the plan counts in, or was meant to; nothing where that is anybody's guess."""
    if not problems.touch("resolution"):
        return document.resolution or "day"
    word = written.get("resolution")
    meant = guess(word, _UNITS) if isinstance(word, str) else None
    return _UNITS[meant] if meant else None


def _as_of(
    document: PlanDocument, frame: Frame, *, today: Callable[[str], date] | None, asked: str | None
) -> Moment | None:
    """Return the moment from which is planned: the one asked for, the document's, or today."""
    in_document = frame.moment(document.as_of, "as_of")
    if asked is not None:
        try:
            return read_moment(asked, day_plan=frame.day_plan)
        except Wrong as wrong:
            sentence = f"asked for beside the document: {wrong.sentence}"
            frame.problems.tell_argument(wrong.code, "as_of", sentence)
    if in_document is not None:
        return in_document
    if today is not None:
        return today(frame.zone)
    if asked is None and not frame.problems.touch("as_of"):
        frame.problems.tell("as-of-missing", ("as_of",), "say from which day to plan, such as 'as_of: 2026-11-30'")
    return None


def _critical_dates(document: PlanDocument, frame: Frame, first: Moment) -> tuple[CriticalDate, ...]:
    """Return the critical dates, one for one."""
    dates = []
    for index, written in enumerate(document.critical_dates):
        at = ("critical_dates", index)
        frame.problems.read(read_id, written.id, *at, "id")
        dates.append(
            CriticalDate(
                id=written.id,
                date=frame.moment(written.date, *at, "date") or first,
                step=written.step,
                reason=written.reason or "",
                party=written.party or CUSTOMER,
                standing=written.standing or "wished",
                buffer=frame.duration(written.buffer, *at, "buffer"),
            )
        )
        if written.confirmed is not None:
            frame.moment(written.confirmed.on, *at, "confirmed", "on")
        if written.cost_of_delay is not None:
            frame.day(written.cost_of_delay.since, *at, "cost_of_delay", "since")
            for number, cost in enumerate(written.cost_of_delay.per_day):
                frame.day(cost.from_, *at, "cost_of_delay", "per_day", number, "from")
    return tuple(dates)


def _party(document: PlanDocument, frame: Frame, index: int) -> Party:
    written = document.parties[index]
    frame.problems.read(_party_id, written.id, "parties", index, "id")
    return Party(id=written.id, name=written.name or "")


def _party_id(text: str) -> str:
    if text == BOTH:
        raise Wrong(
            "reserved-name", "no party can be called 'both': the word means seller and customer; give it another id"
        )
    if text in _RESERVED:
        raise Wrong("reserved-name", f"the {text} is always there; take it away here and write its name as '{text}: …'")
    return read_id(text)


def _person(document: PlanDocument, frame: Frame, index: int) -> Person:
    written = document.people[index]
    at = ("people", index)
    frame.problems.read(read_id, written.id, *at, "id")
    return Person(
        id=written.id,
        party=written.party,
        name=written.name or "",
        role=written.role or "",
        time_zone=frame.problems.read(read_zone, written.time_zone, *at, "time_zone"),
        away=read_periods(written.away, frame, *at, "away"),
    )


def _phase(document: PlanDocument, frame: Frame, index: int) -> Phase:
    written = document.phases[index]
    frame.problems.read(read_id, written.id, "phases", index, "id")
    return Phase(id=written.id, title=written.title or written.id)


def _hold(document: PlanDocument, frame: Frame) -> Hold | None:
    if document.hold is None:
        return None
    since = frame.moment(document.hold.since, "hold", "since")
    until = frame.moment(document.hold.until, "hold", "until")
    frame.refuse_reversed(since, until, "hold", "until")
    return None if since is None else Hold(since=since, until=until, reason=document.hold.reason or "")


def _check_what_only_people_read(document: PlanDocument, frame: Frame) -> None:
    """Tell what is wrong in fields that the engine does not look at."""
    frame.problems.read(read_uuid, document.id, "id")
    if document.why is not None:
        check_why(document.why, frame)
    if document.outcome is not None:
        frame.day(document.outcome.on, "outcome", "on")
