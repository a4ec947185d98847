"""All that a plan says to one audience, in words and in order; pages, letters and mails take from it what they need."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.phrases import HEALTHS
from scheduler.headline import headline
from scheduler.plan import SELLER
from scheduler.timeline import day_of

from .asks import Asks, asks
from .dates import DateBrief, date_briefs
from .people import PartyBrief, party_briefs
from .steps import PhaseBrief, StepBrief, phase_briefs
from .why import Why, why_brief

if TYPE_CHECKING:
    from app.projection import Projection
    from scheduler.findings import Severity
    from scheduler.plan import Hold, Moment
    from scheduler.schedule import Health

NEXT = 5
"""Steps that are told as coming next."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingBrief:
    """Something to look at, said gently."""

    severity: Severity
    says: str
    """How pressing it is: `Please look at this first`."""
    sentence: str
    remedy: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """A plan in words."""

    title: str
    customer: str
    """The customer's name; empty where nobody wrote it."""
    seller: str
    as_of: Moment
    zone: str
    """The zone of the times, in minute plans."""
    health: Health | None
    """The worst of its critical dates; None without one."""
    health_says: str
    headline: str
    """Whether the date can be met."""
    first: str
    """What has to start first, the rest of the same sentence."""
    hold: Hold | None
    """Since when, until when and why the plan waits, if it does."""
    dates: tuple[DateBrief, ...]
    now: tuple[StepBrief, ...]
    """What is under way or should begin."""
    next: tuple[StepBrief, ...]
    """What comes after that, as planned."""
    phases: tuple[PhaseBrief, ...]
    parties: tuple[PartyBrief, ...]
    why: Why
    asks: tuple[Asks, ...]
    """What the seller has still to ask, so that the why can be said."""
    findings: tuple[FindingBrief, ...]
    """Only for the seller, and for whoever holds the whole plan."""

    @property
    def steps(self) -> tuple[StepBrief, ...]:
        """Return all steps in reading order."""
        return tuple(step for phase in self.phases for step in phase.steps)


GENTLE: dict[Severity, str] = {
    "error": "Please look at this first",
    "warning": "Worth a look",
    "note": "Good to know",
}
WORST: tuple[Health, ...] = ("late", "blocked", "on_hold", "at_risk", "on_track", "done")


def brief(projection: Projection) -> Brief:
    """Say a projection in words."""
    schedule, document = projection.schedule, projection.document
    dates, phases = date_briefs(projection), phase_briefs(projection)
    waiting = sorted(
        (step for phase in phases for step in phase.steps if step.open),
        key=lambda step: (step.start, step.finish, step.id),
    )
    held = any(one.health == "on_hold" for one in schedule.steps.values())
    now = [] if held else [step for step in waiting if _is_now(step, schedule.as_of)]
    health = min((date.health for date in dates), key=WORST.index, default=None)
    told, _, first = headline(schedule).removesuffix(".").partition("; ")
    return Brief(
        title=document.title,
        customer=schedule.plan.customer,
        seller=schedule.plan.seller,
        as_of=schedule.as_of,
        zone=schedule.plan.time_zone if schedule.unit == "minute" else "",
        health=health,
        health_says=HEALTHS[health] if health else "",
        headline=f"{told}.",
        first=f"{first[0].upper()}{first[1:]}." if first else "",
        hold=schedule.plan.hold if held else None,
        dates=dates,
        now=tuple(now),
        next=tuple(step for step in waiting if step not in now)[:NEXT],
        phases=phases,
        parties=party_briefs(projection),
        why=why_brief(projection),
        asks=asks(projection),
        findings=_findings(projection),
    )


def _is_now(step: StepBrief, as_of: Moment) -> bool:
    """Tell whether a step is under way, planned to begin by today, or must."""
    today = day_of(as_of)
    return step.begun or day_of(step.start) <= today or (step.start_by is not None and day_of(step.start_by) <= today)


def _findings(projection: Projection) -> tuple[FindingBrief, ...]:
    if projection.audience is not None and projection.audience.party != SELLER:
        return ()
    return tuple(
        FindingBrief(severity=one.severity, says=GENTLE[one.severity], sentence=f"{one.sentence}.", remedy=one.remedy)
        for one in projection.schedule.findings
    )
