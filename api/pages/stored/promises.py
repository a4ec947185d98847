"""What the two sides have given each other their word on: baselines to sign, and changes that one side asks for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from api.pages.rendering import told
from app.brief.changed import Changed, changed_said
from app.brief.moved import moved_said
from app.brief.who import who_did
from app.plans import Conflict, baselines_of, preview_request, requests_of
from app.plans.ledger import variance
from app.store.baselines import shares_sums
from scheduler.refusals import Refused
from scheduler.wording import day_said, listed

if TYPE_CHECKING:
    from app.store.baselines import Baseline
    from app.store.change_requests import ChangeRequest

    from .reader import Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """A baseline in force, or one that waits for a signature."""

    number: int
    digest: str
    by: str
    """Who signed it: `Ana Ruiz for Acme on Mon 23 Nov`."""
    ours: bool
    """Whether the reader's side has signed it."""
    apart: tuple[str, ...]
    """How far the forecast is from it: `Go-live is 3 days later than signed`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A change that one side asks for."""

    number: int
    by: str
    """Who asks: `Jo Kern`, or the side where the reader does not see who."""
    side: str
    when: str
    why: str
    changes: tuple[Changed, ...]
    """What it would make of the plan."""
    moves: tuple[str, ...]
    """What that would do to the dates."""
    hindered: str
    """Why it cannot be done any more, as the plan is now."""
    ours: bool
    """Whether the reader's side asks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Promises:
    """What both sides have agreed, and what waits for an answer."""

    agreed: int
    """Steps with agreed dates."""
    baseline: Signed | None
    waiting: Signed | None
    requests: tuple[Request, ...]
    shares_sums: bool
    """Whether the reader's side lets the other see how far each side moved the dates."""
    can_sign: bool
    """Whether the reader is known well enough to sign."""

    @property
    def ask(self) -> bool:
        """Tell whether the other side waits for an answer."""
        unsigned = self.waiting is not None and not self.waiting.ours
        return unsigned or any(not one.ours for one in self.requests)


def promises_of(reader: Reader) -> Promises:
    """Return what the reader's side has promised, and is asked to."""
    known = baselines_of(reader.unit, reader.opened.stored.id)
    in_force = max((one for one in known if one.in_force_at), key=lambda one: one.number, default=None)
    waiting = next((one for one in reversed(known) if one.is_open), None)
    requests = [one for one in requests_of(reader.unit, reader.opened.stored.id) if one.state == "open"]
    return Promises(
        agreed=sum(step.agreed is not None for step in reader.brief.steps),
        baseline=_signed(reader, in_force) if in_force else None,
        waiting=_signed(reader, waiting) if waiting else None,
        requests=tuple(_request(reader, one) for one in requests),
        shares_sums=reader.party in shares_sums(reader.unit, reader.opened.stored.id),
        can_sign=reader.actor.is_proved,
    )


def _signed(reader: Reader, one: Baseline) -> Signed:
    plan, near = reader.projection.schedule.plan, reader.projection.schedule.as_of
    by = [
        f"{sign.name} for {plan.party_name(sign.party)} on {day_said(sign.at.date(), near=near)}"
        for sign in one.signatures
    ]
    return Signed(
        number=one.number,
        digest=one.digest,
        by=listed(by),
        ours=reader.party in {sign.party for sign in one.signatures},
        apart=tuple(_apart(reader)) if one.in_force_at else (),
    )


def _apart(reader: Reader) -> list[str]:
    names = {date.id: date.name for date in reader.brief.dates}
    found = variance(reader.unit, reader.opened.stored.id)["critical_dates"]
    return [
        f"{names[date]} is {_days(one.days)} than signed." if one.days else f"{names[date]} is where it was signed."
        for date, one in found.items()
        if date in names
    ]


def _days(days: int) -> str:
    return f"{abs(days)} day{'' if abs(days) == 1 else 's'} {'later' if days > 0 else 'earlier'}"


def _request(reader: Reader, one: ChangeRequest) -> Request:
    changes, moves, hindered = _effect(reader, one)
    return Request(
        number=one.number,
        by=_asker(reader, one),
        side=reader.projection.schedule.plan.party_name(one.party),
        when=day_said(one.at.date(), near=reader.projection.schedule.as_of),
        why=one.why or "",
        changes=changes,
        moves=moves,
        hindered=hindered,
        ours=one.party == reader.party,
    )


def _asker(reader: Reader, one: ChangeRequest) -> str:
    """Say who asks; only the side of somebody whom it keeps to itself."""
    plan = reader.projection.schedule.plan
    return str(who_did(one.by, plan)) if one.shows_by else plan.party_name(one.party)


def _effect(reader: Reader, one: ChangeRequest) -> tuple[tuple[Changed, ...], tuple[str, ...], str]:
    """Return what a request would make of the plan as it is now, or why that cannot be done any more."""
    audience = reader.projection.audience
    if audience is None:
        return (), (), ""
    try:
        before, after = preview_request(reader.unit, reader.opened.stored.id, one.number)
    except Conflict:
        return (), (), "Since it was asked for, somebody changed the same in another way."
    except Refused as refused:
        return (), (), told(refused)
    then = after.of(audience)
    return changed_said(reader.projection, then), moved_said(before.of(audience), then, would=True), ""
