"""Rewrite what is hidden from a party, and compare what it gets before and after."""

from __future__ import annotations

import json
import random
from copy import deepcopy
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from app.document import Reading, Unreadable, read, write
from app.document.wire import PlanDocument
from app.projection import Audience, Projection, project
from app.projection.visible import visible
from scheduler.changes import Changes, changes
from scheduler.partial import shown_dates
from scheduler.refusals import Refused
from scheduler.schedule import Schedule
from tests.app.projection.private import random_private_plan
from tests.app.projection.renderings import renderings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from tests.app.projection.private import Document
    from tests.app.projection.rewritings import Rewriting

    Project = Callable[[Reading, Schedule, Audience], Projection]

PARTIES = ("seller", "customer", "hw")


@lru_cache
def plan_of_seed(seed: int, resolution: str) -> Document:
    """Return the random plan of a seed; nobody changes it."""
    return random_private_plan(random.Random(seed), resolution)


def rewritten(rewritings: Iterable[Rewriting], party: str, seed: int, resolution: str) -> Document | None:
    """Return the random plan of a seed with what is hidden from a party rewritten; None where nothing is."""
    document = deepcopy(plan_of_seed(seed, resolution))
    for rewriting in rewritings:
        rewriting(random.Random(seed), document, party)
    return document if document != plan_of_seed(seed, resolution) else None


def read_by(party: str, document: Document) -> str:
    """Return what a party reads of a document."""
    return write(visible(PlanDocument.model_validate_json(json.dumps(document)), party))


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """What a rewriting of something hidden did to a plan that can still be scheduled."""

    moves: Changes
    """What the party is told that changed."""
    kept: bool
    """Whether every date that the party sees stayed where it was."""
    differs: tuple[str, ...]
    """If so, what the party gets that is not the same to the last byte."""


def compared(
    rewriting: Rewriting, party: str, seed: int, resolution: str, *, files: bool = False, project: Project = project
) -> Compared | None:
    """Rewrite what is hidden from a party in the random plan of a seed; None where that leaves no plan to compare."""
    other = rewritten([rewriting], party, seed, resolution)
    before = projected(plan_of_seed(seed, resolution), party, project)
    after = None if other is None else projected(other, party, project)
    if before is None or after is None:
        return None
    moves = changes(before[0].schedule, after[0].schedule)
    if seen_dates(*before) != seen_dates(*after):
        return Compared(moves=moves, kept=False, differs=())
    old, new = renderings(before[0], files=files), renderings(after[0], files=files)
    differs = tuple(sorted(what for what in old | new if old.get(what) != new.get(what)))
    return Compared(moves=moves, kept=True, differs=differs)


def projected(document: Document, party: str, project: Project = project) -> tuple[Projection, Schedule] | None:
    """Return what a party sees, and the whole; nothing for a plan that cannot be scheduled."""
    try:
        reading = read(json.dumps(document), file="plan.json")
        whole = reading.schedule
    except (Unreadable, Refused):
        return None
    return project(reading, whole, Audience(party=party)), whole


def seen_dates(projection: Projection, dated: Schedule) -> object:
    """Return the dates of what a party sees, as a schedule has them."""
    plan = projection.schedule.plan
    lands = [(one, dated.critical_dates[one.id]) for one in plan.critical_dates]
    return shown_dates(plan, dated), [(date, found.forecast, found.earliest) for date, found in lands]
