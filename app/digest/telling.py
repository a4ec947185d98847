"""What one plan says to one person today: what is late, what is on, what moved, and what waits for an answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from app.brief import brief
from app.plans.eyes import known_in
from app.plans.opening import open_plan, today_in
from app.projection import Audience
from scheduler.plan import MONDAY_TO_FRIDAY, SELLER
from scheduler.timeline import day_of
from scheduler.wording import day_said

from .asked import asked_of
from .moved import moved_since

if TYPE_CHECKING:
    from datetime import date, datetime

    from app.brief.steps import StepBrief
    from app.projection import Projection
    from app.store import Unit
    from scheduler.plan import Plan

WEEK = timedelta(days=6)
MONDAY = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One thing that is told."""

    title: str
    says: str
    step: str = ""
    """Where on the plan's page it stands; empty for the plan itself."""
    place: str = ""
    """The same of what is about no step."""
    aside: str = ""
    """What was agreed, and what has become of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanPart:
    """What a digest says of one plan."""

    plan: str
    title: str
    headline: str
    """Whether its date can be met."""
    late: tuple[Line, ...] = ()
    today: tuple[Line, ...] = ()
    week: tuple[Line, ...] = ()
    moved: tuple[str, ...] = ()
    asked: tuple[Line, ...] = ()
    """Questions, dates to agree to, and comments that wait for the reader."""

    @property
    def is_worth_a_mail(self) -> bool:
        """Tell whether a mail goes out for it."""
        return bool(self.late or self.today or self.week or self.moved or self.asked)


def told_of(unit: Unit, plan_id: str, *, since: datetime | None, without: frozenset[str]) -> PlanPart | None:
    """Return what a plan says to the unit's actor today; None while it waits, and on a day on which that side rests.

    `since` is when that one was last told, `without` the kinds of mail that it does without.
    """
    opened = open_plan(unit, plan_id)
    actor = known_in(opened.document, unit.actor)
    party = actor.party or SELLER
    projection = opened.projections.of(Audience(party=party, person=actor.person))
    said, today = brief(projection), today_in(unit, opened.stored)
    if said.hold is not None or not works_on(projection.schedule.plan, party, today):
        return None
    steps = [step for step in said.steps if _is_own(projection, step, party, actor.person)]
    late = [step for step in steps if _is_late(step, today)]
    now = [step for step in steps if step not in late and _is_within(step, today)]
    soon = [step for step in steps if step not in late and step not in now and _is_within(step, today + WEEK)]
    near = projection.schedule.as_of
    return PlanPart(
        plan=plan_id,
        title=said.title,
        headline=said.headline,
        late=tuple(_line(step, today, near, late=True) for step in late),
        today=tuple(_line(step, today, near) for step in now),
        week=tuple(_line(step, today, near) for step in soon) if today.weekday() == MONDAY else (),
        moved=moved_since(unit, opened, projection, since) if since is not None else (),
        asked=tuple(
            Line(title=one.title, says=one.says, step=one.step, place=one.place)
            for one in asked_of(unit, plan_id, projection, actor, since=since, without=without)
        ),
    )


def works_on(plan: Plan, party: str, day: date) -> bool:
    """Tell whether a party works on a day, by its own calendar where the plan has it."""
    calendar = next((one for one in plan.calendars if one.id == party), None)
    if calendar is None:
        return bool(MONDAY_TO_FRIDAY[day.weekday()])
    if any(one.date == day for one in calendar.open):
        return True
    closed = any(one.date == day for one in calendar.holidays)
    closed = closed or any(one.start <= day <= one.end for one in calendar.closed)
    return bool(calendar.week[day.weekday()]) and not closed


def _is_own(projection: Projection, step: StepBrief, party: str, person: str | None) -> bool:
    """Tell whether a step is the reader's: their own, or one of their side that nobody in particular does."""
    if not step.open or step.left_out or party not in step.sides:
        return False
    owners = next(dict(one.owners) for one in projection.schedule.plan.steps if one.id == step.id)
    return person is None or owners.get(party) in {person, None}


def _is_late(step: StepBrief, today: date) -> bool:
    """Tell whether something that was promised, or the last moment to begin, has passed."""
    promised = step.agreed is not None and day_of(step.agreed) < today
    return promised or (step.start_by is not None and day_of(step.start_by) < today)


def _is_within(step: StepBrief, last: date) -> bool:
    """Tell whether something of a step comes up by a day: that it is due, or that it starts."""
    ends = [step.finish] if step.agreed is None else [step.finish, step.agreed]
    begins = [] if step.begun else [step.start]
    return any(day_of(one) <= last for one in (*begins, *ends))


def _line(step: StepBrief, today: date, near: object, *, late: bool = False) -> Line:
    return Line(title=step.title, says=_said(step, today, near, late=late), step=step.id, aside=_agreed(step, near))


def _said(step: StepBrief, today: date, near: object, *, late: bool) -> str:
    def day(moment: object) -> str:
        return "today" if day_of(moment) == today else day_said(moment, near=near)  # type: ignore[arg-type] # moments

    if late and step.start_by is not None and day_of(step.start_by) < today:
        return f"was to start by {day(step.start_by)}, forecast for {day(step.finish)}"
    if late:
        return f"was agreed for {step.agreed_says}, forecast for {day(step.finish)}"
    if step.begun:
        return f"under way, due {day(step.finish)}"
    return f"is {day(step.finish)}" if step.timeless else f"starts {day(step.start)}, due {day(step.finish)}"


def _agreed(step: StepBrief, near: object) -> str:
    """Say what was agreed, with the forecast beside it where that is another day."""
    if step.agreed is None:
        return ""
    now = f", now {day_said(step.finish, near=near)}" if step.moved else ""  # type: ignore[arg-type] # a moment
    return f"agreed {step.agreed_says}{now}"
