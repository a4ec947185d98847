"""The why in words: what hurts, what changes, what it is worth, and what both sides have given their word on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.document.durations import read_duration
from app.document.moments import read_day
from app.phrases import day_in_full, person_said
from scheduler.plan import CUSTOMER
from scheduler.wording import duration_said

from .value import Value, value_brief

if TYPE_CHECKING:
    from app.document.wire.why import Concern, Criterion, Decision, Get, Give, Owed, Said
    from app.document.wire.why import Why as WrittenWhy
    from app.projection import Projection
    from scheduler.plan import PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """Something that somebody said."""

    text: str
    source: str
    """Who said it and when: `Jo Kern, 3 November`; empty where nobody wrote that down."""
    by_customer: bool
    private: bool
    """Whether one party alone may see it."""
    details: tuple[str, ...] = ()
    """What belongs to it, each said on its own: `from 12 to 1 working days`."""
    settled: bool = False
    """Whether it is behind us: a concern resolved, a give given, a promise kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """What one side grants, and what it receives for it."""

    give: Word | None
    get: Word | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """Why the customer buys."""

    pains: tuple[Word, ...] = ()
    current_way: Word | None = None
    consequences: tuple[Word, ...] = ()
    solution: Word | None = None
    criteria: tuple[Word, ...] = ()
    value: Value | None = None
    concerns: tuple[Word, ...] = ()
    exchanges: tuple[Exchange, ...] = ()
    promises: tuple[Word, ...] = ()
    decisions: tuple[Word, ...] = ()

    def __bool__(self) -> bool:
        """Tell whether anything is said."""
        return self != Why()


def why_brief(projection: Projection) -> Why:
    """Return what the audience may see of the why."""
    why = projection.document.why
    if why is None:
        return Why()
    say = _Saying(projection)
    return Why(
        pains=tuple(map(say.word, why.pains)),
        current_way=say.word(why.current_way, why.current_way.measured) if why.current_way else None,
        consequences=tuple(map(say.word, why.consequences)),
        solution=say.word(why.solution) if why.solution else None,
        criteria=tuple(map(say.criterion, why.criteria)),
        value=value_brief(why.value, say.source(why.value.by, why.value.on)) if why.value else None,
        concerns=tuple(map(say.concern, why.concerns)),
        exchanges=tuple(say.exchanges(why)),
        promises=tuple(map(say.owed, why.promises)),
        decisions=tuple(map(say.decision, why.decisions)),
    )


class _Saying:
    """Says entries with the names of this plan's people and steps."""

    def __init__(self, projection: Projection) -> None:
        plan = projection.schedule.plan
        self._near = projection.schedule.as_of
        self._names = {person.id: person_said(plan, person) for person in plan.people}
        self._customers = {person.id for person in plan.people if person.party == CUSTOMER}
        self._titles = {step.id: step.title for step in plan.steps}

    def word(self, said: Said, *details: str | None, settled: bool = False) -> Word:
        return Word(
            text=said.text,
            source=self.source(said.by, said.on),
            by_customer=said.by in self._customers,
            private=said.private is not None,
            details=tuple(filter(None, details)),
            settled=settled,
        )

    def source(self, by: PersonId | None, on: str | None) -> str:
        return ", ".join(filter(None, [self._names.get(by or "", ""), self._day(on)]))

    def criterion(self, one: Criterion) -> Word:
        unit = f" {one.unit}" if one.unit else ""
        before = f"From {one.before:g} to " if one.before is not None else ""
        asked = f"{before}{one.target:g}{unit}" if one.target is not None else None
        on = self._on(one.measured_on)
        return self.word(one, asked, f"Measured {one.measured:g}{unit}{on}" if one.measured is not None else None)

    def concern(self, one: Concern) -> Word:
        likely = f"{one.probability:.0%} likely" if one.probability is not None else ""
        delay = f"would cost {duration_said(read_duration(one.delay))}" if one.delay else ""
        owner = self._names.get(one.owner or "", "")
        does = f"What we do{f' ({owner})' if owner else ''}: {one.mitigation}" if one.mitigation else owner
        return self.word(
            one,
            _listed(likely, delay),
            does,
            one.resolved_when and f"Resolved when: {one.resolved_when}",
            settled=one.resolved is not None,
        )

    def owed(self, one: Owed) -> Word:
        when = f"done{self._on(one.done)}" if one.done else f"by {self._day(one.due)}" if one.due else ""
        return self.word(one, _listed(self._names.get(one.owner or "", ""), when), settled=one.done is not None)

    def exchanges(self, why: WrittenWhy) -> list[Exchange]:
        gets = {one.id: one for one in why.gets}
        found = [Exchange(give=self.owed(one), get=self._get(one, gets)) for one in why.gives]
        taken = {one.get for one in why.gives}
        return found + [Exchange(give=None, get=self.owed(one)) for one in why.gets if one.id not in taken]

    def decision(self, one: Decision) -> Word:
        decider = self._names.get(one.decided_by or "")
        step = self._titles.get(one.step or "")
        return self.word(
            one,
            _listed(f"decided by {decider}" if decider else "", f"about {step}" if step else ""),
            f"Reopened{self._on(one.reopened)}" if one.reopened else None,
            settled=one.reopened is None,
        )

    def _get(self, one: Give, gets: dict[str, Get]) -> Word | None:
        found = gets.get(one.get or "")
        return self.owed(found) if found else None

    def _on(self, day: str | None) -> str:
        return f" on {self._day(day)}" if day else ""

    def _day(self, day: str | None) -> str:
        return day_in_full(read_day(day), near=self._near) if day else ""


def _listed(*parts: str) -> str:
    """Join what there is with commas, and begin it large."""
    said = ", ".join(filter(None, parts))
    return f"{said[:1].upper()}{said[1:]}"
