"""The steps of a timeline: titles, windows, planned bars, marks of their kinds, agreed dates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scheduler.plan import CUSTOMER, SELLER

from .elements import element, percent
from .lettering import fitted, width
from .picture import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from markupsafe import Markup

    from scheduler.plan import PartyId

    from .frames import Frame
    from .picture import Group, Row
    from .placing import Placing

TITLE_SIZE, DETAILS_SIZE = 13.5, 12
BAR = 14
"""Height of a planned bar."""
DOT = " \N{MIDDLE DOT} "
MARK = 18
"""Pixels below which a bar gives way to the mark of its kind."""


def steps(placing: Placing, link: Callable[[str], str] | None) -> Iterator[Markup]:
    """Yield every phase with its steps; `link` gives the address of a step, where there is one."""
    for group, top in zip(placing.timeline.groups, placing.headings, strict=True):
        if group.title:
            yield _heading(placing, group, top)
        for row in group.rows:
            yield _row(placing, row, link)


def side_class(sides: tuple[PartyId, ...]) -> str:
    """Return the class that colours what one party, or several together, do."""
    return f"side-{'-'.join(dict.fromkeys(map(_part, sides)))}"


def _part(party: PartyId) -> str:
    return party if party in {SELLER, CUSTOMER} else "partner"


def _heading(placing: Placing, group: Group, top: int) -> Markup:
    line = element("line", class_="rule", x1="0", x2="100%", y1=top + 9, y2=top + 9)
    base = top + placing.frame.heading - 9
    return line + element(
        "text", fitted(group.title, placing.frame.least - 8, 12, bold=True), class_="phase", x=0, y=base
    )


def _row(placing: Placing, row: Row, link: Callable[[str], str] | None) -> Markup:
    top = placing.rows[row.id]
    hit = element("rect", class_="hit", x="0", y=top, width="100%", height=placing.frame.row, rx=6)
    inside = [
        element("title", row.says),
        hit,
        *_label(placing, row, top),
        *_shapes(placing, row, top + placing.frame.bar),
    ]
    standing = "left-out" if row.left_out else row.health.replace("_", "-")
    names = f"row {standing}{' critical' if row.critical else ''}"
    if link is None:
        return element("g", *inside, class_=names, role="img")
    return element("a", *inside, class_=names, href=link(row.id))


def _label(placing: Placing, row: Row, top: int) -> Iterator[Markup]:
    frame = placing.frame
    indent = 18 if row.health == "done" and not row.left_out else 0
    if indent:
        yield element("path", class_="tick-off", d=f"M1 {top + frame.title - 5}l4 4 7-8")
    title = fitted(row.title, frame.label_room - indent, TITLE_SIZE, bold=row.critical)
    yield element("text", title, class_="title", x=indent, y=top + frame.title)
    state = "" if indent else row.state
    said = [element("tspan", state, class_="state")] if state else []
    yield element("text", *said, _details(row, state, frame), class_="details", x=0, y=top + frame.details)


def _details(row: Row, state: str, frame: Frame) -> str:
    """Return when and by whom, as much as stands behind the state: people, else their parties, else nobody."""
    when = "" if row.left_out else row.when
    room = frame.label_room - width(state, DETAILS_SIZE, bold=True)
    said = (f"{DOT if state else ''}{DOT.join(filter(None, (when, who)))}" for who in (row.who, row.sides_say))
    return next((one for one in said if width(one, DETAILS_SIZE) <= room), f"{DOT if state and when else ''}{when}")


def _shapes(placing: Placing, row: Row, middle: int) -> Iterator[Markup]:
    if row.window is not None:
        begin, long = placing.stretch(row.window)
        yield element("rect", class_="window", x=percent(begin), y=middle - 1, width=percent(long), height=2)
        edge = percent(begin + long)
        yield element("line", class_="edge", x1=edge, x2=edge, y1=middle - 5, y2=middle + 5)
    if row.was is not None:
        yield _block(placing, row.was, middle, "was", None)
    marked = row.timeless or (row.look != "bar" and placing.pixels(row.planned) < MARK)
    if not marked:
        yield from _bar(placing, row, middle)
    for span in row.closed:
        begin, long = placing.stretch(span)
        yield element("rect", class_="gap", x=percent(begin), y=middle - 3, width=percent(long), height=6)
    if marked or row.look in {"gate", "value_event"}:
        at = placing.x(row.planned.middle if marked else row.planned.end)
        late = " too-late" if row.late is not None else ""
        yield element(
            "use",
            class_=f"mark {side_class(row.sides)}{late}",
            fill=_fill(placing, row),
            href=f"#{placing.frame.name}-{row.look}",
            x=percent(at),
            y=middle,
        )
    if row.agreed is not None:
        yield element(
            "use", class_="agreed", href=f"#{placing.frame.name}-agreed", x=percent(placing.x(row.agreed)), y=middle
        )


def _bar(placing: Placing, row: Row, middle: int) -> Iterator[Markup]:
    yield _block(placing, row.planned, middle, f"bar {side_class(row.sides)}", _fill(placing, row))
    if row.worked is not None:
        begin, long = placing.stretch(row.worked)
        yield element("rect", class_="worked", x=percent(begin), y=middle - 1.5, width=percent(long), height=3)
    if row.late is not None:
        yield _late(placing, row.late, middle)


def _late(placing: Placing, span: Span, middle: int) -> Markup:
    """Underline what is planned too late, so that the bar still says whose it is."""
    begin, long = placing.stretch(span, least=4)
    fill = f"url(#{placing.frame.name}-late)"
    top = middle + BAR // 2 + 2
    return element("rect", class_="too-late", fill=fill, x=percent(begin), y=top, width=percent(long), height=5)


def _fill(placing: Placing, row: Row) -> str | None:
    """Return the stripes of what several parties do; one party's colour comes by its class."""
    several = len({*map(_part, row.sides)}) > 1
    return f"url(#{placing.frame.name}-{side_class(row.sides)})" if several and row.health != "done" else None


def _block(placing: Placing, span: Span, middle: int, names: str, fill: str | None) -> Markup:
    begin, long = placing.stretch(span, least=4)
    top = middle - BAR // 2
    return element("rect", class_=names, fill=fill, x=percent(begin), y=top, width=percent(long), height=BAR, rx=3)
