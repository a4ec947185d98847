"""The links between steps: straight lines that leave a bar and come down, or up, upon another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .bars import BAR
from .elements import element, percent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markupsafe import Markup

    from .picture import Arrow
    from .placing import Placing

INSET = 5
"""Pixels from the end of a bar to where a link comes down."""


def arrows(placing: Placing) -> Iterator[Markup]:
    """Yield the links, those of the critical paths last, so that they lie above the others."""
    for arrow in sorted(placing.timeline.arrows, key=lambda arrow: arrow.critical):
        yield element("g", *_arrow(placing, arrow), class_="arrow critical" if arrow.critical else "arrow")


def _arrow(placing: Placing, arrow: Arrow) -> Iterator[Markup]:
    """Draw along from the predecessor's end, then down or up to the successor's bar."""
    rows = {row.id: row for row in placing.timeline.rows}
    inset = INSET / placing.frame.least * 100
    before, after = rows[arrow.from_row], rows[arrow.to_row]
    out = placing.x(before.planned.start if arrow.type in {"SS", "SF"} else before.planned.end)
    into = placing.x(after.planned.end if arrow.type in {"FF", "SF"} else after.planned.start)
    if before.timeless:
        out = placing.x(before.planned.middle)
    turn = (
        placing.x(after.planned.middle) if after.timeless else into + (-inset if arrow.type in {"FF", "SF"} else inset)
    )
    begin = placing.rows[before.id] + placing.frame.bar
    down = placing.rows[after.id] > placing.rows[before.id]
    end = placing.rows[after.id] + placing.frame.bar + (-1 if down else 1) * (BAR // 2 + 1)
    if turn < out:
        begin += (1 if down else -1) * (BAR // 2)
    else:
        yield element("line", x1=percent(out), x2=percent(turn), y1=begin, y2=begin)
    yield element("line", x1=percent(turn), x2=percent(turn), y1=begin, y2=end)
    yield element("use", href=f"#{placing.frame.name}-{'down' if down else 'up'}", x=percent(turn), y=end)
