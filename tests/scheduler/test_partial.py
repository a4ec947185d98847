"""A part of a plan has the dates of the whole, and everything else from what it shows."""

import json
import random
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from scheduler.causes import DATE_NAMES, causes
from scheduler.changes import Edit, changes
from scheduler.explain import explain
from scheduler.headline import headline
from scheduler.partial import part, shown_dates
from scheduler.plan import Plan
from scheduler.schedule import Schedule, schedule
from scheduler.waits import Landing, Waits
from tests.reading import random_plan
from tests.scheduler.documents import Document, schedule_of
from tests.scheduler.test_laws import Resolutions, Seeds

ORACLE = sorted((Path(__file__).parent / "oracle").glob("*.json"))


def told(scheduled: Schedule) -> list[object]:
    """Return everything that can be asked of a schedule."""
    steps = scheduled.steps.values()
    return [
        headline(scheduled),
        repr(scheduled),
        [(one.drag, causes(scheduled.run, one.id)) for one in steps],
        [explain(scheduled, one.id, name) for one in steps for name in DATE_NAMES],
    ]


# Nothing hidden.


@given(seed=Seeds, resolution=Resolutions)
def test_a_plan_is_a_part_of_itself_and_nothing_waits(seed: int, resolution: str) -> None:
    whole = schedule_of(random_plan(random.Random(seed), resolution=resolution))
    _equal(part(whole.plan, whole), whole, asked=seed % ASKED_EVERY == 0)


@pytest.mark.parametrize("family", ORACLE, ids=lambda path: path.stem)
def test_golden_plans_are_parts_of_themselves(family: Path) -> None:
    for at, case in enumerate(json.loads(family.read_text())):
        whole = schedule_of(case["plan"], case["as_of"])
        _equal(part(whole.plan, whole), whole, asked=at % ASKED_EVERY == 0)


ASKED_EVERY = 5
"""Every fifth plan is asked everything, which takes a while; all answers come from the passes, which are compared."""


def _equal(shown: Schedule, whole: Schedule, *, asked: bool) -> None:
    assert shown.run.waits == Waits(lands=dict.fromkeys(shown.run.waits.lands, Landing()))
    # What nothing uses may be of use to something that is left out, so a part never says that.
    known = replace(whole, findings=tuple(one for one in whole.findings if one.code != "unused-calendar"))
    assert shown == known
    assert _passes(shown) == _passes(whole)
    assert not asked or told(shown) == told(known)


def _passes(scheduled: Schedule) -> list[object]:
    run = scheduled.run
    return [run.early, run.late, run.target, run.planned, run.compiled.aims]


# Much hidden.


@given(seed=Seeds, resolution=Resolutions)
def test_a_part_has_the_dates_of_the_whole_and_answers_every_question(seed: int, resolution: str) -> None:
    whole = schedule_of(random_plan(random.Random(seed), resolution=resolution))
    shown = part(_part_of(whole.plan, random.Random(seed)), whole)
    assert _dates(shown) == _dates(whole, shown.plan)
    assert told(shown)
    assert not changes(shown, shown)


def _dates(scheduled: Schedule, plan: Plan | None = None) -> object:
    plan = plan or scheduled.plan
    lands = {date.id: scheduled.critical_dates[date.id] for date in plan.critical_dates}
    return shown_dates(plan, scheduled), {date: (one.forecast, one.earliest) for date, one in lands.items()}


def _part_of(plan: Plan, rng: random.Random) -> Plan:
    """Leave out a third of the steps, half of the closures and half of the absences, and links that lead nowhere."""
    kept = {step.id for step in plan.steps if rng.random() > 0.3}
    return replace(
        plan,
        steps=tuple(
            replace(step, after=tuple(link for link in step.after if link.step in kept))
            for step in plan.steps
            if step.id in kept
        ),
        critical_dates=tuple(date for date in plan.critical_dates if date.step is None or date.step in kept),
        calendars=tuple(replace(one, closed=_half(one.closed, rng)) for one in plan.calendars),
        people=tuple(replace(person, away=_half(person.away, rng)) for person in plan.people),
    )


def _half(some: tuple[Any, ...], rng: random.Random) -> tuple[Any, ...]:
    return tuple(one for one in some if rng.random() < 0.5)


# What a reader is told.


def _shown(steps: list[Document], *, without: str = "", **rest: object) -> Schedule:
    """Schedule a plan that begins on Monday 5 January 2026, and return the part without one step."""
    document = {"format": "backplan/1", "title": "T", "as_of": "2026-01-05", "steps": steps, **rest}
    whole = schedule_of(document)
    kept = tuple(
        replace(step, after=tuple(link for link in step.after if link.step != without))
        for step in whole.plan.steps
        if step.id != without
    )
    dates = tuple(date for date in whole.plan.critical_dates if date.step != without)
    return part(replace(whole.plan, steps=kept, critical_dates=dates), whole)


def _step(name: str, duration: str = "5d", **rest: object) -> Document:
    return {"id": name, "title": name.title(), "duration": duration, **rest}


LEGAL, SECRET, SIGNATURE = _step("legal"), _step("secret", after="legal"), _step("signature", "2d", after="secret")
MARCH = [{"id": "signed", "step": "signature", "date": "2026-03-02"}]


def test_what_comes_after_a_hidden_step_waits_until_a_date() -> None:
    shown = _shown([LEGAL, SECRET, SIGNATURE], without="secret", critical_dates=MARCH)
    assert explain(shown, "signature", "early_start").sentence == (
        "Signature can start on Mon 19 Jan, because it waits until Mon 19 Jan."
    )
    assert shown.critical_dates["signed"].critical_path == ("signature",)
    assert [cause.kind for cause in causes(shown.run, "signature")["early_start"]] == ["wait"]


def test_what_comes_before_a_hidden_step_is_needed_by_a_date() -> None:
    shown = _shown([LEGAL, SECRET, SIGNATURE], without="secret", critical_dates=MARCH)
    legal = shown.steps["legal"]
    assert (legal.total_float, legal.free_float, legal.drag) == (29, 29, None)
    assert (legal.governing_date, legal.float_by_date) == (None, {})
    assert explain(shown, "legal").sentence == (
        "Legal must start by Fri 13 Feb, because it takes 5 working days and is needed by Thu 19 Feb."
    )
    assert explain(shown, "legal", "planned_start").sentence == (
        "Legal is planned to start on Fri 13 Feb, because it takes 5 working days and should be done by Thu 19 Feb."
    )
    assert shown.findings == ()
    assert headline(shown) == "Signature on Mon 2 Mar can be met; Legal must start by Fri 13 Feb."


def test_a_hidden_closure_takes_time_in_between() -> None:
    closed = {"seller": {"closed": [{"from": "2026-01-07", "to": "2026-01-08"}]}}
    dates = [{"id": "legal", "step": "legal", "date": "2026-01-13"}]
    whole = schedule_of({**_frame([LEGAL]), "calendars": closed, "critical_dates": dates})
    shown = part(replace(whole.plan, calendars=()), whole)
    assert explain(shown, "legal", "early_finish").sentence == (
        "Legal can finish on Tue 13 Jan, because it takes 5 working days and today is Mon 5 Jan; "
        "Legal waits 2 working days in between."
    )
    assert shown.steps["legal"].governing_date == "legal"
    assert shown.steps["legal"].total_float == 0


def _frame(steps: list[Document]) -> Document:
    return {"format": "backplan/1", "title": "T", "as_of": "2026-01-05", "steps": steps}


def test_a_date_of_the_whole_plan_lands_with_what_is_hidden_and_nothing_shown_drives_it() -> None:
    late = [{"id": "all", "date": "2026-01-12", "buffer": "1d"}]
    shown = _shown([LEGAL, SECRET], without="secret", critical_dates=late)
    found = shown.critical_dates["all"]
    assert (str(found.forecast), str(found.earliest)) == ("2026-01-16", "2026-01-16")
    assert (found.short_by, found.health, found.critical_path) == (4, "late", ())
    assert shown.steps["legal"].drag == 0
    assert [one.sentence for one in shown.findings] == [
        "The whole plan is due on Mon 12 Jan and lands on Fri 16 Jan: 4 working days short",
        "Legal should have started on Tue 30 Dec",
    ]


def test_a_date_of_the_whole_plan_is_not_done_before_what_is_hidden() -> None:
    done = _step("legal", progress={"finished": "2026-01-02"})
    shown = _shown([done, SECRET], without="secret", critical_dates=[{"id": "all", "date": "2026-02-12"}])
    assert shown.critical_dates["all"].health == "on_track"


def test_what_waits_is_not_told_to_start() -> None:
    late = [{"id": "signed", "step": "signature", "date": "2026-01-05"}]
    shown = _shown([LEGAL, {**SIGNATURE, "after": "legal"}], without="legal", critical_dates=late)
    assert [one.code for one in shown.findings] == ["date-late"]
    assert headline(shown) == "Signature is 6 working days short: due on Mon 5 Jan, it lands on Tue 13 Jan."


def test_what_is_needed_too_early_is_told() -> None:
    limited = {**SECRET, "finish_no_later_than": "2026-01-09"}
    steps = [LEGAL, limited, _step("signature", "2d")]
    shown = _shown(steps, without="secret", critical_dates=MARCH)
    assert headline(shown) == (
        "Signature on Mon 2 Mar can be met; Legal should have started already; "
        "Legal is needed earlier than it can be done."
    )


def test_a_pin_that_something_hidden_pushes_is_told_without_it() -> None:
    shown = _shown([LEGAL, _step("signature", after="legal", must_start_on="2026-01-08")], without="legal")
    assert [one.sentence for one in shown.findings if one.code == "pin-pushed"] == [
        "Signature is pinned to start on Thu 8 Jan, but what it waits for pushes it 2 working days past that"
    ]


def test_a_calendar_may_be_of_use_to_what_is_hidden() -> None:
    calendars = {"lab": {"week": ["mon"]}}
    shown = _shown([LEGAL, _step("secret", calendar="lab")], without="secret", calendars=calendars)
    assert [one.code for one in shown.findings] == ["no-critical-date"]
    assert [one.code for one in schedule(shown.plan, shown.as_of).findings] == ["no-critical-date", "unused-calendar"]


def test_a_finish_that_something_hidden_waits_for_does_not_dangle() -> None:
    signature = _step("signature", after=[{"step": "legal", "type": "SS"}])
    shown = _shown([LEGAL, _step("secret", after="legal"), signature], without="secret", critical_dates=[
        {"id": "signed", "step": "signature", "date": "2026-03-02"}, {"id": "s", "step": "secret", "date": "2026-02-02"}
    ])  # fmt: skip
    assert [one.code for one in shown.findings] == []
    assert str(shown.steps["legal"].late_finish) == "2026-01-26"


def test_a_move_because_of_something_hidden_is_not_laid_to_an_edit_that_is_shown() -> None:
    longer = {**SECRET, "duration": "8d"}
    before = _shown([LEGAL, SECRET, SIGNATURE], without="secret")
    after = _shown([LEGAL, longer, SIGNATURE, _step("more")], without="secret")
    found = changes(before, after)
    assert found.edits == (Edit(what="steps.more", before="none", after="added"),)
    assert {(move.step, move.because) for move in found.moves} == {("signature", None)}


def test_time_that_a_hidden_closure_takes_is_not_laid_to_an_edit_that_is_shown() -> None:
    def seen(*closed: str, steps: list[Document]) -> Schedule:
        days = {"seller": {"closed": [{"from": day} for day in closed]}}
        whole = schedule_of({**_frame(steps), "calendars": days})
        return part(replace(whole.plan, calendars=()), whole)

    found = changes(seen(steps=[LEGAL]), seen("2026-01-07", steps=[LEGAL, _step("more")]))
    assert [edit.what for edit in found.edits] == ["steps.more"]
    assert {(move.step, move.because) for move in found.moves} == {("legal", None)}


@pytest.mark.parametrize("after", [["offer", "start"], ["start"]])
def test_a_milestone_keeps_its_day_when_what_decides_the_end_of_it_on_which_it_stands_is_hidden(
    after: list[str],
) -> None:
    links = [{"step": one, "type": "SS" if one == "start" else "FS"} for one in after]
    steps = [_step("start", "9d"), _step("offer", "3d"), {"id": "sent", "title": "Sent", "kind": "milestone"}]
    steps += [_step("signature", after="sent")]
    steps[2]["after"] = links
    for hidden in after:
        whole = _shown(steps, critical_dates=MARCH).steps["sent"]
        shown = _shown(steps, without=hidden, critical_dates=MARCH).steps["sent"]
        assert (shown.early_start, shown.late_start) == (whole.early_start, whole.late_start)


def test_everything_has_an_answer_where_nothing_is_shown() -> None:
    shown = _shown([LEGAL], without="legal", critical_dates=[{"id": "all", "date": "2026-03-02"}])
    assert str(shown.critical_dates["all"].forecast) == "2026-03-02"
    assert headline(shown) == "The whole plan can be through by Mon 2 Mar."


def test_what_is_hidden_makes_the_whole_plan_late_and_no_closed_day_that_is_shown() -> None:
    closed = {"seller": {"closed": [{"from": "2026-01-06", "to": "2026-01-09", "reason": "Inventory"}]}}
    late = [{"id": "all", "date": "2026-01-12"}]
    said = "The whole plan is 3 working days short: due on Mon 12 Jan, it lands on Thu 15 Jan"
    short = _step("short", "1d")
    assert headline(_shown([LEGAL], without="legal", critical_dates=late, calendars=closed)) == f"{said}."
    assert headline(_shown([short, LEGAL], without="legal", critical_dates=late, calendars=closed)) == (
        f"{said}; Short must start by Mon 12 Jan."
    )
    assert headline(_shown([short, LEGAL], critical_dates=late, calendars=closed)) == (
        f"{said}; 6-9 Jan are closed at the seller (Inventory); Legal should have started already."
    )
