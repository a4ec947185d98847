"""Pages of a list that is read whole: in the order of its keys, with those of one key counted."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from api.cursors import Page, newest_first, oldest_first, page_of

Entry = tuple[int, str]


def key(one: Entry) -> tuple[int]:
    return (one[0],)


@given(st.lists(st.tuples(st.integers(0, 3), st.text(max_size=3))), st.integers(1, 5))
def test_pages_are_the_list(found: list[Entry], limit: int) -> None:
    told, cursor = list[Entry](), None
    while True:
        page, cursor = page_of(found, Page(cursor=cursor, limit=limit), key)
        assert len(page) <= limit
        told += page
        if cursor is None:
            break
    assert told == sorted(found, key=key)


@given(st.lists(st.integers(0, 50), unique=True, min_size=2), st.data())
def test_what_comes_and_goes_meanwhile_moves_nothing_else(found: list[int], data: st.DataObject) -> None:
    page, cursor = page_of(found, Page(limit=1), lambda one: (one,))
    gone, fresh = data.draw(st.sampled_from(found)), data.draw(st.integers(51, 99))
    later = [one for one in found if one != gone] + [fresh]
    rest, _ = page_of(later, Page(cursor=cursor, limit=200), lambda one: (one,))
    assert list(rest) == sorted(one for one in later if one > page[0])


def test_moments_are_in_order_to_the_microsecond() -> None:
    now = datetime(2026, 11, 23, 9, tzinfo=UTC)
    later = now + timedelta(microseconds=1)
    assert oldest_first(now) < oldest_first(later)
    assert newest_first(now) > newest_first(later)
