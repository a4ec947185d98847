"""The scale is as fine as its labels have room."""

import pytest

from app.timeline import timeline
from app.timeline.scale import Tick, ticks
from tests.app.timeline.plans import plan, step

ROOM = 85
"""Letters along the axis of a wide drawing."""


def labels(due: str, letters: float = ROOM) -> list[str]:
    until = {"id": "go-live", "step": "go-live", "date": due}
    return [tick.label for tick in ticks(timeline(plan(critical_dates=[until], steps=[step(0), step(1)])), letters)]


@pytest.mark.parametrize(
    ("due", "expected"),
    [
        ("2026-12-02", ["23 Nov", "24", "25", "26", "27", "28", "29", "30", "1 Dec", "2"]),
        ("2026-12-11", ["23 Nov", "25", "27", "29", "1 Dec", "3", "5", "7", "9", "11"]),
        ("2027-01-15", ["23 Nov", "30", "7 Dec", "14", "21", "28", "4 Jan", "11"]),
        ("2027-02-20", ["23 Nov", "7 Dec", "21", "4 Jan", "18", "1 Feb", "15"]),
        ("2027-05-07", ["Dec", "2027", "Feb", "Mar", "Apr", "May"]),
        ("2028-11-20", ["2027", "Apr", "Jul", "Oct", "2028", "Apr", "Jul", "Oct"]),
        ("2030-11-20", ["2027", "Jul", "2028", "Jul", "2029", "Jul", "2030", "Jul"]),
        ("2036-11-20", ["2027", "2028", "2029", "2030", "2031", "2032", "2033", "2034", "2035", "2036"]),
    ],
)
def test_labels_fit(due: str, expected: list[str]) -> None:
    assert labels(due) == expected


def test_a_phone_has_room_for_fewer() -> None:
    assert labels("2027-01-04", letters=37) == ["23 Nov", "7 Dec", "21", "4 Jan"]


def test_what_fits_nowhere_falls_to_decades() -> None:
    assert labels("2050-11-20", letters=10) == ["2030", "2040", "2050"]


def test_hours_show_in_a_plan_of_minutes() -> None:
    steps = [{"id": "go-live", "title": "Go-live", "duration": "2h"}]
    until = {"id": "go-live", "step": "go-live", "date": "2026-11-23"}
    day = timeline(plan(resolution="minute", as_of="2026-11-23T08:00", critical_dates=[until], steps=steps))
    assert ticks(day, ROOM) == tuple(
        Tick(at=number / 8, label="Mon 23" if number == 0 else f"{number * 3:02}:00") for number in range(8)
    )


def test_an_axis_that_begins_between_two_lines_says_when() -> None:
    until = {"id": "go-live", "step": "go-live", "date": "2027-03-31"}
    first, second, *_ = ticks(timeline(plan(critical_dates=[until])), ROOM)
    assert (first, second) == (Tick(at=0, label="Nov", line=False), Tick(at=8, label="Dec"))
