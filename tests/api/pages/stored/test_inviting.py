"""People are invited on the page, and it says who answered what."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.invitations import Gate, take
from app.plans import Desk, invitations_of
from app.store.invitations import standing_invitations
from tests.api.stored.service import Kept, keeping
from tests.app.invitations.meeting import PLAN
from tests.stored import ANA

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import httpx

DESK = Desk(address="replies@plans.example", at="")
BUTTON = "Send invitation"


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Kept]:
    """Serve with a mail server and a mailbox for answers, where nobody does what waits."""
    with keeping(
        tmp_path,
        smtp="smtp://mail.acme.example",
        mail_from="plans@plans.example",
        reply_to=DESK.address,
        jobs="elsewhere",
    ) as kept:
        yield kept


@pytest.fixture
def plan(kept: Kept) -> str:
    """Keep a plan in which people meet, and return its id."""
    return keep(kept)


def keep(kept: Kept) -> str:
    made = kept.send("POST", "/v1/plans", content=PLAN, headers={"content-type": "application/yaml"})
    return made.headers["location"].rpartition("/")[2]


def page(kept: Kept, plan: str, step: str) -> str:
    return kept.send("GET", f"/plans/{plan}", params={"step": step}).text


def invite(kept: Kept, plan: str, step: str) -> httpx.Response:
    shown = {"authorization": f"Bearer {kept.token}"}
    return kept.client.post(f"/plans/{plan}", data={"do": "invite", "step": step}, headers=shown)


def test_a_button_invites_and_the_step_says_who_answered_what(kept: Kept, plan: str) -> None:
    assert BUTTON in page(kept, plan, "review")

    assert invite(kept, plan, "review").status_code == 303
    assert "Invited: Ana Ruiz (no answer yet), Jo Kern (no answer yet)" in page(kept, plan, "review")

    with kept.database.reading(workspace=kept.workspace, actor=ANA, now=kept.clock[0]) as unit:
        address = next(one for one in invitations_of(unit, plan) if one.person == "ana").organizer
    answer = (
        "BEGIN:VCALENDAR\nMETHOD:REPLY\nBEGIN:VEVENT\n"
        f"UID:{plan}.review@backplan\nATTENDEE;PARTSTAT=TENTATIVE:mailto:ana@acme.example\nEND:VEVENT\nEND:VCALENDAR\n"
    )
    raw = f"From: ana@acme.example\nTo: {address}\nContent-Type: text/calendar; method=REPLY\n\n{answer}"
    assert take(kept.database, raw.encode(), Gate(desk=DESK), now=kept.clock[0]).outcome == "taken"
    assert "Invited: Ana Ruiz (comes perhaps), Jo Kern (no answer yet)" in page(kept, plan, "review")


def test_what_people_write_back_is_read_by_the_seller_alone(kept: Kept, plan: str) -> None:
    invite(kept, plan, "review")
    with kept.database.reading(workspace=kept.workspace, actor=ANA, now=kept.clock[0]) as unit:
        address = next(one for one in standing_invitations(unit, plan) if one.person == "jo").organizer
    for number in range(5):
        kept.later(minutes=1)
        raw = f"From: jo@northwind.example\nTo: {address}\n\nQuestion {number}: <b>who</b>\ncomes? {'x' * 1000}"
        assert take(kept.database, raw.encode(), Gate(desk=DESK), now=kept.clock[0]).outcome == "words"

    shown = page(kept, plan, "review")
    link = kept.send("POST", f"/v1/plans/{plan}/share-links", json={"party": "customer", "level": "open"}).json()
    theirs = kept.client.get(f"/s/{link['secret']}", params={"step": "review"}, follow_redirects=True).text

    said = [f"Jo Kern wrote: Question {number}: &lt;b&gt;who&lt;/b&gt; comes? x" in shown for number in range(5)]
    assert said == [False, False, True, True, True]
    assert "x" * 301 not in shown
    assert "Contract review" in theirs
    assert "Question" not in theirs


def test_what_is_refused_is_told_beside_the_plan(kept: Kept, plan: str) -> None:
    answer = invite(kept, plan, "set-up")

    assert answer.status_code == 422
    assert "people are invited to meetings and gates, and Set-up is neither" in answer.text.replace("People", "people")


def test_where_no_answers_are_read_nobody_is_invited(tmp_path: Path) -> None:
    with keeping(tmp_path) as kept:
        plan = keep(kept)
        assert BUTTON not in page(kept, plan, "review")
        answer = invite(kept, plan, "review")
        assert answer.status_code == 422
        assert "reads no answers to invitations" in answer.text
        with kept.database.reading(workspace=kept.workspace, actor=ANA, now=kept.clock[0]) as unit:
            assert invitations_of(unit, plan) == []
