"""A timeline as SVG: one drawing for every width of a frame, in the colours of the page around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from app.look import literal, part

from .arrows import arrows
from .backdrop import backdrop, flags
from .bars import side_class, steps
from .elements import element
from .marks import MARKS
from .placing import placing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from .frames import Frame
    from .picture import Timeline
    from .placing import Placing


def svg(timeline: Timeline, frame: Frame, *, link: Callable[[str], str] | None = None) -> Markup:
    """Return a drawing as wide as whatever holds it; its styles are the part `timeline` of the page's.

    `link` gives the address of a step's details, and makes its row a link.
    """
    return _drawing(timeline, frame, link, width="100%")


def svg_file(timeline: Timeline, frame: Frame, *, width: int) -> str:
    """Return a drawing that stands alone, for files and other programs: light, with its styles inside."""
    style = element("style", Markup(literal(part("timeline"))))  # noqa: S704 - our own styles
    return str(_drawing(timeline, frame, None, style, width=str(width)))


def svg_image(timeline: Timeline, frame: Frame, *, style: str) -> str:
    """Return a drawing for a page to show as a picture, as wide as that makes it, light or dark as the reader's system.

    `style` is a style sheet with the palette and the part `timeline`.
    """
    own = element("style", Markup(style))  # noqa: S704 - our own styles
    return str(_drawing(timeline, frame, None, own, width="100%"))


def _drawing(timeline: Timeline, frame: Frame, link: Callable[[str], str] | None, *style: Markup, width: str) -> Markup:
    place = placing(timeline, frame)
    name = frame.name
    return element(
        "svg",
        element("title", f"Timeline: {timeline.title}", id=f"{name}-title"),
        element("desc", timeline.says, id=f"{name}-says"),
        *style,
        element("defs", *_defs(place)),
        *backdrop(place),
        *arrows(place),
        *steps(place, link),
        *flags(place),
        xmlns="http://www.w3.org/2000/svg",
        class_=f"timeline {name}",
        width=width,
        height=place.height,
        role="group",
        aria_labelledby=f"{name}-title",
        aria_describedby=f"{name}-says",
    )


def _defs(place: Placing) -> Iterator[Markup]:
    name, rows = place.frame.name, place.timeline.rows
    yield _hatch(f"{name}-buffer", "M-1 7 7-1", "hatch-buffer", 6)
    yield _hatch(f"{name}-late", "M-1-1 7 7M-1 5 1 7M5-1 7 1", "hatch-late", 6)
    used = {row.look for row in rows} | {"down", "up"} | ({"agreed"} if any(row.agreed for row in rows) else set())
    yield from (element("path", id=f"{name}-{mark}", d=path) for mark, path in MARKS.items() if mark in used)
    for sides in sorted({side_class(row.sides) for row in rows}):
        parts = sides.split("-")[1:]
        if len(parts) > 1:
            yield _stripes(f"{name}-{sides}", parts)


def _hatch(name: str, path: str, style: str, size: int) -> Markup:
    ground = element("rect", class_="ground", width=size, height=size)
    lines = element("path", class_=style, d=path)
    return element("pattern", ground, lines, id=name, width=size, height=size, patternUnits="userSpaceOnUse")


def _stripes(name: str, parts: list[str]) -> Markup:
    """Return a filling of one stripe a party."""
    stops = [
        element("stop", class_=f"stop-{part}", offset=edge / len(parts))
        for number, part in enumerate(parts)
        for edge in (number, number + 1)
    ]
    return element("linearGradient", *stops, id=name, x2="0", y2="1")
