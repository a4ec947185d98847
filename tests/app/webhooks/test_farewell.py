"""Webhooks are told that a plan is gone, after which nothing of it is kept here."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from app import clock
from app.jobs import Duty, NotYet, Task, working
from app.plans import erase_plan
from app.store import tables
from app.store.external_ids import Named, name_plan
from app.webhooks import FAREWELL, Wanted, change_webhook, say_farewell
from app.webhooks.lanes import Lanes
from tests.servers.receiver import Reply
from tests.stored import ANA
from tests.workers import HURRY, kept, wait_until

from .conftest import COURIER, OUTSIDE, Hooked

if TYPE_CHECKING:
    from app.webhooks import Courier

LONGER = {"do": "edit_step", "step": "set-up", "set": {"duration": "60d"}}
MARGIN = {"do": "edit_step", "step": "margin", "set": {"title": "Nobody's business"}}
"""What the seller keeps to itself."""


def erase(hooked: Hooked) -> None:
    with hooked.stored.writing() as unit:
        erase_plan(unit, hooked.stored.plan)


def waiting(hooked: Hooked) -> list[str]:
    with hooked.stored.reading() as unit:
        return sorted(unit.connection.scalars(select(tables.webhook_farewells.c.id)))


def say(hooked: Hooked, *, is_last: bool = False, courier: Courier = COURIER) -> str | None:
    """Make an attempt at the one that waits; return why it is tried again."""
    [about] = waiting(hooked)
    task = Task(workspace=hooked.stored.workspace, about=about, attempt=3, is_last=is_last)
    try:
        say_farewell(hooked.stored.database, courier, task, clock.now)
    except NotYet as wait:
        return str(wait)
    return None


def test_what_is_told_of_an_erased_plan_is_which_one_it_was(hooked: Hooked) -> None:
    with hooked.stored.writing() as unit:
        name_plan(unit, Named(system="crm", id="0061x", plan=hooked.stored.plan))
    hooked.do(ANA, LONGER)
    count = len(hooked.told())
    database = hooked.stored.database
    erase(hooked)

    with working(
        database, [Duty(job=FAREWELL, do=lambda task: say_farewell(database, COURIER, task, clock.now))], pace=HURRY
    ):
        [message] = hooked.receiver.wait_for(1)
        wait_until(lambda: waiting(hooked) == [])

    said = message.said
    assert (said["type"], said["data"]["sequence"]) == ("plan.erased", count + 1)
    assert said["data"]["plan"] == {
        "id": hooked.stored.plan,
        "title": "",
        "revision": 2,
        "external_ids": [{"system": "crm", "id": "0061x"}],
    }
    rest = {key: value for key, value in said["data"].items() if key not in {"plan", "sequence"}}
    assert rest == {
        "audience": "seller",
        "step": None,
        "headline": "",
        "critical_dates": [],
        "moves": [],
        "more_moves": 0,
    }


def test_other_parties_are_told_where_they_know_of_the_plan_and_nothing_that_was_hidden(alone: Hooked) -> None:
    knows, knows_not = alone.another(party="customer"), alone.another(party="hardware")
    alone.do(ANA, LONGER)
    alone.do(ANA, MARGIN)
    seen = len(knows.told())
    erase(alone)

    with alone.stored.reading() as unit:
        table = tables.webhook_farewells.c
        told = {row.webhook: row.body for row in unit.connection.execute(select(table.webhook, table.body))}
    assert {*told} == {alone.id, knows.id}
    assert f'"audience":"customer","sequence":{seen + 1},' in told[knows.id]
    assert '"revision":2,' in told[knows.id]
    assert knows_not.told() == []


def test_a_webhook_that_does_not_ask_for_it_is_not_told(alone: Hooked) -> None:
    with alone.stored.writing() as unit:
        change_webhook(unit, alone.id, Wanted(url=alone.receiver.url, events=("plan.changed",)), OUTSIDE)
    erase(alone)
    assert waiting(alone) == []


def test_it_is_tried_until_it_is_taken_or_given_up(alone: Hooked) -> None:
    alone.receiver.replies += [Reply(status=500), Reply(status=500)]
    erase(alone)

    assert say(alone) == "it answered 500"
    assert len(waiting(alone)) == 1
    assert say(alone, is_last=True) == "it answered 500"
    assert waiting(alone) == []
    assert len({one.id for one in alone.receiver.messages}) == 1


@pytest.mark.parametrize("status", [204, 410])
def test_what_was_taken_or_is_not_wanted_is_forgotten(alone: Hooked, status: int) -> None:
    alone.receiver.usual = Reply(status=status)
    erase(alone)
    assert say(alone) is None
    assert waiting(alone) == []


def test_while_the_webhook_rests_it_waits(alone: Hooked) -> None:
    alone.pause()
    erase(alone)
    assert say(alone) == "it waits: the webhook is paused"
    assert (alone.receiver.messages, len(waiting(alone))) == ([], 1)
    alone.resume()
    assert say(alone) is None
    assert waiting(alone) == []


def test_it_comes_again_where_its_workspace_has_no_room(alone: Hooked) -> None:
    erase(alone)
    lanes = Lanes(most=1)
    assert lanes.enter(alone.stored.workspace)

    assert say(alone, courier=replace(COURIER, lanes=lanes)) is None

    assert alone.receiver.messages == []
    assert [name for name, _ in kept(alone.stored.database, status="DELAYED")] == [FAREWELL.name]
