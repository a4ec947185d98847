"""Dates that somebody proposes and the other side accepts: a promise, which nothing else moves."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from app.document.moments import read_moment
from app.document.problems import Wrong
from app.document.wire.steps import Agreed
from scheduler.plan import CUSTOMER, SELLER

from .instants import begin_of
from .lookup import person_of, refused, sides_of, step_of, with_step
from .owners import joining

if TYPE_CHECKING:
    from app.actors import Actor
    from app.document import PlanDocument
    from app.document.wire import Person
    from app.document.wire.steps import Step

    from .own_ids import NewIds

SIDES = frozenset({SELLER, CUSTOMER})
"""Who has to accept a date."""


def propose_dates(
    document: PlanDocument, step_id: str, *, start: str | None, finish: str, by: dict[str, str], on: str
) -> PlanDocument:
    """Propose when a step shall begin and end; an older proposal gives way, what was agreed stands."""
    step = step_of(document, step_id)
    _refuse_stranger(step, by)
    _refuse_alone(step)
    _refuse_passed(document, step, (start, finish), on=on)
    proposed = Agreed(start=start, finish=finish, by=by, on=on)
    return with_step(document, step.model_copy(update={"proposed": proposed}))


def agree_dates(
    document: PlanDocument, step_id: str, *, start: str | None, finish: str | None, by: dict[str, str], on: str
) -> PlanDocument:
    """Accept what is proposed for a step; once both sides have, it is agreed. Dates that are named must be those."""
    step = step_of(document, step_id)
    proposed = _proposed(step)
    _refuse_stranger(step, by)
    _refuse_alone(step)
    if (start, finish) not in {(None, None), (proposed.start, proposed.finish)}:
        shown = " to ".join(day for day in (proposed.start, proposed.finish) if day)
        raise refused("other-proposal", f"what is proposed for {step.title} is now {shown}; agree to that, or propose")
    if by.keys() <= proposed.by.keys():
        raise refused("own-proposal", f"your side has accepted this for {step.title} already; the other side answers")
    _refuse_passed(document, step, (proposed.start, proposed.finish), on=on)
    everybody = {**proposed.by, **by}
    if not everybody.keys() >= SIDES:
        return with_step(document, step.model_copy(update={"proposed": proposed.model_copy(update={"by": everybody})}))
    agreed = Agreed(start=proposed.start, finish=proposed.finish, by=everybody, on=on)
    return with_step(document, step.model_copy(update={"agreed": agreed, "proposed": None}))


def decline_dates(document: PlanDocument, step_id: str, *, by: dict[str, str]) -> PlanDocument:
    """Take away what is proposed for a step; what was agreed before stands."""
    step = step_of(document, step_id)
    _proposed(step)
    _refuse_stranger(step, by)
    return with_step(document, step.model_copy(update={"proposed": None}))


def speaking(
    document: PlanDocument, actor: Actor, named: str | None, ids: NewIds
) -> tuple[PlanDocument, dict[str, str]]:
    """Return who gives the word of an actor's party: somebody of the plan's people who belongs to it.

    That is whom the actor names, or who it is itself. A member who is nobody of the plan's people joins them by name;
    all others are added by somebody who knows them, so that nobody signs with a name that they made up.
    """
    party, name = actor.party, named or actor.person or (actor.name if actor.kind == "member" else None)
    if party is None or name is None:
        sentence = "say who gives your side's word first: one of its people in the plan, by id or name ('person')"
        raise refused("nobody-named", sentence)
    found = _of_party(document, party, name)
    if found is None:
        if actor.kind != "member":
            sentence = f"{name!r} is nobody of your side in this plan; name one of its people, or add the person first"
            raise refused("nobody-named", sentence)
        _refuse_others_name(document, party, name)
        found = joining(document, name, party, ids)
        document = document.model_copy(update={"people": (*document.people, found)})
    if found.private is not None:
        sentence = f"only {party!r} sees {found.name or found.id}, who therefore cannot give its word; name another one"
        raise refused("private-person", sentence)
    return document, {party: found.id}


def refuse_unproved(actor: Actor) -> None:
    """Refuse the word of somebody who may be anybody: whoever has the link."""
    if not actor.is_proved:
        sentence = "to give your side's word, your e-mail address has to be proved; confirm it, then do this again"
        raise refused("not-verified", sentence)


def _of_party(document: PlanDocument, party: str, name: str) -> Person | None:
    own = tuple(person for person in document.people if person.party == party)
    return person_of(document.model_copy(update={"people": own}), name, party)


def _refuse_others_name(document: PlanDocument, party: str, name: str) -> None:
    other = person_of(document, name, party)
    if other is not None:
        sentence = f"{other.name or other.id} belongs to {other.party!r}, not to {party!r}; name somebody of your side"
        raise refused("other-party", sentence)


def _refuse_stranger(step: Step, by: dict[str, str]) -> None:
    """Refuse the word of a party that the step is no business of; who does a step may stand for its own."""
    if others := sorted(by.keys() - SIDES - {*sides_of(step)}):
        sentence = (
            f"{others[0]!r} does not do {step.title}, so its dates are agreed by the seller, the customer and who does"
        )
        raise refused("not-your-step", sentence)


def _proposed(step: Step) -> Agreed:
    if step.proposed is None:
        raise refused("nothing-proposed", f"no dates are proposed for {step.title}; propose some")
    return step.proposed


def _refuse_passed(document: PlanDocument, step: Step, days: tuple[str | None, ...], *, on: str) -> None:
    """Refuse a promise for a day that has passed: when it is made, and when it is accepted."""
    zone = ZoneInfo(document.time_zone or "UTC")
    for day in filter(None, days):
        try:
            promised = begin_of(read_moment(day), zone).astimezone(zone).date().isoformat()
        except (Wrong, OverflowError):
            continue  # whoever reads the document says what is wrong with it
        if promised < on:
            raise refused("past-date", f"{day} has passed, so {step.title} cannot be promised for it; take a later day")


def _refuse_alone(step: Step) -> None:
    if step.private is not None:
        sentence = f"{step.title} is private to {step.private!r}, so nobody else can agree to its dates; share it first"
        raise refused("private-step", sentence)
    if step.progress is not None and (step.progress.finished is not None or step.progress.skipped):
        raise refused("already-happened", f"{step.title} is over; there is no date left to agree on")
