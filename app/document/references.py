"""Ids in fields that the engine does not look at: whoever is named there has to be in the plan."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from scheduler.names import Known
from scheduler.plan import CUSTOMER, SELLER

from .marked import mark_of, marked
from .wire.values import GetRef, PartyRef, PersonRef, StepRef

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scheduler.refusals import Path

    from .problems import Problems
    from .wire import PlanDocument
    from .wire.steps import Agreed, Step

    Named = tuple[str | None, Path]
    """A name, if one is there, and its place."""


def check_references(document: PlanDocument, problems: Problems) -> None:
    """Tell people, parties, steps and gets that are named and not there."""
    in_why = tuple(marked(document.why, "why")) if document.why else ()
    gets = document.why.gets if document.why else ()

    def of(form: object) -> Iterator[Named]:
        return ((name, path) for says, name, path in in_why if says == mark_of(form))

    def check(known: Known, listed: Path, named: Iterable[Named]) -> None:
        for name, path in named:
            if name is not None and name not in known.ids and not problems.about(*listed):
                problem = known.problem(name, path)
                problems.tell(problem.code, path, problem.sentence, settles=False)

    parties = [(SELLER, ""), (CUSTOMER, ""), *((party.id, party.name or "") for party in document.parties)]
    people = ((person.id, person.name or "") for person in document.people)
    check(Known("person", people), ("people",), chain(_people_named(document), of(PersonRef)))
    check(Known("party", parties), ("parties",), chain(_parties_named(document), of(PartyRef)))
    check(Known("step", ((step.id, step.title) for step in document.steps)), ("steps",), of(StepRef))
    check(Known("get", ((get.id, get.text) for get in gets)), ("why", "gets"), of(GetRef))


def _people_named(document: PlanDocument) -> Iterator[Named]:
    """Give the people named outside of owners."""
    for index, date in enumerate(document.critical_dates):
        if date.confirmed is not None:
            yield date.confirmed.by, ("critical_dates", index, "confirmed", "by")
    for index, step in enumerate(document.steps):
        yield step.decider, ("steps", index, "decider")
        if step.help is not None:
            yield step.help.asked_by, ("steps", index, "help", "asked_by")
            yield step.help.owner, ("steps", index, "help", "owner")
        for key, agreed in _agreements(step):
            for party, person in agreed.by.items():
                yield person, ("steps", index, key, "by", party)


def _parties_named(document: PlanDocument) -> Iterator[Named]:
    """Give the parties named outside of sides, owners, people and critical dates."""
    for name, calendar in document.calendars.items():
        for index, closure in enumerate(calendar.closed):
            yield closure.private, ("calendars", name, "closed", index, "private")
    for index, person in enumerate(document.people):
        yield person.private, ("people", index, "private")
        for number, absence in enumerate(person.away):
            yield absence.private, ("people", index, "away", number, "private")
    for index, step in enumerate(document.steps):
        yield step.private, ("steps", index, "private")
        for key, agreed in _agreements(step):
            for party in agreed.by:
                yield party, ("steps", index, key, "by", party)


def _agreements(step: Step) -> Iterator[tuple[str, Agreed]]:
    if step.agreed is not None:
        yield "agreed", step.agreed
    if step.proposed is not None:
        yield "proposed", step.proposed
