"""The two forms of a timeline: labels beside the bars where there is room, above them on a phone."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """Where things go in a drawing, whose width may be any from `least` on.

    Places along the axis are given in per cent of the width, so that the axis stretches and the letters do not.
    """

    name: str
    """Begins the ids in the drawing, so that both forms can stand in one page."""
    least: int
    """The narrowest width, in pixels, for which labels are fitted."""
    left: float
    """Where the axis begins, in per cent of the width."""
    right: float
    """Where it ends."""
    row: int
    """Height of a step."""
    title: int
    """From the top of a step to the base line of its title."""
    details: int
    """The same of the line below it."""
    bar: int
    """The same to the middle of its bar."""
    lane: int
    """Height of a lane of closed days."""
    lane_bar: int
    """From the top of a lane to the middle of its marks."""
    heading: int
    """Height of a phase's title."""

    @property
    def label_room(self) -> float:
        """Return the pixels that a label may take: what lies left of the axis, or the whole width above the bars."""
        return self.least * self.left / 100 - 16 if self.left > BESIDE else self.least - 2

    @property
    def axis_room(self) -> float:
        """Return the length of the axis in pixels, at least."""
        return self.least * (self.right - self.left) / 100


BESIDE = 10
"""An axis that begins further right, in per cent, has its labels beside it."""

WIDE = Frame(
    name="wide",
    least=880,
    left=32,
    right=98.5,
    row=40,
    title=17,
    details=33,
    bar=20,
    lane=22,
    lane_bar=11,
    heading=38,
)
PHONE = Frame(
    name="phone",
    least=262,
    left=1.5,
    right=98.5,
    row=64,
    title=16,
    details=32,
    bar=49,
    lane=34,
    lane_bar=24,
    heading=38,
)
