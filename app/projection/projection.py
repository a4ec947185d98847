"""The pair of a document and its schedule, as one audience may see it; every door renders only such pairs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from app.document import plan_of
from scheduler.partial import part

from .visible import visible

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.document import PlanDocument, Reading
    from scheduler.plan import Moment, PartyId, PersonId, Plan, StepId
    from scheduler.schedule import Schedule


@dataclass(frozen=True, slots=True, kw_only=True)
class Audience:
    """For whom a plan is rendered."""

    party: PartyId
    """Whose view it is: what is private to another party is not in it."""
    person: PersonId | None = None
    """Who asks, where that is known; `mine` is about this person's steps."""


class StepDates(Protocol):
    """The dates of a step that people see, and nothing made of them."""

    @property
    def planned_start(self) -> Moment:
        """When it is planned to begin."""

    @property
    def planned_finish(self) -> Moment:
        """When it is planned to end."""

    @property
    def start_by(self) -> Moment | None:
        """By when it has to begin."""

    @property
    def book_by(self) -> Moment | None:
        """By when it has to be booked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """What an audience sees of a plan with the dates of its steps: all that a calendar needs."""

    document: PlanDocument
    """The visible part of the document."""
    plan: Plan
    """The same, as the engine knows it."""
    as_of: Moment
    steps: Mapping[StepId, StepDates]
    """By the ids of the visible steps; there may be others."""
    audience: Audience | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Projection:
    """What an audience sees: a document without what is hidden from it, and the dates of what is left."""

    document: PlanDocument
    """The visible part of the document."""
    schedule: Schedule
    """The visible steps with the dates of the whole plan; its `plan` is the visible plan."""
    audience: Audience | None
    """None for somebody who holds the whole document, such as the owner of a file."""

    @property
    def dated(self) -> Dated:
        """The same with nothing but dates."""
        schedule = self.schedule
        return Dated(
            document=self.document,
            plan=schedule.plan,
            as_of=schedule.as_of,
            steps=schedule.steps,
            audience=self.audience,
        )


def project(reading: Reading, schedule: Schedule, audience: Audience) -> Projection:
    """Return what an audience may see of a document and of the schedule of the whole of it.

    Everything in it follows from the visible part of the document and the dates of the visible steps: nothing else of
    the whole schedule is looked at.
    """
    document = visible(reading.document, audience.party)
    plan = plan_of(document, schedule.as_of)
    return Projection(document=document, schedule=part(plan, schedule), audience=audience)


def narrowed(projection: Projection, audience: Audience) -> Projection:
    """Return what an audience may see of what another sees: only what both see is in it."""
    document = visible(projection.document, audience.party)
    plan = plan_of(document, projection.schedule.as_of)
    return Projection(document=document, schedule=part(plan, projection.schedule), audience=audience)


def whole(reading: Reading) -> Projection:
    """Return the plan with nothing hidden, for whoever holds the document anyway."""
    return Projection(document=reading.document, schedule=reading.schedule, audience=None)
