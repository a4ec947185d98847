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
            on_finish = [*plain_out[at], *(link.other for link in links_out[at] if not link.from_start)]
            on_start = [link.other for link in links_out[at] if link.from_start]
            counted = on_finish if one.kind == STARTED else on_finish + on_start
            self.led[at] = everywhere or at in dated or any(self.led[other] for other in counted)
            held = (
                everywhere or at in dated or one.limits.finish_cap < NEVER or any(bound[other] for other in on_finish)
            )
            started = any(bound[other] for other in on_start)
            if started and not held and dates and not one.step.progress.skipped:
                dangling.add(at)
                held = self.led[at] = True
            bound[at] = held or (one.kind != STARTED and (started or one.limits.start_cap < NEVER))
        self.dangling = frozenset(dangling)
