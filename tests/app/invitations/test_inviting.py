"""Invitations are sent to those who own or decide a step, once, and follow it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from app.plans import advance_day, archive_plan, erase_plan, invitations_of
from scheduler.refusals import Refused
from tests.stored import ANA, JO, NOVA, Stored, stored_plan

from .meeting import PLAN, do, later, post, send_invitation

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.store import Database


def test_who_owns_a_meeting_gets_what_mail_and_calendar_programs_read(plan: Stored) -> None:
    send_invitation(plan, "review")

    ana, jo = post(plan)
    assert (ana.to, jo.to) == ("ana@acme.example", "jo@northwind.example")
    parts = [(one.get_content_type(), one.get_filename()) for one in jo.message.walk()]
    assert parts == [
        ("multipart/mixed", None),
        ("multipart/alternative", None),
        ("text/plain", None),
        ("text/html", None),
        ("text/calendar", None),
        ("application/ics", "invite.ics"),
    ]
    calendar = next(one for one in jo.message.walk() if one.get_content_type() == "text/calendar")
    assert calendar.get_param("method") == "REQUEST"
    assert calendar.get_content_charset() == "utf-8"
    event = jo.event
    assert event["METHOD"] == "REQUEST"
    assert event["UID"] == f"{plan.plan}.review@backplan"
    assert event["SEQUENCE"] == 0
    assert event["DTSTART"].dt == datetime.fromisoformat("2026-12-15T09:00:00+00:00")
    assert event["DTEND"].dt == datetime.fromisoformat("2026-12-15T10:30:00+00:00")
    assert event["LOCATION"] == "Room 4, Berlin"
    assert event["ATTENDEE"] == "mailto:jo@northwind.example"
    assert dict(event["ATTENDEE"].params) == {
        "CN": "Jo Kern",
        "CUTYPE": "INDIVIDUAL",
        "ROLE": "REQ-PARTICIPANT",
        "PARTSTAT": "NEEDS-ACTION",
        "RSVP": "TRUE",
    }
    assert event["ORGANIZER"] == f"mailto:{jo.message['Reply-To']}"
    assert event["ORGANIZER"].params["CN"] == "Ana Ruiz"
    assert event["ORGANIZER"] != ana.event["ORGANIZER"]
    assert jo.message["Subject"] == "Invitation: Contract review (Acme)"
    assert "Tue 15 Dec 2026 10:00 to 11:30 (Europe/Berlin)" in jo.message.get_body(("plain",)).get_content()  # type: ignore[union-attr] # it has one


def test_inviting_proposes_the_date_for_the_side_that_invites(plan: Stored) -> None:
    send_invitation(plan, "review")

    assert plan.step("review")["proposed"] == {
        "start": "2026-12-15",
        "finish": "2026-12-15",
        "by": {"seller": "ana"},
        "on": "2026-11-23",
    }
    assert plan.log()[-1].verb == "invite"


def test_nobody_hears_of_what_its_party_does_not_see(plan: Stored) -> None:
    do(plan, ANA, {"do": "edit_step", "step": "margin", "set": {"owners": {"seller": "ana", "customer": "jo"}}})

    send_invitation(plan, "margin")

    assert [one.to for one in post(plan)] == ["ana@acme.example"]
    assert "proposed" not in plan.step("margin")
    with plan.reading(JO) as unit:
        assert invitations_of(unit, plan.plan) == []


REFUSED: dict[str, tuple[str, str]] = {
    "nobody to invite": ("training-2", "unknown-step"),
    "no meeting": ("set-up", "nothing-to-meet"),
}


@pytest.mark.parametrize(("step", "code"), REFUSED.values(), ids=[*REFUSED])
def test_what_cannot_be_invited_to_is_refused(plan: Stored, step: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        send_invitation(plan, step)

    assert refused.value.problems[0].code == code
    assert post(plan) == []


def test_nobody_is_invited_to_what_is_over_or_while_the_plan_waits(plan: Stored) -> None:
    do(plan, ANA, {"do": "hold_plan", "reason": "Budget"})
    with pytest.raises(Refused) as waits:
        send_invitation(plan, "review")
    do(plan, ANA, {"do": "resume_plan"}, {"do": "skip_step", "step": "review"})
    with pytest.raises(Refused) as over:
        send_invitation(plan, "review")

    assert [one.value.problems[0].code for one in (waits, over)] == ["plan-waits", "step-over"]


def test_without_an_address_or_a_mailbox_for_answers_nobody_is_invited(plan: Stored) -> None:
    do(plan, ANA, {"do": "assign_owner", "step": "training", "person": "mia"})
    with pytest.raises(Refused) as nobody:
        send_invitation(plan, "training")
    with pytest.raises(Refused) as unread:
        send_invitation(plan, "review", desk=None)

    assert [one.value.problems[0].code for one in (nobody, unread)] == ["nobody-to-invite", "no-replies"]


def test_nobody_is_invited_twice_to_the_same(plan: Stored) -> None:
    send_invitation(plan, "review")
    post(plan)

    with pytest.raises(Refused) as refused:
        send_invitation(plan, "review")

    assert refused.value.problems[0].code == "already-invited"
    assert post(plan) == []
    assert [one.verb for one in plan.log()].count("invite") == 1


def test_who_comes_to_it_later_is_invited_alone(plan: Stored) -> None:
    send_invitation(plan, "review")
    post(plan)
    do(plan, ANA, {"do": "edit_person", "person": "mia", "set": {"email": "mia@northwind.example"}})
    do(plan, ANA, {"do": "assign_owner", "step": "review", "person": "mia"})

    cancelled = post(plan)
    send_invitation(plan, "review")

    assert [(one.to, one.event["METHOD"], one.event["SEQUENCE"]) for one in cancelled] == [
        ("jo@northwind.example", "CANCEL", 1)
    ]
    assert [one.to for one in post(plan)] == ["mia@northwind.example"]


UPDATES: dict[str, list[dict[str, object]]] = {
    "another day": [{"do": "edit_step", "step": "review", "set": {"must_start_on": "2026-12-17"}}],
    "another time": [
        {
            "do": "edit_step",
            "step": "review",
            "set": {"meeting": {"at": "11:00", "length": "90m", "place": "Room 4, Berlin"}},
        }
    ],
    "another length": [
        {
            "do": "edit_step",
            "step": "review",
            "set": {"meeting": {"at": "10:00", "length": "2h", "place": "Room 4, Berlin"}},
        }
    ],
    "another place": [
        {"do": "edit_step", "step": "review", "set": {"meeting": {"at": "10:00", "length": "90m", "place": "Room 5"}}}
    ],
}


@pytest.mark.parametrize("operations", UPDATES.values(), ids=[*UPDATES])
def test_another_day_time_length_or_place_near_by_is_told_at_once(
    plan: Stored, operations: list[dict[str, object]]
) -> None:
    send_invitation(plan, "review")
    post(plan)
    plan = later(plan, days=7)

    do(plan, ANA, *operations)

    told = post(plan)
    assert [(one.event["METHOD"], one.event["SEQUENCE"]) for one in told] == [("REQUEST", 1)] * 2
    assert {one.message["Subject"] for one in told} == {
        "Updated: Contract review (Acme)",
        "Updated: Contract review (Northwind)",
    }


UNTOLD: dict[str, list[dict[str, object]]] = {
    "a title": [{"do": "edit_step", "step": "review", "set": {"title": "Review of the contract"}}],
    "another step": [{"do": "edit_step", "step": "set-up", "set": {"duration": "14d"}}],
    "private": [{"do": "edit_step", "step": "margin", "set": {"title": "Secret"}}],
}


@pytest.mark.parametrize("operations", UNTOLD.values(), ids=[*UNTOLD])
def test_what_moves_nothing_for_who_comes_is_not_told(plan: Stored, operations: list[dict[str, object]]) -> None:
    send_invitation(plan, "review")
    post(plan)

    do(plan, ANA, *operations)

    assert post(plan) == []


def test_a_planned_day_far_ahead_may_move_until_it_comes_near(plan: Stored) -> None:
    send_invitation(plan, "review")
    post(plan)
    do(plan, ANA, {"do": "edit_step", "step": "review", "set": {"must_start_on": "2026-12-16"}})
    assert post(plan) == []

    near = later(plan, days=1)
    with near.writing() as unit:
        advance_day(unit, near.plan)

    assert [(one.event["SEQUENCE"], one.event["DTSTART"].dt.day) for one in post(near)] == [(1, 16)] * 2


def test_a_day_that_comes_back_in_time_is_never_told(plan: Stored) -> None:
    send_invitation(plan, "review")
    post(plan)
    for day in ("2026-12-16", "2026-12-15"):
        do(plan, ANA, {"do": "edit_step", "step": "review", "set": {"must_start_on": day}})

    near = later(plan, days=1)
    do(near, ANA, {"do": "edit_step", "step": "set-up", "set": {"title": "Setting up"}})

    assert post(near) == []


def test_an_explicit_invitation_tells_what_was_held_back(plan: Stored) -> None:
    send_invitation(plan, "training")
    post(plan)
    do(plan, ANA, {"do": "edit_step", "step": "training", "set": {"must_start_on": "2027-02-10"}})

    sent = send_invitation(plan, "training")

    assert (sent.people, sent.told) == ((), 1)
    assert [one.event["DTSTART"].dt for one in post(plan)] == [date(2027, 2, 10)]


@pytest.mark.parametrize(
    ("zone", "morning"),
    [
        ("Australia/Sydney", datetime(2026, 12, 14, 20, tzinfo=UTC)),  # 7 o'clock of the 15th
        ("America/Los_Angeles", datetime(2026, 12, 15, 15, tzinfo=UTC)),
    ],
)
def test_what_moves_on_its_own_day_is_told_wherever_that_day_is(
    database: Database, zone: str, morning: datetime
) -> None:
    plan = stored_plan(database, PLAN.replace("Europe/Berlin", zone).replace("    after: legal\n", ""))
    send_invitation(plan, "review")
    post(plan)
    plan.now = morning

    do(plan, ANA, {"do": "edit_step", "step": "review", "set": {"meeting": {"at": "09:00", "length": "30m"}}})
    assert [one.event["METHOD"] for one in post(plan)] == ["REQUEST", "REQUEST"]
    do(plan, ANA, {"do": "skip_step", "step": "review"})
    assert [one.event["METHOD"] for one in post(plan)] == ["CANCEL", "CANCEL"]


def test_what_was_yesterday_in_the_zone_of_the_plan_lies_behind(database: Database) -> None:
    late = PLAN.replace("Europe/Berlin", "America/Los_Angeles").replace('at: "10:00"', 'at: "20:00"')
    plan = stored_plan(database, late)
    send_invitation(plan, "review")
    post(plan)
    plan.now = datetime(2026, 12, 16, 9, tzinfo=UTC)  # 1 o'clock of the 16th: five hours after it began

    do(plan, ANA, {"do": "skip_step", "step": "review"})

    assert post(plan) == []


def _archive(stored: Stored) -> None:
    with stored.writing() as unit:
        archive_plan(unit, stored.plan)


def _erase(stored: Stored) -> None:
    with stored.writing() as unit:
        erase_plan(unit, stored.plan)


def _ends(*operations: dict[str, object]) -> Callable[[Stored], None]:
    return lambda stored: do(stored, ANA, *operations)


ENDS: dict[str, Callable[[Stored], None]] = {
    "removed": _ends(
        {"do": "remove_step", "step": "review"},
    ),
    "left out": _ends({"do": "skip_step", "step": "review"}),
    "on hold": _ends({"do": "hold_plan", "reason": "Budget"}),
    "a task now": _ends({"do": "edit_step", "step": "review", "set": {"kind": "task", "meeting": None}}),
    "archived": _archive,
    "erased": _erase,
}


@pytest.mark.parametrize("end", ENDS.values(), ids=[*ENDS])
def test_what_does_not_take_place_is_taken_out_of_calendars(plan: Stored, end: Callable[[Stored], None]) -> None:
    send_invitation(plan, "review")
    sent = post(plan)

    end(plan)

    told = post(plan)
    assert [(one.to, one.event["METHOD"], one.event["SEQUENCE"]) for one in told] == [
        ("ana@acme.example", "CANCEL", 1),
        ("jo@northwind.example", "CANCEL", 1),
    ]
    assert [one.event["UID"] for one in told] == [one.event["UID"] for one in sent]
    assert [one.event["STATUS"] for one in told] == ["CANCELLED"] * 2


@pytest.mark.parametrize("result", ["won", "lost", "no_decision"])
def test_how_a_plan_ends_is_told_nobody_by_a_mail(plan: Stored, result: str) -> None:
    send_invitation(plan, "review")
    post(plan)

    do(plan, ANA, {"do": "close_plan", "result": result})

    assert post(plan) == []


def test_what_was_called_off_is_invited_to_anew_under_a_higher_number(plan: Stored) -> None:
    send_invitation(plan, "review")
    do(plan, ANA, {"do": "hold_plan", "reason": "Budget"})
    post(plan)
    do(plan, ANA, {"do": "resume_plan"})

    send_invitation(plan, "review")

    assert [(one.event["METHOD"], one.event["SEQUENCE"]) for one in post(plan)] == [("REQUEST", 2)] * 2


def test_agreeing_on_the_page_to_what_was_sent_tells_nobody_anything_new(plan: Stored) -> None:
    send_invitation(plan, "review")
    post(plan)

    do(plan, NOVA, {"do": "agree_dates", "step": "review"})

    assert plan.step("review")["agreed"]
    assert post(plan) == []


def test_each_side_sees_who_was_invited_and_no_address_of_the_other(plan: Stored) -> None:
    send_invitation(plan, "review")

    with plan.reading(JO) as unit:
        seen = [(one.person, one.answer, one.email, one.token == "") for one in invitations_of(unit, plan.plan)]
    assert seen == [("ana", "none", "", True), ("jo", "none", "jo@northwind.example", False)]
