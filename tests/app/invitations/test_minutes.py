"""Meetings of a plan of minutes: mails, answers and other times that are proposed are to the minute, in one's zone."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from tests.stored import ANA, Stored, stored_plan

from .meeting import PLAN, Post, do, later, post, send_invitation
from .shapes import SHAPES, Reply
from .test_answers import answered, state

if TYPE_CHECKING:
    from app.store import Database

MINUTES = PLAN.replace(
    "time_zone: Europe/Berlin\n",
    "time_zone: Europe/Berlin\nresolution: minute\ncalendars:\n"
    '  seller: {week: {mon: ["09:00-17:00"], tue: ["09:00-17:00"], wed: ["09:00-17:00"], thu: ["09:00-17:00"]}}\n'
    "  customer: {time_zone: America/New_York}\n",
).replace(
    'duration: 1d\n    after: legal\n    must_start_on: 2026-12-15\n    meeting: {at: "10:00", length: 90m, place: ',
    "duration: 90m\n    after: legal\n    must_start_on: 2026-12-15T15:30\n    meeting: {place: ",
)
WHEN = {"start": "2026-12-15 15:30+01:00", "finish": "2026-12-15 17:00+01:00"}


@pytest.fixture
def minutes(database: Database) -> Stored:
    """Keep a plan of minutes in which people meet, on SQLite and on PostgreSQL."""
    return stored_plan(database, MINUTES)


@pytest.fixture
def lawyer(minutes: Stored) -> Post:
    """Invite to the review, and return the mail of the customer's lawyer."""
    send_invitation(minutes, "review")
    return post(minutes)[1]


def test_the_mail_says_the_minute(minutes: Stored, lawyer: Post) -> None:
    event = lawyer.event
    assert event["DTSTART"].dt == datetime.fromisoformat("2026-12-15T14:30:00+00:00")
    assert event["DTEND"].dt == datetime.fromisoformat("2026-12-15T16:00:00+00:00")
    body = lawyer.message.get_body(("plain",))
    assert body is not None
    assert "Tue 15 Dec 2026 15:30 to 17:00 (Europe/Berlin)" in body.get_content()
    proposed = minutes.step("review")["proposed"]
    assert proposed == {**WHEN, "by": {"seller": "ana"}, "on": "2026-11-23"}


@pytest.mark.parametrize("shape", SHAPES.values(), ids=[*SHAPES])
def test_accepting_agrees_the_minute(minutes: Stored, lawyer: Post, shape: str) -> None:
    assert answered(minutes, Reply(to=lawyer, shape=shape).raw()).outcome == "taken"

    agreed = minutes.step("review")["agreed"]
    assert agreed == {**WHEN, "by": {"seller": "ana", "customer": "jo"}, "on": "2026-11-23"}
    assert state(minutes) == "accepted"


def test_another_time_of_the_same_day_is_another_time(minutes: Stored, lawyer: Post) -> None:
    counter = Reply(to=lawyer, method="COUNTER", partstat="TENTATIVE", begin="20261215T143500Z", end="20261215T160500Z")

    assert answered(minutes, counter.raw()).outcome == "taken"

    proposed = minutes.step("review")["proposed"]
    assert proposed == {
        "start": "2026-12-15 15:35+01:00",
        "finish": "2026-12-15 17:05+01:00",
        "by": {"customer": "jo"},
        "on": "2026-11-23",
    }

    do(minutes, ANA, {"do": "agree_dates", "step": "review"})

    told = post(minutes)
    assert [(one.event["METHOD"], one.event["SEQUENCE"], one.event["DTSTART"].dt) for one in told] == [
        ("REQUEST", 1, datetime.fromisoformat("2026-12-15T14:35:00+00:00"))
    ] * 2


def test_another_time_with_a_length_instead_of_an_end_is_as_long_as_that(minutes: Stored, lawyer: Post) -> None:
    begin, end = "20261215T143500Z", "20261215T160500Z"
    counter = Reply(to=lawyer, method="COUNTER", partstat="TENTATIVE", begin=begin, end=end).raw()

    assert answered(minutes, counter.replace(f"DTEND:{end}".encode(), b"DURATION:PT1H45M")).outcome == "taken"

    when = {"start": "2026-12-15 15:35+01:00", "finish": "2026-12-15 17:20+01:00"}
    assert minutes.step("review")["proposed"] == {**when, "by": {"customer": "jo"}, "on": "2026-11-23"}


def test_a_meeting_that_moves_by_minutes_is_told_anew(minutes: Stored, lawyer: Post) -> None:
    moved = later(minutes, minutes=1)
    do(moved, ANA, {"do": "edit_step", "step": "review", "set": {"must_start_on": "2026-12-15T15:15"}})

    told = post(moved)
    assert [one.event["DTSTART"].dt.minute for one in told] == [15, 15]
    assert answered(moved, Reply(to=lawyer).raw()).outcome == "late"
