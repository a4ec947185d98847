"""A plan with its dates as each audience sees it, each view made once however many ask for it."""

from __future__ import annotations

from copy import copy
from dataclasses import replace
from functools import cached_property
from threading import RLock
from typing import TYPE_CHECKING

from app.document import plain, plan_of
from scheduler.partial import part

from .projection import Dated, Projection, whole
from .visible import visible

if TYPE_CHECKING:
    from app.document import PlanDocument, Reading
    from app.document.differences import Block
    from scheduler.plan import PartyId, Plan
    from scheduler.schedule import Schedule

    from .projection import Audience


class Projections:
    """The projections of one state of a plan; parties that see the same share its dates."""

    def __init__(self, reading: Reading) -> None:
        """Begin without a view of it."""
        self.reading = reading
        """All of it."""
        self._documents: dict[PartyId, PlanDocument] = {}
        self._plans: list[tuple[PlanDocument, Plan]] = []
        self._schedules: dict[int, Schedule] = {}
        self._making = RLock()

    @cached_property
    def written(self) -> Block:
        """The whole document as plain data, without the number of its revision."""
        return {key: value for key, value in plain(self.reading.document).items() if key != "revision"}

    def document(self, party: PartyId | None) -> PlanDocument:
        """Return what a party may see of the document; all of it where nobody in particular looks."""
        if party is None:
            return self.reading.document
        with self._making:
            if party not in self._documents:
                self._documents[party] = visible(self.reading.document, party)
            return self._documents[party]

    def of(self, audience: Audience | None) -> Projection:
        """Return what an audience may see of the plan: all of it, where nobody in particular reads."""
        if audience is None:
            return whole(self.reading)
        document = self.document(audience.party)
        return Projection(document=document, schedule=self._schedule(document), audience=audience)

    def dated(self, audience: Audience) -> Dated:
        """Return what an audience may see of the plan with its dates alone, which are the whole plan's."""
        document, whole = self.document(audience.party), self.reading.schedule
        plan = self._plan(document)
        steps = {step.id: whole.steps[step.id] for step in plan.steps}
        return Dated(document=document, plan=plan, as_of=whole.as_of, steps=steps, audience=audience)

    def as_revision(self, number: int | None) -> Projections:
        """Return the same plan as the revision of a number: no party sees that, so all projections stay."""
        numbered = copy(self)
        document = self.reading.document.model_copy(update={"revision": number})
        numbered.reading = replace(self.reading, document=document)
        return numbered

    def _plan(self, document: PlanDocument) -> Plan:
        """Return the engine's plan of what some party sees; those that see the same share it."""
        with self._making:
            for seen, plan in self._plans:
                if seen == document:
                    return plan
            plan = plan_of(document, self.reading.as_of)
            self._plans.append((document, plan))
            return plan

    def _schedule(self, document: PlanDocument) -> Schedule:
        with self._making:
            plan = self._plan(document)
            if id(plan) not in self._schedules:
                self._schedules[id(plan)] = part(plan, self.reading.schedule)
            return self._schedules[id(plan)]
