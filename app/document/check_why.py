"""What is wrong under `why`, at which the engine does not look."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .identifiers import read_id
from .marked import mark_of, marked
from .wire.values import DayText, DurationText, Id
from .wire.why import Called
from .words import shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .frame import Frame
    from .wire.why import Why

_DAY, _DURATION, _ID = mark_of(DayText), mark_of(DurationText), mark_of(Id)


def check_why(why: Why, frame: Frame) -> None:
    """Tell days, durations and ids that are none, and ids that stand twice in a list."""
    for says, text, path in marked(why, "why"):
        if says == _DAY:
            frame.day(text, *path)
        elif says == _DURATION:
            frame.duration(text, *path)
        elif says == _ID:
            frame.problems.read(read_id, text, *path)
    for key in type(why).model_fields:
        entries = getattr(why, key)
        if isinstance(entries, tuple):
            _tell_twice(key, entries, frame)


def _tell_twice(key: str, entries: Sequence[Called], frame: Frame) -> None:
    first: dict[str, int] = {}
    for at, entry in enumerate(entries):
        if first.setdefault(entry.id, at) != at:
            sentence = f"the id {shown(entry.id)} is already that of {key}[{first[entry.id]}]; give this one its own"
            frame.problems.tell("duplicate-id", ("why", key, at, "id"), sentence)
