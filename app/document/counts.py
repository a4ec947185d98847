"""A plan of absurd size is refused before anybody looks at each of its parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .problems import Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scheduler.refusals import Path

    from .limits import Limits
    from .places import Value
    from .problems import Problems

    Excess = tuple[str, Path, str]
    """The code, the place and the sentence."""


def refuse_too_many(data: dict[str, Value], problems: Problems, limits: Limits) -> None:
    """Refuse the first list that is longer than the limit."""
    for code, path, sentence in _excesses(data, limits):
        problems.tell(code, path, sentence)
        raise Unreadable(problems.in_order())


def _excesses(data: dict[str, Value], limits: Limits) -> Iterator[Excess]:
    for key, name, limit in (
        ("steps", "steps", limits.steps),
        ("critical_dates", "critical dates", limits.critical_dates),
        ("calendars", "calendars", limits.calendars),
        ("parties", "parties", limits.parties),
        ("people", "people", limits.people),
        ("freezes", "freezes", limits.freezes),
    ):
        many = data.get(key)
        if isinstance(many, (list, dict)) and len(many) > limit:
            sentence = f"the plan has {len(many):,} {name}; at most {limit:,} are read, so split it or take some away"
            yield f"too-many-{name.replace(' ', '-')}", (key,), sentence
    written = data.get("steps")
    if isinstance(written, list):
        yield from _in_steps([step for step in written if isinstance(step, dict)], limits)
    yield from _in_why(data.get("why"), limits, "why")


def _in_steps(steps: list[dict[str, Value]], limits: Limits) -> Iterator[Excess]:
    links = sum(len(after) for step in steps if isinstance(after := step.get("after"), list))
    if links > limits.links:
        sentence = f"the steps have {links:,} predecessors together; at most {limits.links:,} are followed"
        yield "too-many-links", ("steps",), f"{sentence}, so link each step only to what it waits for itself"
    rules = {repr(step["slots"]) for step in steps if step.get("slots")}
    if len(rules) > limits.slot_rules:
        sentence = f"the plan has {len(rules):,} different rules for slots; at most {limits.slot_rules:,} are followed"
        yield "too-many-slot-rules", ("steps",), f"{sentence}, so let steps share them"


def _in_why(block: Value, limits: Limits, *path: str) -> Iterator[Excess]:
    for key, inner in block.items() if isinstance(block, dict) else ():
        if isinstance(inner, list) and len(inner) > limits.entries:
            sentence = f"there are {len(inner):,} entries here; at most {limits.entries:,} are read, so take some away"
            yield "too-many-entries", (*path, key), sentence
        yield from _in_why(inner, limits, *path, key)
