"""Rewrite what is hidden from a party, and compare everything that it gets before and after."""

from __future__ import annotations

import json
import random
from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.document import Reading, Unreadable, read
from app.projection import Audience, Projection, project
from scheduler.partial import shown_dates
from scheduler.refusals import Refused
from scheduler.schedule import Schedule
from tests.app.projection.private import random_private_plan
from tests.app.projection.renderings import renderings

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.app.projection.private import Document
    from tests.app.projection.rewritings import Rewriting

    Project = Callable[[Reading, Schedule, Audience], Projection]

PARTIES = ("seller", "customer", "hw")
FILES_EVERY = 8
"""The plan of every eighth seed is made into files too: that takes a while, and they show what all else shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """What a rewriting of something hidden did."""

    touched: bool
    """Whether there was something to rewrite, and the plan can still be scheduled."""
    kept: bool
    """Whether every date that the party sees stayed where it was."""
    differs: tuple[str, ...]
    """If so, what the party gets that is not the same to the last byte."""


def compared(rewriting: Rewriting, party: str, seed: int, resolution: str, project: Project = project) -> Compared:
    """Rewrite what is hidden from a party in the random plan of a seed."""
    document = random_private_plan(random.Random(seed), resolution)
    other = deepcopy(document)
    rewriting(random.Random(seed), other, party)
    before, after = projected(document, party, project), projected(other, party, project)
    if before is None or after is None or other == document:
        return Compared(touched=False, kept=False, differs=())
    if seen_dates(*before) != seen_dates(*after):
        return Compared(touched=True, kept=False, differs=())
    files = seed % FILES_EVERY == 0
    old, new = renderings(before[0], files=files), renderings(after[0], files=files)
    return Compared(
        touched=True, kept=True, differs=tuple(sorted(what for what in old | new if old.get(what) != new.get(what)))
    )


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
