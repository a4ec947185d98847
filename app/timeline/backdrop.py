"""What lies behind the steps: the scale, days off, lanes of closed days, buffers, critical dates, the as-of day."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from .elements import element, percent
from .flags import ASIDE, FLAG, PAD
from .frames import BESIDE
from .lettering import fitted, width
from .picture import Span
from .scale import ticks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markupsafe import Markup

    from .flags import Flag
    from .picture import Closed, Lane
    from .placing import Placing
    from .scale import Tick

DAY_SEEN = 6
"""Pixels that a day needs for weekends to be drawn."""
LETTER = 6.4
"""Pixels of a letter of the scale."""
LANE_SIZE = 12
LONG = 3
"""Days from which on a closed time is told in words."""


def backdrop(placing: Placing) -> Iterator[Markup]:
    """Yield what lies behind the steps."""
    yield from _rest_days(placing)
    scale = ticks(placing.timeline, placing.frame.axis_room / LETTER)
    yield from _lines(placing, scale)
    yield from _goals(placing)
    yield from _labels(placing, scale)
    yield from _bands(placing)
    yield from _lanes(placing)


def flags(placing: Placing) -> Iterator[Markup]:
    """Yield the labels of critical dates and of the as-of day, which stand before everything."""
    for flag in placing.flags:
        yield element(
            "text",
            flag.text,
            class_=_class("flag", flag),
            x=percent(flag.at),
            y=_flag_top(placing, flag) + 12,
            dx=flag.dx,
            text_anchor="end" if flag.leftward else None,
        )


def _rest_days(placing: Placing) -> Iterator[Markup]:
    timeline = placing.timeline
    if placing.frame.axis_room / timeline.days < DAY_SEEN:
        return
    for number in range(int(timeline.days)):
        if (timeline.first + timedelta(days=number)).weekday() in timeline.rest_days:
            begin, long = placing.stretch(Span(start=number, end=number + 1))
            top = placing.lanes_top
            yield element(
                "rect", class_="rest", x=percent(begin), y=top, width=percent(long), height=placing.height - top
            )


def _lines(placing: Placing, scale: tuple[Tick, ...]) -> Iterator[Markup]:
    for tick in scale:
        at = percent(placing.x(tick.at))
        if tick.line:
            yield element("line", class_="grid", x1=at, x2=at, y1=placing.scale_top + 4, y2=placing.height)


def _labels(placing: Placing, scale: tuple[Tick, ...]) -> Iterator[Markup]:
    """Yield the scale's words, before the lines of dates, which they interrupt."""
    base = placing.scale_top + 15
    for tick in scale:
        at = percent(placing.x(tick.at))
        if width(tick.label, LANE_SIZE) + 4 <= placing.pixels(Span(start=tick.at, end=placing.timeline.days)):
            yield element("text", tick.label, class_="tick", x=at, y=base, dx=4)


def _lanes(placing: Placing) -> Iterator[Markup]:
    for number, lane in enumerate(placing.timeline.lanes):
        yield _lane(placing, lane, placing.lanes_top + number * placing.frame.lane)


def _lane(placing: Placing, lane: Lane, top: int) -> Markup:
    frame = placing.frame
    middle = top + frame.lane_bar
    name = fitted(lane.name, frame.label_room, LANE_SIZE)
    label = element("text", name, class_="lane", x=0, y=middle + 4 if frame.left > BESIDE else top + 13)
    marks = [_closed(placing, closed, middle) for closed in lane.closed]
    says = f"{lane.name}: {', '.join(closed.says for closed in lane.closed)}"
    return element("g", label, *marks, *_reasons(placing, lane, middle), role="img", aria_label=says)


def _closed(placing: Placing, closed: Closed, middle: int) -> Markup:
    begin, long = placing.stretch(closed.span, least=3)
    title = element("title", closed.says)
    return element(
        "rect", title, class_="closed", x=percent(begin), y=middle - 4, width=percent(long), height=8, rx=1.5
    )


def _reasons(placing: Placing, lane: Lane, middle: int) -> Iterator[Markup]:
    """Yield why longer times are closed, where there is room behind or before the mark."""
    timeline = placing.timeline
    ends = sorted([0, timeline.as_of, *(goal.at for goal in timeline.goals), *(one.span.end for one in lane.closed)])
    begins = sorted([*(at for at in ends[1:]), *(one.span.start for one in lane.closed), timeline.days])
    for one in lane.closed:
        if not one.reason or one.span.end - one.span.start < LONG:
            continue
        needed = width(one.reason, LANE_SIZE) + PAD
        before = max(at for at in ends if at <= one.span.start)
        behind = min(at for at in begins if at > one.span.end or at == timeline.days)
        if placing.pixels(Span(start=one.span.end, end=behind)) >= needed:
            at, dx, anchor = one.span.end, ASIDE, None
        elif placing.pixels(Span(start=before, end=one.span.start)) >= needed:
            at, dx, anchor = one.span.start, -ASIDE, "end"
        else:
            continue
        x = percent(placing.x(at))
        yield element("text", one.reason, class_="reason", x=x, y=middle + 4, dx=dx, text_anchor=anchor)


def _goals(placing: Placing) -> Iterator[Markup]:
    for goal in placing.timeline.goals:
        if goal.buffer is not None:
            begin, long = placing.stretch(goal.buffer, least=3)
            top = placing.lanes_top
            yield element(
                "rect",
                class_="buffer",
                fill=f"url(#{placing.frame.name}-buffer)",
                x=percent(begin),
                y=top,
                width=percent(long),
                height=placing.height - top,
            )
    for flag in placing.flags:
        at, top = percent(flag.at), _flag_top(placing, flag) + (FLAG - 4 if flag.across else 0)
        yield element("line", class_=_class("goal", flag), x1=at, x2=at, y1=top, y2=placing.height)


def _bands(placing: Placing) -> Iterator[Markup]:
    """Yield what dims the lines behind the labels, where these stand above the bars."""
    frame = placing.frame
    if frame.left > BESIDE:
        return
    tops = [(top, frame.details + 7) for top in placing.rows.values()]
    groups = zip(placing.timeline.groups, placing.headings, strict=True)
    tops += [(top + 10, frame.heading - 10) for group, top in groups if group.title]
    tops += [(placing.lanes_top + number * frame.lane, 17) for number in range(len(placing.timeline.lanes))]
    yield from (element("rect", class_="band", x="0", y=top, width="100%", height=high) for top, high in tops)


def _flag_top(placing: Placing, flag: Flag) -> int:
    return placing.scale_top - FLAG * (flag.level + 1)


def _class(name: str, flag: Flag) -> str:
    if flag.goal is None:
        return f"{name} as-of"
    standing = {"late": " missed", "done": " kept"}.get(flag.goal.health, "")
    return f"{name}{standing}"
