"""The labels of dates stand beside each other, never upon each other."""

import itertools

import pytest

from app.timeline import PHONE, WIDE, Frame, timeline
from app.timeline.flags import Flag, flags
from app.timeline.lettering import fitted, width
from tests.app.sample_plans import NAMES
from tests.app.sample_plans import plan as long_plan
from tests.app.timeline.plans import plan

FRAMES = pytest.mark.parametrize("frame", [WIDE, PHONE], ids=["wide", "phone"])


def extent(flag: Flag, across: float) -> tuple[float, float]:
    """Return where a flag's text begins and ends in a drawing of a width."""
    begin = flag.at * across / 100 + flag.dx
    long = width(flag.text, 12, bold=True)
    return (begin - long, begin) if flag.leftward else (begin, begin + long)


@FRAMES
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("wider", [1, 1.3, 2])
def test_flags_touch_neither_each_other_nor_the_edge(name: str, frame: Frame, wider: float) -> None:
    across = frame.least * wider
    placed = [(flag.level, *extent(flag, across)) for flag in flags(timeline(long_plan(name)), frame)]

    assert all(begin >= 0 and end <= across for _, begin, end in placed)
    for (level, begin, end), (other, left, right) in itertools.combinations(placed, 2):
        assert level != other or end <= left or right <= begin


@FRAMES
def test_five_dates_in_two_weeks_are_stacked(frame: Frame) -> None:
    days = ("2026-12-01", "2026-12-02", "2026-12-03", "2026-12-07", "2026-12-11")
    dates = [{"id": day, "step": "go-live", "date": day} for day in days]
    raised = flags(timeline(plan(critical_dates=dates)), frame)

    assert len({(flag.level, flag.leftward) for flag in raised}) >= 3
    assert [flag.text for flag in raised][1:] == [f"Go-live \N{MIDDLE DOT} {said}" for said in (
        "Tue 1 Dec", "Wed 2 Dec", "Thu 3 Dec", "Mon 7 Dec", "Fri 11 Dec"
    )]  # fmt: skip


def test_the_last_flag_rises_above_a_line_that_it_would_cross() -> None:
    dates = [{"id": day, "step": "go-live", "date": day} for day in ("2026-12-10", "2026-12-15", "2026-12-19")]
    raised = flags(timeline(plan(critical_dates=dates)), WIDE)
    across = WIDE.least
    for flag in raised:
        begin, end = extent(flag, across)
        assert not any(begin < other.at * across / 100 < end and other.level >= flag.level for other in raised)


def test_a_name_without_room_is_cut_and_its_date_is_not() -> None:
    title = "The very first of all the weekly reports to the council of owners"
    steps = [{"id": "go-live", "title": title, "duration": "1d"}]
    flag = flags(timeline(plan(steps=steps)), PHONE)[1]

    assert flag.text.endswith("\N{HORIZONTAL ELLIPSIS} \N{MIDDLE DOT} Fri 11 Dec")
    assert title.startswith(flag.text.partition("\N{HORIZONTAL ELLIPSIS}")[0])


def test_a_date_that_is_kept_says_so() -> None:
    goal = flags(timeline(long_plan("after-go-live")), WIDE)[1]
    assert goal.text == "Go-live \N{MIDDLE DOT} Wed 31 Mar, done"


def test_text_is_fitted_by_its_width() -> None:
    assert fitted("Legal review", 500, 12) == "Legal review"
    assert fitted("Legal review", 45, 12) == "Legal\N{HORIZONTAL ELLIPSIS}"
    assert fitted("Legal review", 3, 12) == ""
    assert width("\u6cd5\u52d9", 10) > width("ab", 10) > width("il", 10)
    assert width("e\u0301", 10) == width("e", 10)
