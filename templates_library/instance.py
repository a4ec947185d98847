"""A template, answers and the customer's date become a plan document as plain data."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Literal, Required, TypeAlias, TypedDict, Unpack

from scheduler.refusals import quoted

from .answers import with_defaults
from .countries import is_holiday
from .documents import Names, asks_of, people_of, plan_step
from .facts import COUNTRIES, facts_of, first_region, holds
from .lengths import days_after
from .library import ready_made
from .mistakes import refused
from .pieces import joined, part_pieces, piece_of
from .rough import rough
from .templates import questions_of, written_template
from .traces import range_for, working_days

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from .facts import Facts
    from .library import Library
    from .pieces import Piece, Placed
    from .questions import Answer, Answers
    from .schema import WrittenDate, WrittenTemplate
    from .traces import Trace

Form: TypeAlias = Literal["outline", "full"]
"""An outline has one rough step for each part, twelve at most; a full plan has every step, thirty at most."""

VISIBLE = 30
"""Fewer steps than that a plan shows to everybody; what lies farthest stays rough until it is expanded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Instance:
    """A plan made from a template, with what its document does not say."""

    plan: dict[str, Any]
    """The plan document as plain data."""
    template: str
    version: int
    answers: Answers
    """All of them, defaults included."""
    durations: dict[str, Trace] = field(repr=False)
    """By step, how its duration came about; a step that takes no time has none."""


class Deal(TypedDict, total=False):
    """What a plan is made for."""

    critical_date: Required[date]
    """The one date that the template asks for."""
    answers: Mapping[str, Answer]
    """By question; defaults stand for the others."""
    customer: str
    """The customer's name."""
    seller: str
    """The seller's name."""
    plan_id: str
    """A UUID."""
    start: date
    """Nothing is planned before it."""
    form: Form
    """Full where absent."""


def plan_of(template_id: str, library: Library | None = None, **deal: Unpack[Deal]) -> dict[str, Any]:
    """Return only the plan document of an instance."""
    return instantiate(template_id, library, **deal).plan


def instantiate(template_id: str, library: Library | None = None, **deal: Unpack[Deal]) -> Instance:
    """Return a plan for the customer's date, from a template of a library, else of the ready-made one.

    Raises Refused with every problem of the answers, or where no template has that name.
    """
    found = library or ready_made()
    written = written_template(found, template_id)
    complete = with_defaults(questions_of(found, written), deal.get("answers", {}))
    facts = facts_of(found, complete)
    pieces, links = part_pieces(found, written.parts, facts)
    every_step = joined(pieces, links).steps
    formed = _formed(found, pieces, deal.get("form", "full"))
    steps = every_step if formed == pieces else joined(formed, links).steps
    names = Names(customer=deal.get("customer", ""), seller=deal.get("seller", ""))
    asks = asks_of(steps, names)
    plan = {
        "format": "backplan/1",
        "id": deal.get("plan_id"),
        "title": names.put_into(written.plan_title),
        "customer": names.customer,
        "seller": names.seller,
        "parties": [{"id": party, "name": kind.capitalize(), "kind": kind} for party, kind in written.parties.items()],
        "start": deal["start"].isoformat() if "start" in deal else None,
        "calendars": _calendars(facts),
        "critical_dates": _critical_dates(found, written, facts, every_step, deal["critical_date"]),
        "people": people_of(steps),
        "phases": [
            {"id": phase, "title": title}
            for phase, title in found.phases.items()
            if phase in {placed.phase for placed in steps}
        ],
        "steps": [plan_step(placed, names) for placed in steps],
        "why": {"questions": asks} if asks else None,
        "template": {"id": template_id, "version": written.version, "answers": complete},
    }
    return Instance(
        plan={key: value for key, value in plan.items() if value not in (None, "", [], {})},
        template=template_id,
        version=written.version,
        answers=complete,
        durations={placed.step.id: placed.trace for placed in steps if placed.trace},
    )


def trace_in(
    template_id: str,
    answers: Mapping[str, Any],
    step_id: str,
    *,
    fragment: str | None = None,
    library: Library | None = None,
) -> Trace | None:
    """Return how the duration of a step came about in a plan of these answers, of a rough one by its fragment.

    Nothing for a step that the template does not give. Raises Refused as `instantiate` does.
    """
    found = library or ready_made()
    written = written_template(found, template_id)
    facts = facts_of(found, with_defaults(questions_of(found, written), answers))
    whole = joined(*part_pieces(found, written.parts, facts))
    if fragment is not None and fragment in found.fragments:
        whole = rough(found, fragment, piece_of(found, fragment, facts))
    return next((placed.trace for placed in whole.steps if placed.step.id == step_id), None)


def _formed(found: Library, whole: dict[str, Piece], form: Form) -> dict[str, Piece]:
    """Return the parts with all of their steps or as rough ones; too many stay rough from the far end on."""
    pieces = dict(whole)
    for name in reversed(whole):
        if form == "full" and _visible(pieces.values()) < VISIBLE:
            break
        pieces[name] = rough(found, name, whole[name])
    return pieces


def _visible(pieces: Iterable[Piece]) -> int:
    return sum(placed.step.private is None for piece in pieces for placed in piece.steps)


def _calendars(facts: Facts) -> dict[str, Any]:
    regions = {party: first_region(facts, question) for question, party in COUNTRIES.items()}
    return {party: {"holidays": region} for party, region in sorted(regions.items()) if region}


def _critical_dates(
    found: Library, written: WrittenTemplate, facts: Facts, steps: tuple[Placed, ...], asked: date
) -> list[dict[str, Any]]:
    """Return the date that was asked for, and those that follow from it or from an answer."""
    dates = []
    there = {placed.step.id for placed in steps}
    for one in written.critical_dates:
        if holds(one.when, facts):
            _refuse_stepless(one, written.critical_dates[0], there)
            day = _day(one, written.critical_dates[0].step, steps, facts, asked)
            buffer = None if one.buffer is None else range_for(found, one.buffer, facts)[1]
            known = one.answer is None or facts[one.answer] is not None
            reason = one.reason if known else one.assumed
            entry = {"id": one.id, "step": one.step, "date": day.isoformat(), "reason": reason, "party": one.party}
            dates.append({key: value for key, value in {**entry, "buffer": buffer}.items() if value is not None})
    return dates


def _refuse_stepless(one: WrittenDate, first: WrittenDate, there: set[str]) -> None:
    """Refuse answers that leave out the step that a date is of, or that it is counted from."""
    for name in (one.step, *(() if one.reserve is None else (first.step,))):
        if name not in there:
            sentence = f"with these answers there is no step {quoted(name)} for the critical date {quoted(one.id)}"
            remedy = "let the date have the step's `when`"
            raise refused("date-without-step", ("critical_dates", one.id), f"{sentence}; {remedy}")


def _day(one: WrittenDate, anchor: str, steps: tuple[Placed, ...], facts: Facts, asked: date) -> date:
    answer = facts[one.answer] if one.answer else None
    if isinstance(answer, str):
        return date.fromisoformat(answer)
    if one.reserve is None:
        return asked
    try:
        day = working_day_after(asked, days_after(steps, anchor, one.step) + working_days(one.reserve))
    except OverflowError:
        sentence = f"the critical date {quoted(one.id)} would lie behind the year 9999; shorten the work before it"
        raise refused("template-too-long", ("critical_dates", one.id), sentence) from None
    region = first_region(facts, "customer_countries")
    while region is not None and is_holiday(day, region):
        day = working_day_after(day, 1)
    return day


def working_day_after(day: date, days: int) -> date:
    """Return the day so many working days later, Monday to Friday."""
    weeks, rest = divmod(days, 5)
    day += timedelta(weeks=weeks)
    for _ in range(rest):
        day += timedelta(days=1)
        while day.weekday() >= SATURDAY:
            day += timedelta(days=1)
    return day


SATURDAY = 5
