"""The laws at the end of section 3 of docs/scheduling.md, exactly as they are limited there, on random plans."""

import json
import random
from copy import deepcopy
from dataclasses import asdict
from datetime import date, timedelta
from typing import Any

from hypothesis import assume, example, given
from hypothesis import strategies as st

from app.document import Unreadable
from scheduler.causes import causes
from scheduler.changes import changes
from scheduler.compiled import FINISHED, NEVER, STARTED, TASK, Compiled
from scheduler.explain import explain
from scheduler.headline import headline
from scheduler.placing import pushed
from scheduler.refusals import Refused
from scheduler.schedule import Schedule
from scheduler.sweeps import Spans
from tests import reading
from tests.scheduler.documents import Document, schedule_of, spelled

Seeds = st.integers(0, 2**40)
Resolutions = st.sampled_from(["day", "day", "day", "minute"])


def _random(seed: int, resolution: str) -> Document:
    return reading.random_plan(random.Random(seed), resolution=resolution, rich=seed % 2 == 1)


def _scheduled(document: Document) -> Schedule:
    """Schedule a random plan; one whose parties hardly ever work at the same time is refused, and another is drawn."""
    try:
        return schedule_of(document)
    except Refused as refused:
        assume({problem.code for problem in refused.problems} != {"beyond-horizon"})
        raise


def _has(document: Document, *names: str) -> bool:
    return not reading.features(document).isdisjoint(names)


# Links hold.


@given(seed=Seeds, resolution=Resolutions)
def test_links_hold_on_exact_instants_in_every_pass(seed: int, resolution: str) -> None:
    run = _scheduled(_random(seed, resolution)).run
    for spans in (run.early, run.planned, run.late):
        assert _broken_links(run.compiled, spans) == []


def _broken_links(c: Compiled, spans: Spans) -> list[str]:
    broken = []
    for at, step in enumerate(c.steps):
        typed = {link.source: link for link in c.links_in[at]}
        for source in step.after:
            other = c.index[source.step]
            if not _open(c, at) or not _open(c, other) or NEVER in {spans.finish[at], spans.finish[other]}:
                continue
            link = typed.get(source)
            if link is None:
                holds = spans.finish[other] <= spans.start[at]
            else:
                bound = pushed(link, (spans.start if link.from_start else spans.finish)[other])
                holds = bound <= (spans.finish if link.to_finish else spans.start)[at]
            if not holds:
                broken.append(f"{source.step} -> {step.id} {source.type}")
    return broken


def _open(c: Compiled, at: int) -> bool:
    return c.kind[at] not in {STARTED, FINISHED}


# A later critical date.


@given(seed=Seeds, resolution=Resolutions, days=st.integers(1, 12))
def test_a_later_critical_date_gives_no_earlier_late_or_planned_date(seed: int, resolution: str, days: int) -> None:
    document = _random(seed, resolution)
    if not document["critical_dates"]:
        return
    later = deepcopy(document)
    moved = later["critical_dates"][seed % len(later["critical_dates"])]
    moved["date"] = _days_later(moved["date"], days)
    before, after = _scheduled(document).run, _scheduled(later).run
    for name in ("late", "planned"):
        old, new = getattr(before, name), getattr(after, name)
        for at, step in enumerate(before.compiled.steps):
            assert new.start[at] >= old.start[at], (step.id, name)
            assert new.finish[at] >= old.finish[at], (step.id, name)


def _days_later(text: str, days: int) -> str:
    return (date.fromisoformat(text[:10]) + timedelta(days=days)).isoformat() + text[10:]


# Finishing in time.


@given(seed=Seeds, resolution=Resolutions)
def test_a_step_finished_in_time_makes_no_early_date_later(seed: int, resolution: str) -> None:
    document = _random(seed, resolution)
    if _has(document, "SF", "anchored"):
        return
    scheduled = _scheduled(document)
    c = scheduled.run.compiled
    ready = [
        step
        for at, step in enumerate(c.steps)
        if c.kind[at] == TASK and all(c.kind[c.index[link.step]] == FINISHED for link in step.after)
    ]
    if not ready:
        return
    step = ready[seed % len(ready)]
    finished = deepcopy(document)
    on = date.fromisoformat(document["as_of"][:10]) - timedelta(days=1 + seed % 5)
    one = next(one for one in finished["steps"] if one["id"] == step.id)
    one["progress"] = {"finished": on.isoformat()}
    early = _scheduled(finished).steps
    for other in scheduled.steps.values():
        assert early[other.id].early_start <= other.early_start, other.id
        assert early[other.id].early_finish <= other.early_finish, other.id


# One more holiday.


@given(seed=Seeds, resolution=Resolutions, offset=st.integers(0, 90), days=st.integers(1, 4))
def test_an_added_holiday_makes_no_early_date_earlier_and_no_late_date_later(
    seed: int, resolution: str, offset: int, days: int
) -> None:
    document = _simple(_random(seed, resolution))
    closed = deepcopy(document)
    first = date.fromisoformat(document["as_of"][:10]) + timedelta(days=offset)
    closure = {"from": first.isoformat(), "to": (first + timedelta(days=days - 1)).isoformat()}
    name = ("seller", "customer", "works")[seed % 3]
    closed["calendars"].setdefault(name, {}).setdefault("closed", []).append(closure)
    try:
        after = _scheduled(closed)
    except Unreadable:  # the closure took a pinned day, which is refused
        return
    before = _scheduled(document)
    early, late = not _has(document, "pins", "no-earlier-than"), not _has(document, "pins", "no-later-than", "slots")
    for at, step in enumerate(before.run.compiled.steps):
        if early:
            assert after.run.early.start[at] >= before.run.early.start[at], step.id
            assert after.run.early.finish[at] >= before.run.early.finish[at], step.id
        if late:
            assert after.run.late.start[at] <= before.run.late.start[at], step.id
            assert after.run.late.finish[at] <= before.run.late.finish[at], step.id


def _simple(document: Document) -> Document:
    """Keep what the law about holidays allows: finish-to-start links without leads, no freezes, no progress."""
    plain = deepcopy(document)
    plain.pop("freezes", None)
    for step in plain["steps"]:
        step.pop("progress", None)
        step["after"] = [_finish_to_start(link) for link in step["after"]]
        for calendar in plain["calendars"].values():
            calendar.pop("open", None)
    return plain


def _finish_to_start(link: str | dict[str, Any]) -> dict[str, Any]:
    if isinstance(link, str):
        return {"step": link}
    kept = {key: value for key, value in link.items() if key in {"step", "lag", "lag_calendar"}}
    if str(kept.get("lag", "")).startswith("-"):
        kept.pop("lag")
    return kept


# One unit of delay.


@given(seed=Seeds, resolution=Resolutions)
def test_a_critical_task_delayed_by_one_unit_loses_one_unit_of_float(seed: int, resolution: str) -> None:
    document = _random(seed, resolution)
    before = _scheduled(document)
    c = before.run.compiled
    for one in before.steps.values():
        at = c.index[one.id]
        if c.kind[at] != TASK or not one.critical or one.total_float is None or c.openings[at] is not None:
            continue
        if one.total_float == -1:  # what the clamp of 3.8 may have made of 0
            continue
        w, d = c.before[at], c.begin[at]
        following = c.timeline.shown(d[w[before.run.early.start[at]] + 1])
        delayed = deepcopy(document)
        step = next(step for step in delayed["steps"] if step["id"] == one.id)
        step["start_no_earlier_than"] = spelled(following)
        assert _scheduled(delayed).steps[one.id].total_float == one.total_float - 1


# The same plan, the same answer.


@given(seed=Seeds, resolution=Resolutions)
@example(seed=183, resolution="day")  # two links between the same steps ask for the same day: `2d` and `2ed`
@example(seed=9657, resolution="day")  # two findings say the same of two predecessors
def test_the_order_of_a_document_changes_no_byte_of_the_answer(seed: int, resolution: str) -> None:
    document = _random(seed, resolution)
    assert _bytes(_scheduled(_shuffled(document, seed))) == _bytes(_scheduled(document))


@given(seed=Seeds, resolution=Resolutions)
def test_scheduling_again_changes_nothing(seed: int, resolution: str) -> None:
    document = _random(seed, resolution)
    first, second = _scheduled(document), _scheduled(document)
    assert _bytes(first) == _bytes(second)
    assert not changes(first, second)


def _shuffled(document: Document, seed: int) -> Document:
    rng, mixed = random.Random(seed), deepcopy(document)
    for name in ("steps", "critical_dates", "people", "parties", "freezes"):
        rng.shuffle(mixed.get(name, []))
    for step in mixed["steps"]:
        rng.shuffle(step["after"])
    mixed["calendars"] = dict(sorted(mixed["calendars"].items(), key=lambda _: rng.random()))
    return mixed


def _bytes(scheduled: Schedule) -> bytes:
    told = [
        explain(scheduled, step, name).sentence for step in scheduled.steps for name in ("late_start", "early_start")
    ]
    answer = {
        "headline": headline(scheduled),
        "feasible": scheduled.feasible,
        "dates": {one.id: asdict(one) for one in scheduled.critical_dates.values()},
        "steps": {one.id: [repr(one), one.drag] for one in scheduled.steps.values()},
        "findings": [asdict(one) for one in scheduled.findings],
        "causes": {step: repr(causes(scheduled.run, step)) for step in scheduled.steps},
        "told": told,
    }
    return json.dumps(answer, default=str).encode()
