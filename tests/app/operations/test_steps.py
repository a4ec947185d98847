"""Removing a step over links with lags, and finishing one in plans that count minutes."""

import json
from datetime import date, datetime
from typing import Any

import pytest

from app.document import PlanDocument, plain, read
from app.operations import finish_step, remove_step, start_step
from tests.app.operations.plans import refusal

MONDAY = date(2026, 11, 23)


def _document(*steps: dict[str, Any], **changed: object) -> PlanDocument:
    frame = {"format": "backplan/1", "title": "Plan", "as_of": "2026-11-23"}
    titled = [{"title": str(step["id"]).capitalize(), "duration": "2d", **step} for step in steps]
    return read(json.dumps({**frame, **changed, "steps": titled}), file="plan.json").document


def _between(first: object, second: object) -> object:
    """Return what the last of three steps waits for once the middle one is gone."""
    document = _document({"id": "a"}, {"id": "b", "after": [first]}, {"id": "c", "after": [second]})
    return plain(remove_step(document, "b"))["steps"][1].get("after")  # type: ignore[index,union-attr]


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("a", "b", "a"),
        ({"step": "a", "lag": "2d"}, "b", [{"step": "a", "lag": "2d"}]),
        ({"step": "a", "lag": "2d"}, {"step": "b", "lag": "-5d"}, [{"step": "a", "lag": "-3d"}]),
        ({"step": "a", "lag": "2d"}, {"step": "b", "lag": "-2d"}, "a"),
        ({"step": "a", "lag": "2ed"}, {"step": "b", "lag": "1ed"}, [{"step": "a", "lag": "3ed"}]),
        ({"step": "a", "type": "SS"}, "b", [{"step": "a", "type": "SS"}]),
        ("a", {"step": "b", "type": "FF"}, [{"step": "a", "type": "FF"}]),
        ({"step": "a", "type": "SS"}, {"step": "b", "type": "FF"}, [{"step": "a", "type": "SF"}]),
    ],
)
def test_what_waited_for_a_removed_step_waits_for_what_it_waited_for(
    first: object, second: object, joined: object
) -> None:
    assert _between(first, second) == joined


def test_lags_of_two_kinds_are_not_added_but_refused() -> None:
    (problem,) = refusal(lambda: _between({"step": "a", "lag": "2d"}, {"step": "b", "lag": "3ed"}))

    assert problem.code == "lags-do-not-add"
    assert problem.sentence == (
        "the lags before and after B, '2d' and '3ed', cannot be added; link its neighbours by hand first"
    )


def test_a_link_that_is_there_already_is_not_doubled() -> None:
    document = _document({"id": "a"}, {"id": "b", "after": ["a"]}, {"id": "c", "after": ["a", "b"]})

    assert plain(remove_step(document, "b"))["steps"][1]["after"] == "a"  # type: ignore[index,call-overload]


MINUTES = {"resolution": "minute", "time_zone": "Europe/Berlin", "as_of": "2026-11-23 12:00"}
NOON = datetime(2026, 11, 23, 12)  # noqa: DTZ001 - wall-clock time in the plan's zone


@pytest.mark.parametrize(
    ("on", "field"),
    [
        ("2026-11-23 11:00", {"progress": {"finished": "2026-11-23 11:00"}}),
        ("2026-11-23 12:01", {"must_finish_on": "2026-11-23 12:01"}),
        ("2026-11-23T12:00+00:00", {"must_finish_on": "2026-11-23T12:00+00:00"}),
        ("2026-11-23", {"progress": {"finished": "2026-11-23"}}),
        ("2026-11-24", {"must_finish_on": "2026-11-24"}),
        (None, {"progress": {"finished": "2026-11-23 12:00"}}),
    ],
)
def test_in_minute_plans_what_lies_ahead_is_decided_on_the_clock(on: str | None, field: dict[str, object]) -> None:
    document = finish_step(_document({"id": "a"}, **MINUTES), "a", as_of=NOON, on=on)

    assert plain(document)["steps"] == [{"id": "a", "title": "A", "duration": "2d", **field}]


@pytest.mark.parametrize(
    ("duration", "until", "left"),
    [("8h", "2026-11-24 11:00", "420m"), ("3ed", "2026-11-25 12:00", "2880em")],
)
def test_what_is_left_of_a_started_step_counts_in_the_unit_of_the_plan(duration: str, until: str, left: str) -> None:
    started = _document({"id": "a", "duration": duration, "progress": {"started": "2026-11-23 10:00"}}, **MINUTES)
    document = finish_step(started, "a", as_of=NOON, on=until)

    assert document.steps[0].progress is not None
    assert document.steps[0].progress.remaining == left


def test_a_started_step_cannot_be_done_before_anybody_works_on_it() -> None:
    started = _document({"id": "a", "progress": {"started": "2026-11-20"}}, as_of="2026-11-28")
    (problem,) = refusal(lambda: finish_step(started, "a", as_of=date(2026, 11, 28), on="2026-11-29"))

    assert (problem.code, problem.sentence) == (
        "no-working-time",
        "nobody works on A from now to 2026-11-29; take a later day",
    )


def test_a_day_that_is_none_is_left_to_the_reader() -> None:
    document = start_step(_document({"id": "a"}), "a", as_of=MONDAY, on="tomorrow")

    assert plain(document)["steps"] == [
        {"id": "a", "title": "A", "duration": "2d", "progress": {"started": "tomorrow"}}
    ]
