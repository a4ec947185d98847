"""Which steps the critical dates and limits bind, which lead to a critical date, and which finishes dangle."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .compiled import FINISHED, NEVER, STARTED

if TYPE_CHECKING:
    from .compiled import CompiledDate, CompiledLink
    from .prepared import PreparedStep


class Reach:
    """Which steps are bound by what: found once, since every backward pass binds the same ones."""

    def __init__(
        self,
        made: list[PreparedStep],
        dates: list[CompiledDate],
        plain_out: list[list[int]],
        links_out: list[list[CompiledLink]],
    ) -> None:
        """Walk back once."""
        count = len(made)
        everywhere = any(date.step is None for date in dates)
        dated = {date.step for date in dates}
        bound = [False] * count
        self.led = [False] * count
        dangling = set()
        for at in range(count - 1, -1, -1):
            one = made[at]
            if one.kind == FINISHED:
                continue
            led = aimed = everywhere or at in dated
            held, started = aimed or one.limits.finish_cap < NEVER, False
            for other in plain_out[at]:
                led, held = led or self.led[other], held or bound[other]
            for link in links_out[at]:
                if not link.from_start:
                    led, held = led or self.led[link.other], held or bound[link.other]
                elif one.kind != STARTED:
                    led, started = led or self.led[link.other], started or bound[link.other]
                else:
                    started = started or bound[link.other]
            self.led[at] = led
            if started and not held and dates and not one.step.progress.skipped:
                dangling.add(at)
                held = self.led[at] = True
            bound[at] = held or (one.kind != STARTED and (started or one.limits.start_cap < NEVER))
        self.dangling = frozenset(dangling)
