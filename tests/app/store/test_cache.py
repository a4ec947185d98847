"""What is kept in memory is bounded, and what was not asked for longest goes first."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from app.store.cache import Cache, CacheKey, UnitCache

KEY = CacheKey(
    workspace="w",
    plan="one",
    made_at=datetime(2026, 11, 23, tzinfo=UTC),
    revision=1,
    as_of=date(2026, 11, 23),
    versions=("1",),
)
FIRST, SECOND, THIRD = (replace(KEY, revision=number) for number in (1, 2, 3))
OTHER = replace(KEY, plan="other")


def test_what_was_not_asked_for_longest_goes_first() -> None:
    cache = Cache(most=2)
    cache.keep(FIRST, "first", 1)
    cache.keep(SECOND, "second", 1)
    assert cache.get(FIRST) == "first"
    cache.keep(THIRD, "third", 1)

    assert [cache.get(key) for key in (FIRST, SECOND, THIRD)] == ["first", None, "third"]


def test_it_takes_no_more_room_than_it_has() -> None:
    cache = Cache(room=10)
    cache.keep(FIRST, "first", 6)
    cache.keep(FIRST, "again", 6)
    cache.keep(SECOND, "second", 4)
    assert (cache.get(FIRST), cache.get(SECOND)) == ("again", "second")

    cache.keep(THIRD, "third", 5)
    assert [cache.get(key) for key in (FIRST, SECOND, THIRD)] == [None, "second", "third"]
    cache.keep(FIRST, "larger than all of it", 11)
    assert [cache.get(key) for key in (FIRST, SECOND, THIRD)] == [None, "second", "third"]


def test_nothing_is_kept_of_a_plan_that_is_forgotten() -> None:
    cache = Cache()
    for key in (FIRST, SECOND, OTHER):
        cache.keep(key, "something", 1)
    cache.forget("one")

    assert [cache.get(key) for key in (FIRST, SECOND, OTHER)] == [None, None, "something"]
    assert len(cache) == 1


def test_what_a_transaction_adds_or_forgets_is_its_own_until_it_is_over() -> None:
    cache = Cache()
    cache.keep(FIRST, "first", 1)
    own = UnitCache(cache)
    own.keep(SECOND, "second", 1)
    assert (own.get(FIRST), own.get(SECOND), cache.get(SECOND)) == ("first", "second", None)

    own.forget("one")
    own.keep(THIRD, "third", 1)
    assert cache.get(FIRST) == "first"
    own.publish()
    assert [cache.get(key) for key in (FIRST, SECOND, THIRD)] == [None, None, "third"]
