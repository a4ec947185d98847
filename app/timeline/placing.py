"""Where everything of a timeline stands in a frame: from top to bottom the flags, the scale, the lanes, the steps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .flags import FLAG, PAD, Flag, flags

if TYPE_CHECKING:
    from scheduler.plan import StepId

    from .frames import Frame
    from .picture import Span, Timeline

SCALE = 24
"""Height of the scale."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placing:
    """A timeline in a frame: heights in pixels, places along the axis in per cent of the width."""

    timeline: Timeline
    frame: Frame
    flags: tuple[Flag, ...]
    scale_top: int
    lanes_top: int
    steps_top: int
    headings: tuple[int, ...]
    """The top of each group's title."""
    rows: dict[StepId, int]
    """The top of each step."""
    height: int

    def x(self, day: float) -> float:
        """Return where a place on the axis of days lies."""
        frame = self.frame
        return frame.left + day / self.timeline.days * (frame.right - frame.left)

    def stretch(self, span: Span, *, least: float = 0) -> tuple[float, float]:
        """Return begin and length of a span, at least so many pixels in the narrowest drawing."""
        begin, end = self.x(span.start), self.x(span.end)
        shown = max(end - begin, least / self.frame.least * 100)
        return min(begin, self.frame.right - shown), shown

    def pixels(self, span: Span) -> float:
        """Return the length of a span in the narrowest drawing."""
        return (self.x(span.end) - self.x(span.start)) * self.frame.least / 100


def placing(timeline: Timeline, frame: Frame) -> Placing:
    """Return where everything stands."""
    raised = flags(timeline, frame)
    scale_top = PAD + FLAG * (1 + max(flag.level for flag in raised))
    lanes_top = scale_top + SCALE
    steps_top = at = lanes_top + len(timeline.lanes) * frame.lane
    headings: list[int] = []
    rows: dict[StepId, int] = {}
    for group in timeline.groups:
        headings.append(at)
        at += frame.heading if group.title else PAD
        for row in group.rows:
            rows[row.id] = at
            at += frame.row
    return Placing(
        timeline=timeline,
        frame=frame,
        flags=raised,
        scale_top=scale_top,
        lanes_top=lanes_top,
        steps_top=steps_top,
        headings=tuple(headings),
        rows=rows,
        height=at + PAD,
    )
