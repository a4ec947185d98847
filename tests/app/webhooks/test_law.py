"""What is hidden may change as it likes: as long as no visible date moves, a webhook hears nothing of it.

On random plans with private steps of all sides, whose hidden parts are rewritten in every way that the projection's own
tests know.
"""

from __future__ import annotations

import json
from collections import Counter
from itertools import product
from typing import TYPE_CHECKING

import pytest

from app.answers.events import dates_of, headline_of, moves_of
from app.document import Unreadable, read
from app.projection import Projections
from app.webhooks.events import happened
from app.webhooks.telling import seen_by
from scheduler.partial import shown_dates
from scheduler.refusals import Refused
from tests.app.projection.comparing import PARTIES, plan_of_seed, rewritten
from tests.app.projection.rewritings import REWRITINGS

if TYPE_CHECKING:
    from app.projection import Projection
    from tests.app.projection.private import Document

SEEDS = range(8)
LEAST = 40
"""Pairs of a plan and an audience of which nobody notices anything, over all rewritings."""


def projections(document: Document) -> Projections | None:
    """Return how a plan is seen; nothing where it cannot be scheduled."""
    try:
        found = Projections(read(json.dumps(document), file="plan.json"))
        _ = found.reading.schedule
    except (Unreadable, Refused):
        return None
    return found


def dates(seen: Projection, whole: Projections) -> object:
    """Return the dates of what is seen, as the whole plan has them."""
    schedule, plan = whole.reading.schedule, seen.schedule.plan
    lands = [schedule.critical_dates[one.id] for one in plan.critical_dates]
    return shown_dates(plan, schedule), [(one.id, one.forecast, one.earliest) for one in lands]


def body(before: Projection | None, after: Projection) -> str:
    """Return all that an event says of a plan but its numbers."""
    return repr((headline_of(after), dates_of(before, after), moves_of(before, after)))


def unnoticed(hidden_from: str, audience: str, before: Document, after: Document) -> bool | None:
    """Tell whether an audience hears nothing of a rewriting; None where that cannot be asked."""
    old, new = projections(before), projections(after)
    was, now = (None if one is None else seen_by(one, audience) for one in (old, new))
    if old is None or new is None or was is None or now is None or dates(was, old) != dates(now, new):
        return None
    assert hidden_from in {"seller", audience}
    return happened(was, now) == [] and body(was, now) == body(was, was) and body(None, now) == body(None, was)


@pytest.mark.parametrize("rewriting", REWRITINGS, ids=lambda one: one.__name__)
def test_nobody_hears_of_what_is_hidden(rewriting: object) -> None:
    told = Counter[bool | None]()
    for seed, party in product(SEEDS, PARTIES):
        other = rewritten([rewriting], party, seed, "day")  # type: ignore[list-item] # one of them
        if other is not None:
            # A webhook is the workspace's: what the seller does not see, no audience of its hears of.
            for audience in PARTIES if party == "seller" else (party,):
                told[unnoticed(party, audience, plan_of_seed(seed, "day"), other)] += 1
    assert told[False] == 0
    assert told[True] + told[None] > 0


def test_there_was_much_that_nobody_heard_of() -> None:
    told = Counter[bool | None]()
    for seed, party in product(range(4), PARTIES):
        for rewriting in REWRITINGS:
            other = rewritten([rewriting], party, seed, "day")
            if other is not None:
                told[unnoticed(party, party, plan_of_seed(seed, "day"), other)] += 1
    assert told[True] >= LEAST
