"""Dates that somebody proposes and the other side accepts: a promise, which nothing else moves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.document.wire.steps import Agreed
from scheduler.plan import CUSTOMER, SELLER

from .lookup import person_of, refused, step_of, with_step

if TYPE_CHECKING:
    from app.document import PlanDocument
    from app.document.wire.steps import Step

SIDES = frozenset({SELLER, CUSTOMER})
"""Who has to accept a date."""


def propose_dates(
    document: PlanDocument, step_id: str, *, start: str | None, finish: str | None, by: dict[str, str], on: str
) -> PlanDocument:
    """Propose when a step shall begin and end; an older proposal gives way, what was agreed stands."""
    step = step_of(document, step_id)
    _refuse_alone(step)
    proposed = Agreed(start=start, finish=finish, by=by, on=on)
    return with_step(document, step.model_copy(update={"proposed": proposed}))


def agree_dates(
    document: PlanDocument, step_id: str, *, start: str | None, finish: str | None, by: dict[str, str], on: str
) -> PlanDocument:
    """Accept what is proposed for a step; once both sides have, it is agreed. Dates that are named must be those."""
    step = step_of(document, step_id)
    proposed = _proposed(step)
    if (start, finish) not in {(None, None), (proposed.start, proposed.finish)}:
        shown = " to ".join(day for day in (proposed.start, proposed.finish) if day)
        raise refused("other-proposal", f"what is proposed for {step.title} is now {shown}; agree to that, or propose")
    if by.keys() <= proposed.by.keys():
        raise refused("own-proposal", f"your side has accepted this for {step.title} already; the other side answers")
    everybody = {**proposed.by, **by}
    if not everybody.keys() >= SIDES:
        return with_step(document, step.model_copy(update={"proposed": proposed.model_copy(update={"by": everybody})}))
    agreed = Agreed(start=proposed.start, finish=proposed.finish, by=everybody, on=on)
    return with_step(document, step.model_copy(update={"agreed": agreed, "proposed": None}))


def decline_dates(document: PlanDocument, step_id: str) -> PlanDocument:
    """Take away what is proposed for a step; what was agreed before stands."""
    step = step_of(document, step_id)
    _proposed(step)
    return with_step(document, step.model_copy(update={"proposed": None}))


def spoken_for(document: PlanDocument, party: str | None, person: str | None) -> dict[str, str]:
    """Return who gives a party's word: somebody of the plan's people who belongs to it."""
    if party is None or person is None:
        sentence = "say who gives your side's word: somebody of the plan's people, by id or name ('person')"
        raise refused("nobody-named", sentence)
    found = person_of(document, person)
    if found is None or found.party != party:
        sentence = f"{person!r} is nobody of your side; add the person first, or name another one"
        raise refused("nobody-named", sentence)
    return {party: found.id}


def _proposed(step: Step) -> Agreed:
    if step.proposed is None:
        raise refused("nothing-proposed", f"no dates are proposed for {step.title}; propose some")
    return step.proposed


def _refuse_alone(step: Step) -> None:
    if step.private is not None:
        sentence = f"{step.title} is private to {step.private!r}, so nobody else can agree to its dates; share it first"
        raise refused("private-step", sentence)
    if step.progress is not None and (step.progress.finished is not None or step.progress.skipped):
        raise refused("already-happened", f"{step.title} is over; there is no date left to agree on")
