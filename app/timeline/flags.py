"""The labels of critical dates and of the as-of day, placed so that none touches another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from .lettering import fitted, width

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .frames import Frame
    from .picture import Goal, Timeline

FLAG = 20
"""Height of a level of flags."""
SIZE = 12
PAD = 8
ASIDE = 6
"""Pixels between a line and its label."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """A label at the head of a line."""

    text: str
    at: float
    """Where its line stands, in per cent of the width."""
    dx: float
    """Where the text begins, in pixels from its line; where it ends, if `leftward`."""
    leftward: bool
    level: int
    """0 is next to the scale."""
    goal: Goal | None
    """None for the as-of day."""

    @property
    def across(self) -> bool:
        """Whether the text stands above its line, and not beside it."""
        return not self.leftward and self.dx < 0


class _Asked(NamedTuple):
    at: float
    name: str
    rest: str
    goal: Goal | None


class _Place(NamedTuple):
    begin: float
    end: float
    dx: float
    leftward: bool


def flags(timeline: Timeline, frame: Frame) -> tuple[Flag, ...]:
    """Return the flags, each as low as it can stand beside the others and off their lines.

    A line reaches up to its flag and no further; those that follow may reach any height.
    """
    asked = list(_asked(timeline, frame))
    lines = [one.at * frame.least / 100 for one in asked]
    taken: list[tuple[int, _Place]] = []
    raised: list[Flag] = []
    for one, line in zip(asked, lines, strict=True):
        text = fitted(one.name, frame.least - width(one.rest, SIZE, bold=True) - 2 * PAD, SIZE, bold=True) + one.rest
        tops = [*(flag.level for flag in raised), *(len(asked) for _ in lines[len(raised) :])]
        others = [(other, top) for other, top in zip(lines, tops, strict=True) if other != line]
        free = [
            (any(place.begin < other < place.end and top >= level for other, top in others), level, number, place)
            for level in range(len(asked))
            for number, place in enumerate(_places(line, width(text, SIZE, bold=True), frame))
            if not any(at == level and place.begin < it.end and it.begin < place.end for at, it in taken)
        ]
        _, level, _, place = min(free)
        taken.append((level, place))
        raised.append(
            Flag(text=text, at=one.at, dx=place.dx, leftward=place.leftward, level=level, goal=one.goal),
        )
    return tuple(raised)


def _asked(timeline: Timeline, frame: Frame) -> Iterator[_Asked]:
    long = frame.right - frame.left
    yield _Asked(
        frame.left + timeline.as_of / timeline.days * long, timeline.as_of_name, f" {timeline.as_of_says}", None
    )
    for goal in timeline.goals:
        done = ", done" if goal.health == "done" else ""
        rest = f" \N{MIDDLE DOT} {goal.due}{done}"
        yield _Asked(frame.left + goal.at / timeline.days * long, goal.name, rest, goal)


def _places(line: float, long: float, frame: Frame) -> Iterator[_Place]:
    """Yield where a text may stand: behind its line, before it, or, where neither has room, above it."""
    behind = _Place(line, line + ASIDE + long + PAD, ASIDE, leftward=False)
    before = _Place(line - ASIDE - long - PAD, line, -ASIDE, leftward=True)
    fits = [place for place in (behind, before) if place.begin >= 0 and place.end - PAD <= frame.least]
    shift = max(0.5, line + long - frame.least)
    yield from fits or [_Place(line - shift - PAD, line - shift + long + PAD, -shift, leftward=False)]
