"""How much time a plan may make, and how much is kept between plans."""

from threading import Thread

import pytest

from scheduler.refusals import Refused
from scheduler.stretches import Stretches, kept


def test_a_plan_that_makes_too_many_is_refused() -> None:
    stretches = Stretches(10)
    stretches.make(10)

    with pytest.raises(Refused, match="make more than 10 stretches of working time; let steps share"):
        stretches.make(1)


def test_what_was_asked_for_longest_ago_is_forgotten_first() -> None:
    made: list[int] = []

    @kept(len, most=10)
    def stretches(many: int, *, of: str = "") -> tuple[str, ...]:
        made.append(many)
        return (of,) * many

    for many in (4, 5, 4, 3, 4, 5):
        assert stretches(many) == ("",) * many
    assert made == [4, 5, 3, 5]
    assert stretches(5, of="slots") == ("slots",) * 5
    assert made == [4, 5, 3, 5, 5]


def test_what_weighs_more_than_all_that_is_kept_is_made_each_time() -> None:
    made: list[int] = []

    @kept(len, most=10)
    def stretches(many: int) -> tuple[int, ...]:
        made.append(many)
        return (0,) * many

    assert [len(stretches(many)) for many in (11, 11, 2, 2)] == [11, 11, 2, 2]
    assert made == [11, 11, 2]


def test_many_threads_keep_what_they_made() -> None:
    @kept(len, most=50)
    def stretches(many: int) -> tuple[int, ...]:
        return (0,) * many

    found: list[bool] = []
    threads = [
        Thread(target=lambda: found.extend(len(stretches(many % 20)) == many % 20 for many in range(2_000)))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(found) == 8_000
    assert all(found)
