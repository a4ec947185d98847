"""The log as a reader may see it: what was done out of its sight shows as a wait, and only where it moved a date."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from app.operations.agreements import SIDES
from app.store.log import latest
from app.store.views import views_made

from .booking import DAY, WAITING
from .eyes import may_read, seen_of, told_as
from .ledger import HIDDEN
from .opening import open_plan
from .permitting import is_joining
from .text import written_at

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from app.actors import Actor
    from app.document import PlanDocument
    from app.store import Unit
    from app.store.log import Entry, ForecastMove
    from app.store.plans import StoredPlan

CHANGE = "change"
"""What is told of several things that another party did at once, and of what it did to a step out of sight."""
BETWEEN_THE_SIDES = frozenset({"propose_baseline", "sign_baseline", "withdraw_baseline", "request_change"}) | frozenset(
    {"accept_change", "decline_change", "withdraw_change", "share_sums", "unshare_sums"}
)
"""What other parties are not told of."""
AT_ONCE = 100
"""Lines that are read together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """How far somebody has read: up to a moment, and how many of its lines."""

    at: datetime
    told: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A line of the log, as a reader may see it."""

    at: datetime
    by: Actor | None
    """Who did it; None for what is hidden."""
    verb: str
    step: str | None
    why: str | None
    revision: int | None
    """The number of what the reader saw from then on; None where nothing changed for it."""
    effect: dict[str, ForecastMove]
    """What it did to the forecasts that the reader sees."""
    critical_date: str | None = None
    """The critical date that it was about, of those that the reader sees."""
    is_own: bool = False
    """Whether somebody who came in by a link did it to none but that somebody: came in, or proved an address."""


def told_log(unit: Unit, plan_id: str, *, after: Place | None = None, limit: int) -> tuple[list[Told], Place | None]:
    """Return lines of the log, newest first, and how far they go; None once there are no more."""
    opened = open_plan(unit, plan_id)
    reader = _Reader(unit=unit, plan=plan_id, stored=opened.stored, seen=seen_of(unit.actor, opened.reading.document))
    skipped, found = (after.told if after else 0), list[Told]()
    for line in reader.lines(until=after.at if after else None):
        if after is not None and line.at == after.at and skipped:
            skipped -= 1
        elif len(found) == limit:
            return found, _place(found, after)
        else:
            found.append(line)
    return found, None


def _place(found: list[Told], after: Place | None) -> Place:
    """Return how far somebody has read who was told these lines, after earlier ones."""
    at = found[-1].at
    before = after.told if after is not None and after.at == at else 0
    return Place(at=at, told=before + sum(line.at == at for line in found))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reader:
    """Who reads the log."""

    unit: Unit
    plan: str
    stored: StoredPlan
    seen: PlanDocument
    """What the reader sees of the plan now."""

    def lines(self, until: datetime | None) -> Iterator[Told]:
        """Yield what the reader is told, newest first."""
        chunk = latest(self.unit, self.plan, until=until, limit=AT_ONCE)
        while chunk:
            made = self._views(chunk)
            yield from (line for entry in chunk if (line := self._told(entry, made)) is not None)
            chunk = latest(self.unit, self.plan, before=chunk[-1], limit=AT_ONCE)

    def _views(self, chunk: list[Entry]) -> dict[int, int]:
        """Return, by revision, what the reader calls it, of those that made a difference to it."""
        changing = {entry.revision for entry in chunk if entry.before != entry.revision}
        party = self.unit.actor.party
        return {one: one for one in changing} if party is None else views_made(self.unit, self.plan, party, changing)

    def _told(self, entry: Entry, made: dict[int, int]) -> Told | None:
        names = {date.id for date in self.seen.critical_dates}
        effect = {name: move for name, move in entry.effect.items() if name in names}
        revision = made.get(entry.revision) if entry.before != entry.revision else None
        if not self._shows(entry, revision, effect):
            return _line(entry, by=None, verb=HIDDEN, effect=effect) if effect else None
        by = told_as(self.unit.actor, self.seen, entry.by)
        if not self._may_know(entry):
            return _line(entry, by=by, verb=CHANGE, revision=revision, effect=effect)
        verb, step = self._what(entry)
        told = _line(entry, by=by, verb=verb, step=step, why=entry.why, revision=revision, effect=effect)
        return replace(
            told,
            critical_date=self._date(entry, verb),
            is_own=len(entry.asked) == 1 and is_joining(entry.asked[0], entry),
        )

    def _date(self, entry: Entry, verb: str) -> str | None:
        """Return the critical date that it was about: one whose step the reader sees, and saw when it was done."""
        date = entry.asked[0].get("critical_date") if len(entry.asked) == 1 and verb == entry.verb else None
        seen = next((one for one in self.seen.critical_dates if one.id == date), None)
        if seen is None or self.unit.actor.party in {None, entry.by.party} or seen.step is None:
            return None if seen is None else seen.id
        return seen.id if self._saw(seen.step, entry.revision) else None

    def _shows(self, entry: Entry, revision: int | None, effect: dict[str, ForecastMove]) -> bool:
        """Tell whether the reader sees what was done."""
        party = self.unit.actor.party
        if party is None or entry.by.party == party:
            return True
        if entry.verb in {DAY, WAITING}:
            return effect != {}
        if entry.verb in BETWEEN_THE_SIDES and party not in SIDES:
            return False
        if entry.before != entry.revision:
            return revision is not None and entry.private in {None, party}
        return may_read(self.unit.actor, self.seen, step=entry.step, private=entry.private)

    def _may_know(self, entry: Entry) -> bool:
        """Tell whether the reader may know what was done and why: not if it was about a step that was hidden from it.

        What is hidden can change what is seen: a step that is removed leaves a link in its place.
        """
        party = self.unit.actor.party
        if party in {None, entry.by.party} or entry.step is None or entry.before == entry.revision:
            return True
        return any(self._saw(entry.step, number) for number in (entry.revision, entry.before) if number)

    def _saw(self, step: str, revision: int) -> bool:
        """Tell whether a revision had a step that the reader saw."""
        steps: Any = written_at(self.unit, self.stored, revision).get("steps", [])
        return any(one["id"] == step and one.get("private") in {None, self.unit.actor.party} for one in steps)

    def _what(self, entry: Entry) -> tuple[str, str | None]:
        """Return what was done, and to which step, as far as the reader may know."""
        party = self.unit.actor.party
        step = entry.step if any(one.id == entry.step for one in self.seen.steps) else None
        if party is None or entry.by.party == party:
            return entry.verb, entry.step
        return (entry.verb, step) if len(entry.asked) <= 1 else (CHANGE, None)


def _line(  # noqa: PLR0913 - all that a line tells
    entry: Entry,
    *,
    by: Actor | None,
    verb: str,
    effect: dict[str, ForecastMove],
    step: str | None = None,
    why: str | None = None,
    revision: int | None = None,
) -> Told:
    return Told(at=entry.at, by=by, verb=verb, step=step, why=why, revision=revision, effect=effect)
