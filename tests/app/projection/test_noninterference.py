"""What is hidden may be named, counted and cut otherwise: as long as no visible date moves, no byte changes."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.projection import Audience, Projection, project, whole
from scheduler.partial import part
from scheduler.schedule import Schedule
from tests.app.projection.comparing import FILES_EVERY, PARTIES, compared, projected, seen_dates
from tests.app.projection.private import mark, random_private_plan
from tests.app.projection.renderings import renderings
from tests.app.projection.rewritings import REWRITINGS

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.document import Reading
    from tests.app.projection.rewritings import Rewriting

    Record = Callable[[str, object], None]

FLOOR = 0.4
"""Of the plans that a rewriting changes, so many at least keep all the dates that the party sees."""
Seeds = st.integers(0, 2**40)
Resolutions = st.sampled_from(["day", "day", "day", "minute"])
Parties = st.sampled_from(PARTIES)


@pytest.mark.parametrize("rewriting", REWRITINGS, ids=lambda one: one.__name__)
def test_nothing_hidden_changes_a_byte(rewriting: Rewriting, record_property: Record) -> None:
    seen: Counter[str] = Counter()
    for resolution, seed, party in [*product(["day"], range(12), PARTIES), *product(["minute"], range(4), PARTIES)]:
        found = compared(rewriting, party, seed, resolution)
        assert found.differs == (), f"{resolution} plan of seed {seed} as {party} sees it"
        seen.update(touched=found.touched, kept=found.kept)
    share = seen["kept"] / seen["touched"]
    said = rewriting.__name__.replace("_", " ")
    record_property("told", f"of {seen['touched']} plans in which we {said}, {share:.0%} keep every visible date")
    assert share >= FLOOR


@given(seed=Seeds, resolution=Resolutions, party=Parties, rewriting=st.sampled_from(REWRITINGS))
def test_nothing_hidden_changes_a_byte_of_any_plan(
    seed: int, resolution: str, party: str, rewriting: Rewriting
) -> None:
    assert compared(rewriting, party, seed, resolution).differs == ()


@given(seed=Seeds, resolution=Resolutions, party=Parties)
def test_a_party_reads_its_own_words_and_no_others_and_the_dates_of_the_whole_plan(
    seed: int, resolution: str, party: str
) -> None:
    found = projected(random_private_plan(random.Random(seed), resolution), party)
    if found is None:
        return
    assert seen_dates(found[0], found[0].schedule) == seen_dates(*found)
    everything = (
        b"".join(renderings(found[0], files=seed % FILES_EVERY == 0).values())
        .decode(errors="replace")
        .replace("\r\n ", "")
    )
    assert [other for other in PARTIES if mark(other) in everything and other != party] == []


# The tests above can fail: each of these forgets one thing.


def _all_of_it(reading: Reading, _: Schedule, __: Audience) -> Projection:
    return whole(reading)


def _with_everybody(reading: Reading, schedule: Schedule, audience: Audience) -> Projection:
    seen = project(reading, schedule, audience)
    return replace(seen, document=seen.document.model_copy(update={"people": reading.document.people}))


def _with_the_revision(reading: Reading, schedule: Schedule, audience: Audience) -> Projection:
    seen = project(reading, schedule, audience)
    return replace(seen, document=seen.document.model_copy(update={"revision": reading.document.revision}))


def _with_the_whole_path(reading: Reading, schedule: Schedule, audience: Audience) -> Projection:
    seen = project(reading, schedule, audience)
    dates = {
        name: replace(date, critical_path=schedule.critical_dates[name].critical_path)
        for name, date in seen.schedule.critical_dates.items()
    }
    return replace(seen, schedule=replace(seen.schedule, critical_dates=dates))


def _with_the_whole_floats(reading: Reading, schedule: Schedule, audience: Audience) -> Projection:
    seen = project(reading, schedule, audience)
    steps = {
        name: replace(step, free_float=schedule.steps[name].free_float) for name, step in seen.schedule.steps.items()
    }
    return replace(seen, schedule=replace(seen.schedule, steps=steps))


def _with_what_was_found_in_the_whole(reading: Reading, schedule: Schedule, audience: Audience) -> Projection:
    seen = project(reading, schedule, audience)
    return replace(seen, schedule=replace(seen.schedule, findings=schedule.findings))


def _with_hidden_closures(reading: Reading, schedule: Schedule, audience: Audience) -> Projection:
    seen = project(reading, schedule, audience)
    plan = replace(seen.schedule.plan, calendars=reading.plan.calendars)
    return replace(seen, schedule=part(plan, schedule))


@pytest.mark.parametrize(
    "leaky",
    [
        _all_of_it,
        _with_everybody,
        _with_the_revision,
        _with_the_whole_path,
        _with_the_whole_floats,
        _with_what_was_found_in_the_whole,
        _with_hidden_closures,
    ],
    ids=lambda one: one.__name__.strip("_"),
)
def test_what_leaks_is_noticed(leaky: Callable[[Reading, Schedule, Audience], Projection]) -> None:
    tries = product(range(20), REWRITINGS, ("customer", "seller"))
    assert any(compared(rewriting, party, seed, "day", leaky).differs for seed, rewriting, party in tries)
