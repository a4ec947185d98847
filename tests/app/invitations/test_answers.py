"""Answers that people give in their mail and calendar programs, and what the plan makes of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from app.invitations import Gate, Taken, take
from app.plans import decline_change, invitations_of, replies_of
from app.verbs.agreements import DeclineDates
from tests.stored import ANA, Stored

from .meeting import DESK, do, later, post, send_invitation
from .shapes import GMAIL, OUTLOOK, SHAPES, Reply

if TYPE_CHECKING:
    from .meeting import Post

GATE = Gate(desk=DESK, server="mx.plans.example")


def answered(plan: Stored, raw: bytes) -> Taken:
    """Let a message come."""
    return take(plan.database, raw, GATE, now=plan.now)


@pytest.fixture
def jo(plan: Stored) -> Post:
    """Invite to the review, and return the mail of the customer's lawyer."""
    send_invitation(plan, "review")
    return post(plan)[1]


def state(plan: Stored, person: str = "jo") -> str:
    """Return what somebody has answered."""
    with plan.reading() as unit:
        return next(one.answer for one in invitations_of(unit, plan.plan) if one.person == person)


@pytest.mark.parametrize("shape", SHAPES.values(), ids=[*SHAPES])
def test_accepting_agrees_the_date_for_the_side_of_whoever_was_invited(plan: Stored, jo: Post, shape: str) -> None:
    taken = answered(plan, Reply(to=jo, shape=shape).raw())

    assert taken.outcome == "taken"
    assert plan.step("review")["agreed"] == {
        "start": "2026-12-15",
        "finish": "2026-12-15",
        "by": {"seller": "ana", "customer": "jo"},
        "on": "2026-11-23",
    }
    entry = plan.log()[-1]
    assert (entry.verb, entry.by.kind, entry.by.person, entry.by.party) == (
        "agree_dates",
        "participant",
        "jo",
        "customer",
    )
    assert state(plan) == "accepted"
    assert post(plan) == []


@pytest.mark.parametrize("shape", SHAPES.values(), ids=[*SHAPES])
def test_declining_holds_the_step_up_with_a_question(plan: Stored, jo: Post, shape: str) -> None:
    reply = Reply(to=jo, shape=shape, partstat="DECLINED", comment="Is the week after possible\\, too?")

    assert answered(plan, reply.raw()).outcome == "taken"

    blocked: Any = plan.step("review")["progress"]
    assert blocked["blocked"]["question"] == "Is the week after possible, too?"
    assert blocked["blocked"]["reason"] == "Jo Kern cannot come: Tue 15 Dec 2026 10:00 to 11:30"
    assert plan.log()[-1].by.person == "jo"


@pytest.mark.parametrize("shape", SHAPES.values(), ids=[*SHAPES])
def test_perhaps_is_logged_and_changes_nothing(plan: Stored, jo: Post, shape: str) -> None:
    before = plan.document()

    answered(plan, Reply(to=jo, shape=shape, partstat="TENTATIVE").raw())

    assert plan.document() == before
    assert (plan.log()[-1].verb, plan.log()[-1].by.person) == ("answer_invitation", "jo")
    assert state(plan) == "tentative"


def test_who_accepts_after_all_frees_the_step(plan: Stored, jo: Post) -> None:
    answered(plan, Reply(to=jo, partstat="DECLINED").raw())
    answered(plan, Reply(to=jo, number=2, stamp="20261123T111500Z").raw())

    assert "progress" not in plan.step("review")
    assert plan.step("review")["agreed"]


def test_where_a_step_is_not_their_own_to_hold_up_people_ask(plan: Stored) -> None:
    do(plan, ANA, {"do": "edit_step", "step": "approval", "set": {"side": "seller"}})
    send_invitation(plan, "approval")
    [mail] = post(plan)

    taken = answered(plan, Reply(to=mail, partstat="DECLINED").raw())

    assert taken.outcome == "taken"
    asked: Any = plan.step("approval")["help"]
    assert (asked["asked_by"], asked["owner"]) == ("jo", "ana")


@pytest.mark.parametrize("shape", [GMAIL, OUTLOOK], ids=["gmail", "outlook"])
def test_another_day_is_proposed_in_the_place_of_the_one_that_was(plan: Stored, jo: Post, shape: str) -> None:
    counter = Reply(
        to=jo, shape=shape, method="COUNTER", partstat="TENTATIVE", begin="20261217T090000Z", end="20261217T103000Z"
    )

    assert answered(plan, counter.raw()).outcome == "taken"

    proposed: Any = plan.step("review")["proposed"]
    assert (proposed["start"], proposed["finish"], proposed["by"]) == ("2026-12-17", "2026-12-17", {"customer": "jo"})
    assert state(plan) == "countered"


def test_the_other_day_once_agreed_is_told_to_all(plan: Stored, jo: Post) -> None:
    counter = Reply(to=jo, method="COUNTER", partstat="TENTATIVE", begin="20261217T090000Z", end="20261217T103000Z")
    answered(plan, counter.raw())

    do(plan, ANA, {"do": "agree_dates", "step": "review"})

    ana, lawyer = post(plan)
    assert [(one.event["METHOD"], one.event["SEQUENCE"], one.event["DTSTART"].dt.day) for one in (ana, lawyer)] == [
        ("REQUEST", 1, 17)
    ] * 2
    assert lawyer.event["ATTENDEE"].params["PARTSTAT"] == "ACCEPTED"
    assert state(plan) == "accepted"


def test_the_other_day_declined_is_answered(plan: Stored, jo: Post) -> None:
    counter = Reply(to=jo, method="COUNTER", partstat="TENTATIVE", begin="20261217T090000Z", end="20261217T103000Z")
    answered(plan, counter.raw())

    plan.do(ANA, DeclineDates(step="review", reason="We are away"))

    [told] = post(plan)
    assert (told.to, told.event["METHOD"], told.event["SEQUENCE"]) == ("jo@northwind.example", "DECLINECOUNTER", 0)
    assert state(plan) == "none"


def test_another_time_of_day_is_asked_for_where_a_plan_counts_in_days(plan: Stored, jo: Post) -> None:
    counter = Reply(to=jo, method="COUNTER", partstat="TENTATIVE", begin="20261215T130000Z", end="20261215T143000Z")

    assert answered(plan, counter.raw()).outcome == "taken"
    assert plan.log()[-1].verb == "request_change"
    with plan.writing() as unit:
        decline_change(unit, plan.plan, 1, why="The room is taken")

    [told] = post(plan)
    assert told.event["METHOD"] == "DECLINECOUNTER"


def test_a_day_that_cannot_be_promised_is_declined_at_once(plan: Stored, jo: Post) -> None:
    counter = Reply(to=jo, method="COUNTER", partstat="TENTATIVE", begin="20261001T090000Z", end="20261001T103000Z")

    assert answered(plan, counter.raw()).outcome == "undone"

    [told] = post(plan)
    assert told.event["METHOD"] == "DECLINECOUNTER"
    assert "has passed" in told.message.get_body(("plain",)).get_content()  # type: ignore[union-attr] # it has one


def test_the_same_message_twice_is_one_answer(plan: Stored, jo: Post) -> None:
    raw = Reply(to=jo).raw()
    first = answered(plan, raw)
    log = plan.log()

    assert (first.outcome, answered(plan, raw).outcome) == ("taken", "repeated")
    assert plan.log() == log
    with plan.reading() as unit:
        assert len(replies_of(unit, plan.plan)) == 1


def test_the_same_answer_in_another_message_changes_nothing(plan: Stored, jo: Post) -> None:
    answered(plan, Reply(to=jo).raw())
    log = plan.log()

    assert answered(plan, Reply(to=jo, number=2).raw()).outcome == "repeated"
    assert plan.log() == log


def test_an_answer_that_a_newer_one_has_overtaken_is_let_go(plan: Stored, jo: Post) -> None:
    plan.now = later(plan, hours=3).now
    answered(plan, Reply(to=jo, stamp="20261123T113000Z").raw())

    late = answered(plan, Reply(to=jo, number=2, partstat="DECLINED", stamp="20261123T110000Z").raw())

    assert late.outcome == "late"
    assert state(plan) == "accepted"
    assert post(plan) == []


def test_a_clock_that_is_ahead_shuts_out_no_later_answer(plan: Stored, jo: Post) -> None:
    answered(plan, Reply(to=jo, stamp="20991231T000000Z").raw())
    plan.now = later(plan, hours=3).now

    assert (
        answered(plan, Reply(to=jo, number=2, partstat="DECLINED", stamp="20261123T115900Z").raw()).outcome == "taken"
    )
    assert state(plan) == "declined"


def test_an_answer_to_an_earlier_version_is_told_back(plan: Stored, jo: Post) -> None:
    new = {"meeting": {"at": "11:00", "length": "90m", "place": "Room 4, Berlin"}}
    do(plan, ANA, {"do": "edit_step", "step": "review", "set": new})
    post(plan)

    assert answered(plan, Reply(to=jo).raw()).outcome == "late"

    assert "agreed" not in plan.step("review")
    [again] = post(plan)
    assert (again.to, again.event["METHOD"], again.event["SEQUENCE"]) == ("jo@northwind.example", "REQUEST", 1)
    assert "earlier version" in again.message.get_body(("plain",)).get_content()  # type: ignore[union-attr] # it has one


def test_an_answer_to_what_was_called_off_is_told_back(plan: Stored, jo: Post) -> None:
    do(plan, ANA, {"do": "skip_step", "step": "review"})
    post(plan)

    assert answered(plan, Reply(to=jo).raw()).outcome == "late"

    [told] = post(plan)
    assert [one.get_content_type() for one in told.message.walk()] == ["text/plain"]


def test_words_are_kept_for_people(plan: Stored, jo: Post) -> None:
    raw = (
        f"From: Jo Kern <jo@northwind.example>\r\nTo: {jo.message['Reply-To']}\r\nMessage-ID: <w@northwind.example>\r\n"
        "Authentication-Results: mx.plans.example; dmarc=pass\r\nSubject: Re: Invitation\r\n\r\n"
        "Can we bring our auditor?\r\n\r\n> Ana Ruiz invites you\r\n"
    ).encode()

    assert answered(plan, raw).outcome == "words"

    with plan.reading() as unit:
        [reply] = replies_of(unit, plan.plan)
    assert (reply.subject, reply.text) == ("Re: Invitation", "Can we bring our auditor?")
    assert post(plan) == []
