"""The rules about what has happened: out of sequence, or against a step's own limits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .compiled import FINISHED, STARTED, Compiled, CompiledDate
from .found import Found, title
from .openings import holds
from .placing import pushed
from .wording import day_said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .passes import Run
    from .plan import Moment, Step
    from .sweeps import Spans


def out_of_sequence(run: Run, _: dict[CompiledDate, Spans]) -> Iterator[Found]:
    """Find steps that began or ended before what they wait for."""
    c = run.compiled
    for step, kind in enumerate(c.kind):
        if kind not in {STARTED, FINISHED}:
            continue
        typed = {link.source: link for link in c.links_in[step]}
        for source in c.steps[step].after:
            other = c.index[source.step]
            if c.steps[other].progress.skipped or (source.type in {"FF", "SF"} and kind != FINISHED):
                continue
            on_finish, from_start = source.type in {"FF", "SF"}, source.type in {"SS", "SF"}
            reached = (run.early.start if from_start else run.early.finish)[other]
            mine = (c.actual_finish if on_finish else c.actual_start)[step]
            link = typed.get(source)
            if (reached if link is None else pushed(link, reached)) <= mine:
                continue
            has = "started" if from_start else "finished"
            happened = (c.actual_start if from_start else c.actual_finish)[other] >= 0
            why = "before its lag was over" if happened and reached <= mine else f"before {title(c, other)} had {has}"
            verb = "finished" if on_finish else "started"
            yield Found(step=step, facts={"before": source.step}, sentence=f"{title(c, step)} {verb} {why}")


def progress_overrides(run: Run, _: dict[CompiledDate, Spans]) -> Iterator[Found]:
    """Find started steps that go on whatever their pins, slots, freezes and no-earlier-than limits say."""
    c = run.compiled
    for step, kind in enumerate(c.kind):
        if kind != STARTED:
            continue
        one, began, ends = c.steps[step], c.actual_start[step], run.early.finish[step]
        broken = []
        begin, end, minute = c.timeline.begin, c.timeline.end, c.timeline.resolution == "minute"
        if one.start_no_earlier_than is not None and began < begin(one.start_no_earlier_than):
            broken.append("start_no_earlier_than")
        if one.must_start_on is not None and c.timeline.day(began) != c.timeline.day(begin(one.must_start_on)):
            broken.append("must_start_on")
        if one.finish_no_earlier_than is not None and ends < (begin if minute else end)(one.finish_no_earlier_than):
            broken.append("finish_no_earlier_than")
        if one.must_finish_on is not None and ends < _end_of_work(c, step, one.must_finish_on):
            broken.append("must_finish_on")
        if not _in_slot(c, step, began):
            broken.append("slots")
        if "change" in one.tags and (
            holds(c.freezes, began) or holds(c.freezes, c.begin[step][c.before[step][ends] - 1])
        ):
            broken.append("freezes")
        for name in broken:
            sentence = f"{title(c, step)} is under way {_although(c, one, name)}; that no longer moves it"
            yield Found(step=step, facts={"field": name}, sentence=sentence)


def _end_of_work(c: Compiled, step: int, moment: Moment) -> int:
    """Return the end of the last working unit of a day, its own end where nobody works; of a time, itself."""
    begin, end = c.timeline.begin(moment), c.timeline.end(moment)
    last = c.begin[step][c.before[step][end] - 1] + 1
    return last if begin < last else end


def _although(c: Compiled, step: Step, name: str) -> str:
    if name == "slots":
        return "outside its slots"
    if name == "freezes":
        return "in a freeze"
    day = day_said(getattr(step, name), near=c.as_of)
    return {
        "start_no_earlier_than": f"although it may not start before {day}",
        "finish_no_earlier_than": f"although it may not finish before {day}",
        "must_start_on": f"although it is pinned to {day}",
        "must_finish_on": f"although it is pinned to finish on {day}",
    }[name]


def _in_slot(c: Compiled, step: int, instant: int) -> bool:
    """Tell whether a started step began in one of its slots, if it has any."""
    slots = c.ignored_slots[step]
    return slots is None or (c.own[step].works(instant) and slots.opens(c.before[step][instant]))
