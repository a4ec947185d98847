"""Anybody can send anything: what is not from whom was invited is refused without a word, and bounded before."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any

import pytest

from app.invitations import LARGEST, Gate, take
from app.invitations.trust import doubted
from app.plans import replies_of
from tests.stored import JO, Stored

from .meeting import DESK, post, send_invitation
from .shapes import APPLE, GMAIL, Reply
from .test_answers import GATE, answered, state

if TYPE_CHECKING:
    from collections.abc import Callable

    from .meeting import Post


@pytest.fixture
def jo(single_plan: Stored) -> Post:
    """Invite to the review, and return the mail of the customer's lawyer."""
    send_invitation(single_plan, "review")
    return post(single_plan)[1]


GUESSED = f"replies+{'0' * 32}@plans.example"
FORGED: dict[str, Callable[[Reply], bytes]] = {
    "from somebody else": lambda reply: reply.but(email="eve@elsewhere.example").raw(),
    "with the right name alone": lambda reply: reply.raw().replace(
        b"From: Jo Kern <jo@northwind.example>", b'From: "jo@northwind.example" <eve@elsewhere.example>'
    ),
    "from two at once": lambda reply: reply.raw().replace(
        b"From: Jo Kern <jo@northwind.example>", b"From: jo@northwind.example, eve@elsewhere.example"
    ),
    "from twice": lambda reply: b"From: eve@elsewhere.example\r\n" + reply.raw(),
    "from nobody": lambda reply: reply.raw().replace(b"From: Jo Kern <jo@northwind.example>\r\n", b""),
    "to a guessed address": lambda reply: reply.but(organizer=GUESSED).raw(),
    "with a server's doubt": lambda reply: reply.raw().replace(b"dmarc=pass", b"dmarc=fail"),
    "without a server's word": lambda reply: reply.raw().replace(
        b"mx.plans.example; dkim", b"mx.elsewhere.example; dkim"
    ),
    "about another event": lambda reply: reply.but(uid="other@backplan").raw(),
    "for another attendee": lambda reply: reply.raw().replace(
        b"X-NUM-GUESTS=0:mailto:jo@northwind.example", b"X-NUM-GUESTS=0:mailto:eve@elsewhere.example"
    ),
    "as a request of its own": lambda reply: reply.but(method="REQUEST").raw(),
    "with a word of its own": lambda reply: reply.but(partstat="DELEGATED").raw(),
}


@pytest.mark.parametrize("forge", FORGED.values(), ids=[*FORGED])
def test_what_is_forged_does_nothing_and_is_answered_nowhere(
    single_plan: Stored, jo: Post, forge: Callable[[Reply], bytes]
) -> None:
    before, raw = single_plan.log(), Reply(to=jo).raw()
    forged = forge(Reply(to=jo))
    assert forged != raw

    assert answered(single_plan, forged).outcome == "refused"

    assert single_plan.log() == before
    assert post(single_plan) == []


def test_who_answers_for_another_is_listed_for_the_seller_alone(single_plan: Stored, jo: Post) -> None:
    answered(single_plan, Reply(to=jo, email="eve@elsewhere.example").raw())

    with single_plan.reading() as unit:
        assert [(one.sender, one.outcome) for one in replies_of(unit, single_plan.plan)] == [
            ("eve@elsewhere.example", "refused")
        ]
    with single_plan.reading(JO) as unit:
        assert replies_of(unit, single_plan.plan) == []


def test_a_forged_message_does_not_shut_out_the_true_one(single_plan: Stored, jo: Post) -> None:
    answered(single_plan, Reply(to=jo, email="eve@elsewhere.example").raw())

    assert answered(single_plan, Reply(to=jo).raw()).outcome == "taken"


def test_a_tool_of_another_workspace_hands_nothing_in(single_plan: Stored, jo: Post) -> None:
    raw = Reply(to=jo).raw()

    other = take(single_plan.database, raw, GATE, now=single_plan.now, workspace="another")
    own = take(single_plan.database, raw, GATE, now=single_plan.now, workspace=single_plan.workspace)

    assert (other.outcome, own.outcome) == ("refused", "taken")


def unvouched(plan: Stored, reply: Reply) -> str:
    """Let an answer come where no server says who sent it; return what came of it."""
    raw = reply.raw().replace(b"Authentication-Results", b"X-Nothing")
    return take(plan.database, raw, Gate(desk=DESK), now=plan.now).outcome


def test_where_no_server_is_named_accepting_is_noted_and_agrees_nothing(single_plan: Stored, jo: Post) -> None:
    proposed = single_plan.step("review")["proposed"]

    assert unvouched(single_plan, Reply(to=jo)) == "taken"

    step = single_plan.step("review")
    assert (step.get("agreed"), step["proposed"]) == (None, proposed)
    assert state(single_plan) == "accepted"
    entry = single_plan.log()[-1]
    assert (entry.verb, entry.by.person, entry.by.verified) == ("answer_invitation", "jo", False)
    [told] = post(single_plan)
    assert told.to == "jo@northwind.example"
    assert "To agree to the date for your side, please open the plan" in (told.kept.text or "")
    assert unvouched(single_plan, Reply(to=jo, number=2)) == "repeated"
    assert post(single_plan) == []


def test_where_no_server_is_named_another_time_is_a_question(single_plan: Stored, jo: Post) -> None:
    proposed = single_plan.step("review")["proposed"]
    counter = Reply(to=jo, method="COUNTER", partstat="TENTATIVE", begin="20261217T090000Z", end="20261217T103000Z")

    assert unvouched(single_plan, counter) == "taken"

    step: Any = single_plan.step("review")
    assert step["proposed"] == proposed
    assert step["help"]["question"] == "Jo Kern would rather come Thu 17 Dec 2026 10:00 to 11:30."
    assert step["help"]["owner"] == "ana"
    assert (state(single_plan), single_plan.log()[-1].by.verified) == ("tentative", False)
    assert ["please open the plan" in (one.kept.text or "") for one in post(single_plan)] == [True]


def test_where_no_server_is_named_who_cannot_come_holds_up_and_says_so_as_somebody_not_known(
    single_plan: Stored, jo: Post
) -> None:
    assert unvouched(single_plan, Reply(to=jo, partstat="DECLINED")) == "taken"

    assert single_plan.step("review")["progress"]
    assert (single_plan.log()[-1].verb, single_plan.log()[-1].by.verified) == ("block_step", False)


def nested(depth: int) -> bytes:
    """Return parts within parts."""
    return b"".join(
        b'Content-Type: multipart/mixed; boundary="%d"\r\n\r\n--%d\r\n' % (each, each) for each in range(depth)
    )


def head(jo: Post) -> bytes:
    """Return the head of a message that would be answered."""
    return (
        f"From: jo@northwind.example\r\nTo: {jo.message['Reply-To']}\r\nMessage-ID: <b@northwind.example>\r\n"
        "Authentication-Results: mx.plans.example; dmarc=pass\r\n"
    ).encode()


def file_of(*lines: str) -> bytes:
    """Return a part with a calendar file."""
    file = "\r\n".join(["BEGIN:VCALENDAR", "METHOD:REPLY", *lines, "END:VCALENDAR"])
    return (
        b"Content-Type: text/calendar; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        + base64.encodebytes(file.encode())
    )


BOMBS: dict[str, Callable[[], bytes]] = {
    "a long message": lambda: b"\r\n" + b"A" * LARGEST,
    "many lines": lambda: b"\r\n" + b"\n" * 60_000,
    "parts within parts": lambda: nested(500),
    "messages within messages": lambda: b"Content-Type: message/rfc822\r\n\r\n" * 500,
    "a long head": lambda: b"X: " + b"a" * 70_000 + b"\r\n\r\n",
    "many parameters": lambda: b"Content-Type: text/calendar" + b";a=b" * 15_000 + b"\r\n\r\n",
    "a large file": lambda: file_of("BEGIN:VEVENT", "COMMENT:" + "a" * 200_000, "END:VEVENT"),
    "many lines in the file": lambda: file_of(*["BEGIN:VEVENT", "END:VEVENT"] * 2_000),
    "no file at all in its part": lambda: b"Content-Type: text/calendar\r\n\r\n\0\0\0",
    "a time before all time": lambda: file_of("BEGIN:VEVENT", "DTSTART;TZID=Asia/Tokyo:00010101T000000", "END:VEVENT"),
    "a part that is no base64": lambda: (
        b"Content-Type: text/calendar\r\nContent-Transfer-Encoding: base64\r\n\r\n====="
    ),
    "an unknown charset": lambda: b'Content-Type: text/calendar; charset="../../etc"\r\n\r\nBEGIN:VCALENDAR',
}


@pytest.mark.parametrize("nested", ["(" * 1_000, "a:" * 1_000, "(" * 60_000])
@pytest.mark.parametrize("header", ["From", "To", "Delivered-To"])
def test_addresses_within_addresses_are_refused(single_plan: Stored, jo: Post, header: str, nested: str) -> None:
    raw = f"{header}: {nested}\r\n".encode() + Reply(to=jo).raw()
    assert answered(single_plan, raw).outcome == "refused"
    assert post(single_plan) == []


@pytest.mark.parametrize("bomb", BOMBS.values(), ids=[*BOMBS])
def test_what_would_take_for_ever_is_refused(single_plan: Stored, jo: Post, bomb: Callable[[], bytes]) -> None:
    assert answered(single_plan, head(jo) + bomb()).outcome == "refused"
    assert post(single_plan) == []


def test_recurrences_and_zones_in_the_file_make_no_work(single_plan: Stored, jo: Post) -> None:
    zone = "BEGIN:VTIMEZONE\r\nTZID:X\r\nBEGIN:STANDARD\r\nRRULE:FREQ=SECONDLY\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
    raw = Reply(to=jo, comment="Yes\r\nRRULE:FREQ=SECONDLY").raw()

    assert answered(single_plan, raw.replace(b"BEGIN:VEVENT", zone.encode() + b"BEGIN:VEVENT")).outcome == "taken"


def test_a_zone_that_nobody_knows_is_no_answer(single_plan: Stored, jo: Post) -> None:
    counter = Reply(to=jo, shape=GMAIL, method="COUNTER", partstat="TENTATIVE").raw()
    raw = counter.replace(b"DTSTART:20261215T090000Z", b"DTSTART;TZID=../../../etc/passwd:20261215T090000")

    assert raw != counter
    assert answered(single_plan, raw).outcome == "refused"


def test_no_part_of_a_message_is_run_or_kept_as_it_is(single_plan: Stored, jo: Post) -> None:
    html = b"Content-Type: text/html\r\n\r\n<script>alert(1)</script><p>Can we &amp; our auditor come?</p>"

    assert answered(single_plan, head(jo) + html).outcome == "words"

    with single_plan.reading() as unit:
        [reply] = replies_of(unit, single_plan.plan)
    assert "<" not in (reply.text or "")
    assert "Can we & our auditor come?" in (reply.text or "")


def test_an_answer_in_a_message_that_was_passed_on_is_none(single_plan: Stored, jo: Post) -> None:
    inside = Reply(to=jo, shape=APPLE).raw()
    raw = head(jo) + b"Content-Type: message/rfc822\r\n\r\n" + inside

    assert answered(single_plan, raw).outcome == "words"


DOUBTS: dict[str, tuple[str, bool]] = {
    "all is well": ("mx; spf=pass; dkim=pass; dmarc=pass", False),
    "passed on, and signed": ("mx; spf=fail (gone (on)); dkim=pass; dmarc=pass", False),
    "signed by the domain, which has no rule": ("mx; dkim=pass header.d=northwind.example; dmarc=none", False),
    "signed for the address": ("mx; dkim=pass header.i=@northwind.example", False),
    "by the domain's own way": ("mx; spf=pass smtp.mailfrom=bounce@mail.northwind.example; dkim=none", False),
    "no word of anything": ("mx; none", True),
    "signed by nobody who is named": ("mx; spf=pass; dkim=pass", True),
    "signed by another domain": ("mx; dkim=pass header.d=elsewhere.example; dmarc=none", True),
    "signed by half the world": ("mx; dkim=pass header.d=example", True),
    "by a domain that ends alike": ("mx; spf=pass smtp.mailfrom=evilnorthwind.example", True),
    "by another's way": ("mx; spf=pass smtp.mailfrom=jo@elsewhere.example; dmarc=none", True),
    "perhaps not": ("mx; spf=softfail smtp.mailfrom=northwind.example; dkim=none; dmarc=none", True),
    "a wrong signature": ("mx; dkim=fail reason=x", True),
    "from elsewhere": ("mx; spf=fail smtp.mailfrom=a", True),
    "against the domain's policy": (
        "mx 1; spf=pass; dkim=pass header.d=northwind.example; dmarc=fail (p=REJECT)",
        True,
    ),
    "of another server": ("elsewhere; dmarc=pass", True),
}


@pytest.mark.parametrize(("header", "is_doubted"), DOUBTS.values(), ids=[*DOUBTS])
def test_what_the_own_server_says_is_believed(header: str, *, is_doubted: bool) -> None:
    assert (doubted([header], "mx", "jo@northwind.example") is not None) is is_doubted


@pytest.mark.parametrize("newest", ["mx; dmarc=fail", "mx; spf=fail smtp.mailfrom=a"])
def test_a_word_that_the_sender_put_there_weighs_nothing(newest: str) -> None:
    assert doubted([newest, "mx; dmarc=pass"], "mx", "jo@northwind.example")
