"""Everything in a plan that has an id, and whether all that names it finds it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from .plan import CUSTOMER, SELLER, Plan, Step
from .refusals import Path, Problem, nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def name_problems(plan: Plan) -> Iterator[Problem]:
    """Find ids that stand twice, and names that lead nowhere."""
    yield from _duplicates(plan)
    parties = {SELLER, CUSTOMER, *(party.id for party in plan.parties)}
    calendars = parties | {calendar.id for calendar in plan.calendars}
    people = {person.id for person in plan.people}
    phases = {phase.id for phase in plan.phases}
    steps = {step.id for step in plan.steps}
    for at, person in enumerate(plan.people):
        yield from _unknown("party", person.party, parties, ("people", at, "party"))
    for at, date in enumerate(plan.critical_dates):
        yield from _unknown("party", date.party, parties, ("critical_dates", at, "party"))
        if date.step is not None:
            yield from _unknown("step", date.step, steps, ("critical_dates", at, "step"))
    for at, step in enumerate(plan.steps):
        path: Path = ("steps", at)
        yield from _links(step, steps, calendars, path)
        for number, party in enumerate(step.side):
            place = (*path, "side", number) if len(step.side) > 1 else (*path, "side")
            yield from _unknown("party", party, parties, place)
        for party, owner in step.owners:
            yield from _unknown("party", party, parties, (*path, "owners", party))
            yield from _unknown("person", owner, people, (*path, "owners", party))
        if step.calendar is not None:
            yield from _unknown("calendar", step.calendar, calendars, (*path, "calendar"))
        if step.phase is not None:
            yield from _unknown("phase", step.phase, phases, (*path, "phase"))


def _duplicates(plan: Plan) -> Iterator[Problem]:
    lists: dict[str, Iterable[str]] = {
        "steps": (step.id for step in plan.steps),
        "critical_dates": (date.id for date in plan.critical_dates),
        "people": (person.id for person in plan.people),
        "parties": (party.id for party in plan.parties),
        "phases": (phase.id for phase in plan.phases),
    }
    for name, ids in lists.items():
        seen: Counter[str] = Counter({SELLER: 1, CUSTOMER: 1} if name == "parties" else {})
        for at, one in enumerate(ids):
            seen[one] += 1
            if seen[one] == 2:  # noqa: PLR2004 - told once, at the second
                sentence = f"the id {one!r} stands twice; give each its own"
                yield Problem(code="duplicate-id", path=(name, at, "id"), sentence=sentence)


def _links(step: Step, steps: set[str], calendars: set[str], path: Path) -> Iterator[Problem]:
    for number, link in enumerate(step.after):
        place = (*path, "after", number)
        if link.step == step.id:
            sentence = "a step cannot wait for itself; take this link out"
            yield Problem(code="self-link", path=place, sentence=sentence)
        yield from _unknown("step", link.step, steps, place)
        if link.lag_calendar not in {"successor", "predecessor"}:
            yield from _unknown("calendar", link.lag_calendar, calendars, (*place, "lag_calendar"))


def _unknown(what: str, name: str, known: set[str], path: Path) -> Iterator[Problem]:
    if name not in known:
        sentence = f"no {what} {name!r}{nearest(name, known)}"
        yield Problem(code=f"unknown-{what}", path=path, sentence=sentence)
