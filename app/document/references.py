"""Ids in fields that the engine does not look at: whoever is named there has to be in the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scheduler.plan import CUSTOMER, SELLER

from .words import did_you_mean, shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scheduler.refusals import Path

    from .problems import Problems
    from .wire import PlanDocument
    from .wire.steps import Agreed, Step

    Named = tuple[str | None, Path]
    """A name, if one is there, and its place."""


def check_references(document: PlanDocument, problems: Problems) -> None:
    """Tell people and parties that are named and not there."""
    people = {person.id for person in document.people}
    parties = {SELLER, CUSTOMER, *(party.id for party in document.parties)}
    for name, path in _people_named(document):
        if name is not None and name not in people and not problems.about("people"):
            problems.tell(
                "unknown-person",
                path,
                f"no person {shown(name)}{did_you_mean(name, people, _ADD_PERSON)}",
                settles=False,
            )
    for name, path in _parties_named(document):
        if name is not None and name not in parties and not problems.about("parties"):
            problems.tell(
                "unknown-party", path, f"no party {shown(name)}{did_you_mean(name, parties, _ADD_PARTY)}", settles=False
            )


_ADD_PERSON = "; add them under people"
_ADD_PARTY = "; add it under parties"


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
