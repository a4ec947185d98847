"""What the marks of a drawing mean: only those that occur in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from scheduler.plan import CUSTOMER, SELLER

from .elements import element
from .marks import MARKS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markupsafe import Markup

    from .picture import Row, Timeline


class Key(NamedTuple):
    """A mark and its meaning."""

    mark: Markup
    says: str


def legend(timeline: Timeline) -> tuple[Key, ...]:
    """Return the keys to a drawing, in the order in which people ask."""
    return tuple(Key(_swatch(key, parts), says) for key, says, parts in _found(timeline))


def _found(timeline: Timeline) -> Iterator[tuple[str, str, list[Markup]]]:
    rows = timeline.rows
    open_rows = [row for row in rows if row.health not in {"done", "on_hold"}]
    sides = {side for row in open_rows for side in row.sides}
    for side, name in ((SELLER, timeline.seller), (CUSTOMER, timeline.customer), ("partner", "others")):
        if side in sides or (side == "partner" and sides - {SELLER, CUSTOMER}):
            yield "row", f"planned, {name}", [_block(f"bar side-{side}")]
    if any(len(row.sides) > 1 for row in open_rows):
        yield (
            "row",
            "planned, together",
            [_block("bar side-seller", high=6), _block("bar side-customer", top=9, high=6)],
        )
    for look, says in (
        ("meeting", "meeting"),
        ("milestone", "milestone"),
        ("gate", "go/no-go gate"),
        ("value_event", "value event"),
    ):
        if any(row.look == look and row.health != "done" for row in rows):
            yield (
                "row",
                says,
                [element("path", class_="mark side-customer", d=MARKS[look], transform="translate(15 9)")],
            )
    if any(row.critical for row in rows):
        yield "row critical", "critical path, in bold", [_block("bar none")]
    if any(row.window for row in rows):
        line = element("rect", class_="window", x=1, y=8, width=26, height=2)
        yield "row", "earliest to latest", [line, element("line", class_="edge", x1=27, x2=27, y1=4, y2=14)]
    if any(row.was for row in rows):
        yield "row", "planned before the change", [_block("was")]
    yield from _conditions(timeline, rows)


def _conditions(timeline: Timeline, rows: tuple[Row, ...]) -> Iterator[tuple[str, str, list[Markup]]]:
    if any(row.late for row in rows):
        strip = element("rect", class_="too-late none", x=2, y=12, width=26, height=5)
        lines = element("path", class_="hatch-late", d="M4 12l5 5M10 12l5 5M16 12l5 5M22 12l5 5")
        yield "row", "too late", [_block("bar side-seller", top=0, high=10), strip, lines]
    if any(row.agreed for row in rows):
        yield "row", "agreed", [element("path", class_="agreed", d=MARKS["agreed"], transform="translate(15 19)")]
    if any(row.closed for row in rows):
        cut = element("rect", class_="gap", x=11, y=6, width=8, height=6)
        yield "row", "closed days in between", [_block("bar side-seller"), cut]
    if any(goal.buffer for goal in timeline.goals):
        lines = element("path", class_="hatch-buffer", d="M3 16 17 2M9 16 23 2M15 16 27 4")
        goal = element("line", class_="goal", x1=27, x2=27, y1=1, y2=17)
        yield "row", "reserve before a critical date", [lines, goal]
    if any(row.health == "done" and not row.left_out for row in rows):
        yield "row done", "done", [_block("bar")]
    if any(row.health == "on_hold" for row in rows):
        yield "row on-hold", "on hold", [_block("bar")]


def _block(names: str, *, top: float = 3, high: float = 12) -> Markup:
    return element("rect", class_=names, x=2, y=top, width=26, height=high, rx=2)


def _swatch(names: str, parts: list[Markup]) -> Markup:
    inside = element("g", *parts, class_=names)
    return element("svg", inside, class_="timeline", viewBox="0 0 30 18", width=30, height=18, aria_hidden="true")
