"""Everything in a plan that has an id, and whether all that names it finds it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .plan import CUSTOMER, SELLER, Plan, Step
from .refusals import Path, Problem, nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    Known = Mapping[str, str]
    """What people may call a thing (its id, its title or name), and its id."""

CURE = {
    "step": "add it under steps",
    "calendar": "add it under calendars",
    "party": "add it under parties",
    "person": "add them under people",
    "phase": "add it under phases",
}


def name_problems(plan: Plan) -> Iterator[Problem]:
    """Find ids that stand twice, and names that lead nowhere."""
    yield from _duplicates(plan)
    parties = _parties(plan)
    calendars = {**parties, **{calendar.id: calendar.id for calendar in plan.calendars}}
    people = _known((person.id, person.name) for person in plan.people)
    phases = _known((phase.id, phase.title) for phase in plan.phases)
    steps = _known((step.id, step.title) for step in plan.steps)
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


def _known(named: Iterable[tuple[str, str]]) -> Known:
    pairs = list(named)
    return {**{name: one for one, name in pairs if name}, **{one: one for one, _ in pairs}}


def _parties(plan: Plan) -> Known:
    ours = [(SELLER, plan.seller), (CUSTOMER, plan.customer)]
    return _known([*ours, *((party.id, party.name) for party in plan.parties)])


def _duplicates(plan: Plan) -> Iterator[Problem]:
    lists: dict[str, Iterable[str]] = {
        "steps": (step.id for step in plan.steps),
        "critical_dates": (date.id for date in plan.critical_dates),
        "people": (person.id for person in plan.people),
        "parties": (party.id for party in plan.parties),
        "phases": (phase.id for phase in plan.phases),
    }
    for name, ids in lists.items():
        first: dict[str, int] = {}
        for at, one in enumerate(ids):
            if first.setdefault(one, at) != at:
                sentence = f"the id {one!r} is already that of {name}[{first[one]}]; give this one its own"
                yield Problem(code="duplicate-id", path=(name, at, "id"), sentence=sentence)


def _links(step: Step, steps: Known, calendars: Known, path: Path) -> Iterator[Problem]:
    for number, link in enumerate(step.after):
        place = (*path, "after", number)
        if link.step == step.id:
            sentence = "a step cannot wait for itself; take this link out"
            yield Problem(code="self-link", path=place, sentence=sentence)
        yield from _unknown("step", link.step, steps, place)
        if link.lag_calendar not in {"successor", "predecessor"}:
            known = {**calendars, "successor": "successor", "predecessor": "predecessor"}
            yield from _unknown("calendar", link.lag_calendar, known, (*place, "lag_calendar"))


def _unknown(what: str, name: str, known: Known, path: Path) -> Iterator[Problem]:
    if known.get(name) != name:
        sentence = f"no {what} {name!r}{nearest(name, known) or f'; {CURE[what]}'}"
        yield Problem(code=f"unknown-{what}", path=path, sentence=sentence)
