"""What somebody is invited to by mail stands in that one's calendar once: not in its feed too, unless it wants that."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.feeds import Choice, Subscriptions, make_feed
from app.store.mail_choices import go_on_writing, keep_kinds_off, stop_address
from tests.makers import let_in
from tests.readers.calendars import icalendar_sees
from tests.stored import ANA, JO, Stored

from .meeting import do, later, send_invitation

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.actors import Actor
    from app.store import Unit

WHOLE = Choice(whole=True, ahead=None)
EMAIL = "jo@northwind.example"


def subscribed(stored: Stored, choice: Choice, *, actor: Actor = JO) -> tuple[Subscriptions, str]:
    let_in(stored, actor)
    with stored.writing(actor) as unit:
        secret = make_feed(unit, stored.plan, choice).secret
    return Subscriptions(stored.database, public="https://plans.example"), secret


def content(stored: Stored, feed: tuple[Subscriptions, str]) -> bytes:
    served = feed[0].served(feed[1], stored.now)
    assert served is not None
    return served[1].content


def names(stored: Stored, feed: tuple[Subscriptions, str]) -> set[str]:
    found = icalendar_sees(content(stored, feed)).events
    return {one.uid.removeprefix(f"{stored.plan}.").removesuffix("@backplan") for one in found}


@pytest.mark.parametrize("choice", [Choice(ahead=None), WHOLE], ids=["mine", "whole"])
def test_what_one_is_invited_to_leaves_ones_own_feed_without_a_word(plan: Stored, choice: Choice) -> None:
    feed = subscribed(plan, choice)
    assert "review" in names(plan, feed)
    before = feed[0].served(feed[1], plan.now)

    send_invitation(later(plan, minutes=5), "review")
    after = feed[0].served(feed[1], plan.now)

    assert "review" not in names(plan, feed)
    assert b"CANCELLED" not in content(plan, feed)
    assert {"approval", "date.go-live"} <= names(plan, feed)
    assert before is not None
    assert after is not None
    assert after[1].changed > before[1].changed


def test_who_wants_both_has_both(plan: Stored) -> None:
    feed = subscribed(plan, Choice(whole=True, ahead=None, invited=True))
    send_invitation(plan, "review")
    assert "review" in names(plan, feed)


def test_a_colleague_who_was_not_invited_has_it_in_the_feed(plan: Stored) -> None:
    send_invitation(plan, "approval")
    assert "approval" not in names(plan, subscribed(plan, WHOLE))
    assert "approval" in names(plan, subscribed(plan, WHOLE, actor=ANA))


def test_a_meeting_that_is_called_off_is_told_by_mail_alone(plan: Stored) -> None:
    feed, both = subscribed(plan, WHOLE), subscribed(plan, Choice(whole=True, ahead=None, invited=True))
    send_invitation(plan, "review")
    do(later(plan, minutes=1), ANA, {"do": "remove_step", "step": "review"})

    assert "review" not in names(plan, feed)
    assert b"STATUS:CANCELLED" in content(plan, both)


def test_who_is_invited_no_more_has_it_in_the_feed_again_with_a_number_that_never_fell(plan: Stored) -> None:
    feed = subscribed(plan, WHOLE)
    send_invitation(plan, "review")
    do(later(plan, minutes=1), ANA, {"do": "edit_step", "step": "review", "set": {"owners": {"seller": "ana"}}})

    assert "review" in names(plan, feed)
    assert f"UID:{plan.plan}.review@backplan" in content(plan, feed).decode().replace("\r\n ", "")


@pytest.mark.parametrize(
    "unwritten",
    [lambda unit: keep_kinds_off(unit, EMAIL, {"invitations"}), lambda unit: stop_address(unit, EMAIL, "550 nobody")],
    ids=["unwanted", "stopped"],
)
def test_who_gets_no_mails_of_it_has_it_in_the_feed(plan: Stored, unwritten: Callable[[Unit], None]) -> None:
    feed = subscribed(plan, WHOLE)
    send_invitation(plan, "review")
    assert "review" not in names(plan, feed)

    soon = later(plan, minutes=5)
    with soon.writing() as unit:
        unwritten(unit)
    assert "review" in names(soon, feed)
    assert feed[0].served(feed[1], soon.now)[1].changed == soon.now  # type: ignore[index] # it is served

    with later(soon, minutes=5).writing() as unit:
        keep_kinds_off(unit, EMAIL, ())
        go_on_writing(unit, EMAIL)
    assert "review" not in names(soon, feed)


def test_two_processes_give_the_same_bytes_whenever_they_looked_first(plan: Stored) -> None:
    feed = subscribed(plan, WHOLE)
    content(plan, feed)
    send_invitation(plan, "review")
    content(plan, feed)
    with plan.writing() as unit:
        keep_kinds_off(unit, EMAIL, {"invitations"})

    another = Subscriptions(plan.database, public="https://plans.example"), feed[1]
    assert content(later(plan, minutes=1), feed) == content(plan, another)
