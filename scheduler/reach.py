"""Which steps the critical dates and limits bind, which lead to a critical date, and which finishes dangle."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .compiled import FINISHED, NEVER, STARTED

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from .compiled import CompiledDate
    from .linking import Links


class Reach(NamedTuple):
    """Which steps are bound by what: found once, since every backward pass binds the same ones."""

    dangling: frozenset[int]
    """Steps whose start is bound by links and whose finish by nothing."""
    led: list[bool]
    """Whether a step leads to a critical date."""


def reach_of(
    kinds: Sequence[int],
    skipped: Container[int],
    caps: tuple[Sequence[int], Sequence[int]],
    dates: Sequence[CompiledDate],
    links: Links,
) -> Reach:
    """Walk back once from the critical dates and from the caps, those on starts and those on finishes."""
    count = len(kinds)
    start_caps, finish_caps = caps
    everywhere = any(date.step is None for date in dates)
    dated = {date.step for date in dates}
    bound, all_led, dangling = [False] * count, [False] * count, set()
    for at in range(count - 1, -1, -1):
        kind = kinds[at]
        if kind == FINISHED:
            continue
        led = aimed = everywhere or at in dated
        held, started = aimed or finish_caps[at] < NEVER, False
        for other in links.plain_out[at]:
            led, held = led or all_led[other], held or bound[other]
        for arrow in links.arrows_out[at]:
            other, from_start = arrow[:2]
            if not from_start:
                led, held = led or all_led[other], held or bound[other]
            elif kind != STARTED:
                led, started = led or all_led[other], started or bound[other]
            else:
                started = started or bound[other]
        if started and not held and dates and at not in skipped:
            dangling.add(at)
            held = led = True
        all_led[at] = led
        bound[at] = held or (kind != STARTED and (started or start_caps[at] < NEVER))
    return Reach(frozenset(dangling), all_led)
