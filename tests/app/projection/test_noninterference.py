"""What is hidden may be named, counted and cut otherwise: as long as no visible date moves, no byte changes.

Three things make the law. What a party reads of the document is the same whatever the rest of it says. A projection is
made of that and of dates, and looks at nothing else. And every rendering is made of a projection: the last tests follow
whole plans to the last byte.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.projection import Audience, Projection, project, whole
from scheduler.partial import part
from scheduler.schedule import Schedule
from tests.app.projection.comparing import (
    PARTIES,
    compared,
    plan_of_seed,
    projected,
    read_by,
    rewritten,
    seen_dates,
)
from tests.app.projection.private import mark
from tests.app.projection.renderings import renderings
from tests.app.projection.rewritings import REWRITINGS
from tests.app.projection.rewritings.people import change_hands
from tests.app.projection.rewritings.steps import (
    date_hidden_steps,
    link_otherwise,
    make_otherwise,
    wait_for_hidden_steps,
)
from tests.app.projection.rewritings.words import say_otherwise

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.document import Reading
    from tests.app.projection.rewritings import Rewriting

    Project = Callable[[Reading, Schedule, Audience], Projection]
    Record = Callable[[str, object], None]

Seeds = st.integers(0, 2**40)
Resolutions = st.sampled_from(["day", "day", "day", "minute"])
Parties = st.sampled_from(PARTIES)


# What a party reads of the document.


@pytest.mark.parametrize("rewriting", REWRITINGS, ids=lambda one: one.__name__)
def test_a_party_reads_the_same_whatever_is_hidden(rewriting: Rewriting, record_property: Record) -> None:
    touched = 0
    for (resolution, seeds), party in product({"day": 16, "minute": 2}.items(), PARTIES):
        for seed in range(seeds):
            other = rewritten([rewriting], party, seed, resolution)
            if other is not None:
                touched += 1
                read = read_by(party, plan_of_seed(seed, resolution))
                assert read_by(party, other) == read, f"{resolution} plan of seed {seed} as {party} reads it"
    record_property("told", f"{touched} readers do not notice that we {rewriting.__name__.replace('_', ' ')}")
    assert touched >= LEAST_READERS


LEAST_READERS = 12


@given(seed=Seeds, party=Parties, rewritings=st.lists(st.sampled_from(REWRITINGS), min_size=2, max_size=6))
def test_a_party_reads_the_same_however_much_is_hidden(seed: int, party: str, rewritings: list[Rewriting]) -> None:
    other = rewritten(rewritings, party, seed, "day")
    if other is not None:
        assert read_by(party, other) == read_by(party, plan_of_seed(seed, "day"))


# What a projection is made of.


@given(seed=Seeds, resolution=Resolutions, party=Parties)
def test_a_party_gets_the_dates_of_the_whole_plan_nothing_else_of_it_and_no_word_of_others(
    seed: int, resolution: str, party: str
) -> None:
    bare: list[Projection] = []

    def twice(reading: Reading, whole: Schedule, audience: Audience) -> Projection:
        seen = project(reading, whole, audience)
        bare.append(project(_Only(document=reading.document), _dates_alone(seen, whole), audience))  # type: ignore[arg-type]
        return seen

    found = projected(plan_of_seed(seed, resolution), party, twice)
    if found is None:
        return
    seen, dated = found
    assert seen_dates(seen, seen.schedule) == seen_dates(seen, dated)
    assert _all_of(bare[0]) == _all_of(seen)
    everything = b"".join(renderings(seen, files=seed % 16 == 0).values()).decode(errors="replace")
    assert [other for other in PARTIES if mark(other) in everything.replace("\r\n ", "") and other != party] == []


class _Only(SimpleNamespace):
    """Something of which nothing is there but what is named."""


DATES = ("early_start", "early_finish", "late_start", "late_finish", "planned_start", "planned_finish", "book_by")


def _dates_alone(seen: Projection, whole: Schedule) -> _Only:
    """Return a whole schedule of which nothing is left but the dates of what is visible."""
    plan, dates = seen.schedule.plan, whole.critical_dates
    steps = {one.id: _Only(**{name: getattr(whole.steps[one.id], name) for name in DATES}) for one in plan.steps}
    lands = {
        one.id: _Only(forecast=dates[one.id].forecast, earliest=dates[one.id].earliest)
        for one in plan.critical_dates
        if one.step is None
    }
    return _Only(as_of=whole.as_of, steps=steps, critical_dates=lands)


def _all_of(projection: Projection) -> list[str]:
    """Write out a projection with the passes behind it, of which all answers are made."""
    run = projection.schedule.run
    return [repr(one) for one in (projection, run.early, run.late, run.target, run.planned, run.waits)]


# What a party gets.


def test_nothing_hidden_changes_a_byte(record_property: Record) -> None:
    tries = [
        found
        for at, (rewriting, party) in enumerate(product(REWRITINGS, PARTIES))
        if (found := compared(rewriting, party, at % 5, "minute" if at % 8 == 0 else "day", files=at % 4 == 0))
    ]
    kept = [found for found in tries if found.kept]
    record_property(
        "told", f"of {len(tries)} plans in which something hidden changes, {len(kept)} keep every visible date"
    )
    assert {found.differs for found in kept} == {()}
    assert not any(found.moves for found in kept)
    assert len(kept) >= len(tries) / 2


def test_a_change_that_is_hidden_is_told_by_what_it_moves_and_by_nothing_else() -> None:
    tries = product((make_otherwise, date_hidden_steps, link_otherwise, wait_for_hidden_steps), PARTIES, range(4))
    moved = [
        found.moves
        for rewriting, party, seed in tries
        if (found := compared(rewriting, party, seed, "day")) and not found.kept
    ]
    assert len(moved) >= 12
    assert {moves.edits for moves in moved} == {()}
    assert {move.because for moves in moved for move in moves.moves} == {None}


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
        _with_the_whole_path,
        _with_the_whole_floats,
        _with_what_was_found_in_the_whole,
        _with_hidden_closures,
    ],
    ids=lambda one: one.__name__.strip("_"),
)
def test_what_looks_at_more_of_the_whole_is_noticed(leaky: Project) -> None:
    def from_dates_alone(reading: Reading, whole: Schedule, audience: Audience) -> Projection:
        bare = _dates_alone(project(reading, whole, audience), whole)
        return leaky(_Only(document=reading.document), bare, audience)  # type: ignore[arg-type]

    with pytest.raises((AttributeError, KeyError)):
        projected(plan_of_seed(4, "day"), "customer", from_dates_alone)


@pytest.mark.parametrize("leaky", [_with_everybody, _with_the_revision], ids=lambda one: one.__name__.strip("_"))
def test_what_shows_more_of_the_document_is_noticed(leaky: Project) -> None:
    tries = product((say_otherwise, change_hands), range(4), ("customer", "seller"))
    found = [compared(rewriting, party, seed, "day", project=leaky) for rewriting, seed, party in tries]
    assert any(one.differs for one in found if one is not None)
