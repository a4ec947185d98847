"""What is kept of invitations is given to the person whom it is about, and goes with the plan."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from app.invitations import Gate, take
from app.plans import erase_plan
from app.privacy import export_person
from app.store import mails

from .meeting import DESK, post, send_invitation
from .shapes import Reply

if TYPE_CHECKING:
    from tests.stored import Stored

GATE = Gate(desk=DESK)


def test_a_person_is_given_invitations_and_replies_and_nobody_elses(plan: Stored) -> None:
    send_invitation(plan, "review")
    ana, jo = post(plan)
    take(plan.database, Reply(to=jo, comment="With our auditor").raw(), GATE, now=plan.now)
    take(plan.database, Reply(to=ana, number=2).raw(), GATE, now=plan.now)

    with plan.reading() as unit:
        found = export_person(unit, "JO@northwind.example")

    [here] = found["plans"]
    [invitation], [reply] = here["invitations"], here["replies"]
    assert (invitation["step"], invitation["answer"], invitation["email"]) == (
        "review",
        "accepted",
        "jo@northwind.example",
    )
    assert (reply["sender"], reply["outcome"]) == ("jo@northwind.example", "taken")
    written = json.dumps(found)
    assert "ana@acme.example" not in written
    assert str(jo.message["Reply-To"]) not in written


def test_who_was_invited_and_is_no_longer_in_the_plan_is_given_it_too(plan: Stored) -> None:
    send_invitation(plan, "review")
    _, jo = post(plan)

    with plan.reading() as unit:
        assert [len(one["invitations"]) for one in export_person(unit, jo.to)["plans"]] == [1]
        assert export_person(unit, "eve@elsewhere.example")["plans"] == []


@pytest.mark.parametrize("failed", [False, True], ids=["waiting", "failed"])
def test_what_has_not_left_goes_with_the_plan_and_what_was_told_is_called_off(plan: Stored, *, failed: bool) -> None:
    send_invitation(plan, "approval")
    post(plan)
    send_invitation(plan, "review")
    with plan.writing() as unit:
        waiting = [one.id for one in mails.mails(unit) if not one.is_over]
        for one in waiting if failed else ():
            mails.note_failed(unit, one, "550 No such person", keep=True)

    with plan.writing() as unit:
        erase_plan(unit, plan.plan)

    with plan.reading() as unit:
        assert {one.id for one in mails.mails(unit)} & {*waiting} == set()
    found = post(plan)
    assert {one.event["METHOD"] for one in found} == {"CANCEL"}
    assert ("jo@northwind.example", "Cancelled: Board approval (Acme)") in [(one.to, one.kept.subject) for one in found]
    for mail in found:
        assert plan.plan not in mail.message.as_string().replace(str(mail.event["UID"]), "")
        assert "Northwind roll-out" not in mail.message.as_string()
