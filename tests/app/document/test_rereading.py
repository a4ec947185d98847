"""A document that somebody changed is looked at again as a whole, without a text."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from app.document import Limits, Unreadable, plain, read, read_plain, reread
from app.document.wire.steps import Link
from app.sample import sample

PLAN: dict[str, Any] = {
    "format": "backplan/1",
    "title": "Northwind roll-out",
    "as_of": "2026-01-05",
    "steps": [
        {"id": "legal", "title": "Legal review", "duration": "5d"},
        {"id": "go-live", "title": "Go-live", "duration": "1d", "after": ["legal"]},
    ],
}


def told(written: Any, **asked: Any) -> list[tuple[int | None, str]]:  # noqa: ANN401 - plain data
    """Return the lines of what is wrong with plain data, and what is told."""
    with pytest.raises(Unreadable) as unreadable:
        read_plain(written, **asked)
    return [(problem.line, str(problem)) for problem in unreadable.value.problems]


def test_nothing_is_lost_on_the_way() -> None:
    reading = sample()
    again = reread(reading.document)

    assert (again.document, again.plan, again.as_of) == (reading.document, reading.plan, reading.as_of)
    assert again.places.line(("steps", 0)) is None


def test_a_change_is_read_like_a_text() -> None:
    document = read_plain(PLAN).document
    legal = document.steps[0].model_copy(update={"duration": "2w", "after": (Link(step="go-lives"),)})
    changed = document.model_copy(update={"steps": (legal, *document.steps[1:])})

    with pytest.raises(Unreadable) as unreadable:
        reread(changed, file="what-if")
    assert [str(problem) for problem in unreadable.value.problems] == [
        "what-if steps[0].duration: '2w': five days or seven? write '10d' (working days) or '2ew' (calendar weeks)",
        "what-if steps[0].after: no step 'go-lives'; did you mean 'go-live'?",
    ]


def test_today_and_the_day_that_is_asked_for_count_as_in_a_text() -> None:
    document = read_plain(PLAN).document.model_copy(update={"as_of": None})

    assert reread(document, today=lambda _: date(2026, 3, 2)).as_of == date(2026, 3, 2)
    assert reread(document, as_of="2026-03-03").as_of == date(2026, 3, 3)
    assert told(plain(document)) == [(None, "plan: say from which day to plan, such as 'as_of: 2026-11-30'")]


def test_plain_data_is_read_as_the_same_text_would_be() -> None:
    text = "format: backplan/1\ntitle: T\nas_of: 2026-01-05\nsteps: [{id: a, title: A, duration: 1d}]"

    assert read_plain(plain(read(text, file="x").document)).plan == read(text, file="x").plan


DEEP: Any = []
for _ in range(70):
    DEEP = [DEEP]


@pytest.mark.parametrize(
    ("wrong", "limits", "sentence"),
    [
        (
            {"template": {"answers": {"a": DEEP}}},
            Limits(),
            "plan: blocks and lists are nested more than 60 deep; no plan needs that",
        ),
        ({}, Limits(values=5), "plan: the text holds more than 5 values; no plan needs so many, so split it"),
        (
            {},
            Limits(steps=1),
            "plan steps: the plan has 2 steps; at most 1 are read, so split it or take some away",
        ),
        (
            {"title": "A\x1bB"},
            Limits(),
            "plan title: a control character in this text, or in a key here, cannot be shown; delete it",
        ),
        (
            {"template": {"answers": {"a": float("inf")}}},
            Limits(),
            "plan template.answers.a: this number is infinite, or none at all; write an ordinary one",
        ),
        (
            {"template": {"version": 10**1000}},
            Limits(),
            "plan template.version: this number has hundreds of digits; no plan needs such a number",
        ),
    ],
)
def test_what_no_text_could_bring_is_refused_too(wrong: Any, limits: Limits, sentence: str) -> None:  # noqa: ANN401
    assert told({**PLAN, **wrong}, limits=limits) == [(None, sentence)]
