"""What the list of plans says above all: what starts, and how many plans are late."""

from __future__ import annotations

import pytest

from api.pages.stored.listing import Line, Listing
from app.store.portfolio import Filter


def line(health: str) -> Line:
    return Line(
        id=health,
        title="Roll-out",
        customer="Northwind",
        next_step="",
        starts="",
        this_week=(),
        due="",
        forecast="",
        short=False,
        health=health,
        health_says=health,
        owner="",
    )


@pytest.mark.parametrize(
    ("healths", "more", "said"),
    [
        (["on_track", "done"], "", ""),
        (["late", "on_track"], "", "1 plan is late."),
        (["late", "late"], "", "2 plans are late."),
        (["late"], "cursor=x", "At least 1 plan is late."),
    ],
)
def test_late_plans_are_counted(healths: list[str], more: str, said: str) -> None:
    lines = tuple(line(health) for health in healths)
    assert Listing(lines=lines, wanted=Filter(), sort="starts", more=more, narrowed=False).late == said
