"""Everything in a plan that has an id, and whether all that names it finds it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .plan import CUSTOMER, SELLER, Plan, Step
from .refusals import Path, Problem, folded, nearest, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

CURE = {
    "step": "add it under steps",
    "calendar": "add it under calendars",
    "party": "add it under parties",
    "person": "add them under people",
    "phase": "add it under phases",
    "get": "add it under gets",
}

BOTH = {
    "party": "it means seller and customer together, which only a side can be; name one of the two",
    "calendar": "a step whose side is both is worked on both calendars anyway; leave it out, or name one calendar",
    "person": "name the one who is answerable",
}
"""What to write instead where somebody names `both`."""


def name_problems(plan: Plan) -> Iterator[Problem]:
    """Find ids that stand twice, and names that lead nowhere."""
    lists = {
        "steps": [step.id for step in plan.steps],
        "critical_dates": [date.id for date in plan.critical_dates],
        "people": [person.id for person in plan.people],
        "parties": [party.id for party in plan.parties],
        "phases": [phase.id for phase in plan.phases],
    }
    sets = {name: frozenset(ids) for name, ids in lists.items()}
    yield from _duplicates([(name, ids) for name, ids in lists.items() if len(sets[name]) < len(ids)])
    ours = sets["parties"] | {SELLER, CUSTOMER}
    ids = {
        "party": ours,
        "calendar": ours.union([calendar.id for calendar in plan.calendars]),
        "person": sets["people"],
        "phase": sets["phases"],
        "step": sets["steps"],
    }
    known: dict[str, Known] = {}
    for what, name, path in _wrong(plan, ids):
        known = known or _known(plan)
        yield known[what].problem(name, path)


def _known(plan: Plan) -> dict[str, Known]:
    ours = [(SELLER, plan.seller), (CUSTOMER, plan.customer), *((party.id, party.name) for party in plan.parties)]
    return {
        "party": Known("party", ours),
        "calendar": Known("calendar", [*ours, *((calendar.id, "") for calendar in plan.calendars)]),
        "person": Known("person", [(person.id, person.name) for person in plan.people]),
        "phase": Known("phase", [(phase.id, phase.title) for phase in plan.phases]),
        "step": Known("step", [(step.id, step.title) for step in plan.steps]),
    }


def _wrong(plan: Plan, ids: Mapping[str, frozenset[str]]) -> Iterator[tuple[str, str, Path]]:
    """Yield everything that the plan names and does not have: what it should be, its id, the place."""
    yield from _wrong_outside_steps(plan, ids)
    if _all_known_in_steps(plan, ids):
        return
    calendars = ids["calendar"] | LAG_CALENDARS
    for at, step in enumerate(plan.steps):
        for number, link in enumerate(step.after):
            if link.step not in ids["step"]:
                yield "step", link.step, ("steps", at, "after", number)
            if link.lag_calendar not in calendars:
                yield "calendar", link.lag_calendar, ("steps", at, "after", number, "lag_calendar")
        yield from _wrong_side(step, ids["party"], ("steps", at))
        yield from _wrong_in_step(step, ids, ("steps", at))


LAG_CALENDARS = frozenset({"successor", "predecessor"})


def _all_known_in_steps(plan: Plan, ids: Mapping[str, frozenset[str]]) -> bool:
    """Tell whether steps name only what there is, without a look at where: nearly all plans do."""
    steps = plan.steps
    links = [link for step in steps for link in step.after]
    owners = {owner for several in {step.owners for step in steps} for owner in several}
    parties = {party for side in {step.side for step in steps} for party in side}
    return (
        ids["step"].issuperset([link.step for link in links])
        and {link.lag_calendar for link in links} - LAG_CALENDARS <= ids["calendar"]
        and parties.union([party for party, _ in owners]) <= ids["party"]
        and ids["person"].issuperset([person for _, person in owners])
        and {step.calendar for step in steps} <= ids["calendar"] | {None}
        and {step.phase for step in steps} <= ids["phase"] | {None}
    )


def _wrong_in_step(step: Step, ids: Mapping[str, frozenset[str]], path: Path) -> Iterator[tuple[str, str, Path]]:
    for party, owner in step.owners:
        if party not in ids["party"]:
            yield "party", party, (*path, "owners", party)
        if owner not in ids["person"]:
            yield "person", owner, (*path, "owners", party)
    if step.calendar is not None and step.calendar not in ids["calendar"]:
        yield "calendar", step.calendar, (*path, "calendar")
    if step.phase is not None and step.phase not in ids["phase"]:
        yield "phase", step.phase, (*path, "phase")


def _wrong_outside_steps(plan: Plan, ids: Mapping[str, frozenset[str]]) -> Iterator[tuple[str, str, Path]]:
    for at, person in enumerate(plan.people):
        if person.party not in ids["party"]:
            yield "party", person.party, ("people", at, "party")
    for at, date in enumerate(plan.critical_dates):
        if date.party not in ids["party"]:
            yield "party", date.party, ("critical_dates", at, "party")
        if date.step is not None and date.step not in ids["step"]:
            yield "step", date.step, ("critical_dates", at, "step")


def _wrong_side(step: Step, parties: frozenset[str], path: Path) -> Iterator[tuple[str, str, Path]]:
    for number, party in enumerate(step.side):
        if party not in parties:
            yield "party", party, (*path, "side", number) if len(step.side) > 1 else (*path, "side")


class Known:
    """The ids of one kind of thing, and what people may call them by mistake: titles, names, other spellings."""

    def __init__(self, what: str, named: Iterable[tuple[str, str]]) -> None:
        """Keep the ids with their names; what else they may be called is found when first asked."""
        self._what = what
        self._named = list(named)
        self._called: dict[str, str] = {}
        self._guesses = 0
        self.ids = frozenset(one for one, _ in self._named)

    def problem(self, name: str, path: Path) -> Problem:
        """Return the problem of a name that leads nowhere, with the nearest right one where there is one."""
        if name == "both" and self._what in BOTH:
            sentence = f"'both' is no {self._what}: {BOTH[self._what]}"
        else:
            sentence = f"no {self._what} {quoted(name)}{self.guess(name) or f'; {CURE[self._what]}'}"
        return Problem(code=f"unknown-{self._what}", path=path, sentence=sentence)

    def guess(self, name: str) -> str:
        """Return `; did you mean 'x'?` where something is near, else nothing."""
        if not self._called:
            extra = [(word, word) for word in ("successor", "predecessor")] if self._what == "calendar" else []
            pairs = sorted([*self._named, *extra], reverse=True)
            self._called = {folded(called): one for one, called in pairs} | {folded(one): one for one, _ in pairs}
            self._called.pop("", None)
        self._guesses += 1
        return nearest(name, self._called, alike=self._guesses <= GUESSES and len(self._called) <= NAMES)


GUESSES, NAMES = 100, 1_000
"""How often, and among how many names, one that is merely alike is looked for: that takes time."""


def _duplicates(lists: Iterable[tuple[str, list[str]]]) -> Iterator[Problem]:
    for name, ids in lists:
        first: dict[str, int] = {}
        for at, one in enumerate(ids):
            if first.setdefault(one, at) != at:
                sentence = f"the id {quoted(one)} is already that of {name}[{first[one]}]; give this one its own"
                yield Problem(code="duplicate-id", path=(name, at, "id"), sentence=sentence)


def self_links(plan: Plan) -> Iterator[Problem]:
    """Find steps that wait for themselves."""
    for at, step in enumerate(plan.steps):
        for number, link in enumerate(step.after):
            if link.step == step.id:
                sentence = "a step cannot wait for itself; take this link out"
                yield Problem(code="self-link", path=("steps", at, "after", number), sentence=sentence)
