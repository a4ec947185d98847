"""What webhooks are told of a change: what their audience saw happen, in the change's transaction, and nothing else."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import event

from app.answers.events import MOST_MOVES, WebhookEvent
from app.plans import advance_day, archive_plan, change_plan, comment, create_plan, erase_plan, restore_plan
from app.plans.external import called
from app.store.external_ids import Named
from app.store.webhooks import count_of
from app.verbs import read_operations
from app.webhooks import EVENTS, Wanted, change_webhook
from tests.stored import ANA, JO, another_plan

from .conftest import OUTSIDE, Hooked

if TYPE_CHECKING:
    from tests.servers.receiver import Receiver
    from tests.stored import Stored

START_LEGAL = {"do": "start_step", "step": "legal"}
LONGER = {"do": "edit_step", "step": "set-up", "set": {"duration": "60d"}}
"""So long that the go-live moves."""
RENAME_MARGIN = {"do": "edit_step", "step": "margin", "set": {"title": "Nobody's business"}}
"""What the seller keeps to itself."""
BOARD = {
    "do": "add_step",
    "new": {"id": "board", "title": "Board", "side": "customer", "duration": "1d", "private": "customer"},
}
"""What the customer keeps to itself."""


def said(hooked: Hooked) -> list[dict[str, Any]]:
    return [json.loads(one.body) for one in sorted(hooked.told(), key=lambda one: (one.made_at, one.sequence))]


def test_a_webhook_is_told_what_happened_and_how_the_plan_stands(hooked: Hooked) -> None:
    hooked.do(ANA, LONGER)

    moved, changed = said(hooked)
    assert (moved["type"], changed["type"]) == ("plan.forecast_moved", "plan.changed")
    assert moved["timestamp"] == "2026-11-23T09:01:00Z"
    body = moved["data"]
    assert body["audience"] == "seller"
    assert body["plan"] == {
        "id": hooked.stored.plan,
        "title": "Northwind roll-out",
        "revision": 2,
        "external_ids": [],
    }
    [date] = body["critical_dates"]
    assert (date["id"], date["date"]) == ("go-live", "2027-02-26")
    assert date["forecast"] == hooked.stored.forecast()
    assert date["days"] > 0
    moves = {one["step"]: one for one in body["moves"]}
    assert moves["set-up"]["title"] == "Set-up"
    assert moves["go-live"]["finish"] == date["forecast"]
    assert "Go-live" in body["headline"]


@pytest.mark.parametrize(
    ("operations", "types"),
    [
        ([START_LEGAL], ["step.started", "plan.changed"]),
        (
            [{"do": "finish_step", "step": "legal", "on": "2026-11-23"}],
            ["step.finished", "plan.changed"],
        ),
        ([{"do": "block_step", "step": "legal", "reason": "Counsel is away"}], ["step.blocked", "plan.changed"]),
        ([LONGER], ["plan.forecast_moved", "plan.changed"]),
        ([{"do": "edit_step", "step": "legal", "set": {"title": "Legal"}}], ["plan.changed"]),
        ([BOARD | {"new": {"id": "data", "title": "Data", "duration": "2d"}}], ["plan.changed"]),
        ([{"do": "close_plan", "result": "won"}], ["plan.closed", "plan.changed"]),
    ],
)
def test_each_kind_of_change_is_told_as_what_it_is(
    alone: Hooked, operations: list[dict[str, Any]], types: list[str]
) -> None:
    alone.do(ANA, *operations)

    told = [one for one in alone.types() if one != "plan.forecast_moved" or one in types]
    assert told == types
    assert {*told} <= {*EVENTS}
    assert [one["data"]["sequence"] for one in said(alone)] == [*range(1, len(said(alone)) + 1)]


def test_dates_that_both_sides_agreed_to_are_told(alone: Hooked) -> None:
    alone.do(ANA, {"do": "propose_dates", "step": "training", "finish": "2027-02-12"})
    assert alone.types() == ["plan.changed"]
    alone.do(JO, {"do": "agree_dates", "step": "training", "finish": "2027-02-12"})

    agreed = next(one for one in said(alone) if one["type"] == "date.agreed")
    assert (agreed["data"]["step"]["id"], agreed["data"]["step"]["agreed_finish"]) == ("training", "2027-02-12")


def test_a_new_plan_is_told_with_what_the_other_system_calls_it(alone: Hooked) -> None:
    with alone.stored.writing() as unit:
        document = alone.stored.opened().document
        plan = create_plan(unit, document.model_copy(update={"id": None})).after.stored.id
        called(unit, Named(system="salesforce", id="0061x", plan=plan), None)

    [created] = said(alone)
    assert created["type"] == "plan.created"
    assert created["data"]["plan"]["external_ids"] == [{"system": "salesforce", "id": "0061x"}]
    assert created["data"]["moves"] == []
    assert WebhookEvent.model_validate(created).data.plan.revision == 1


def test_days_that_pass_are_told_where_they_move_a_forecast(alone: Hooked) -> None:
    alone.stored.now += timedelta(days=60)
    with alone.stored.writing() as unit:
        advance_day(unit, alone.stored.plan)

    assert alone.types() == ["plan.forecast_moved"]
    alone.stored.now += timedelta(minutes=1)
    with alone.stored.writing() as unit:
        advance_day(unit, alone.stored.plan)
    assert alone.types() == ["plan.forecast_moved"]


def test_what_leaves_the_plan_as_it_is_is_not_told(alone: Hooked) -> None:
    with alone.stored.writing() as unit:
        comment(unit, alone.stored.plan, "A word")

    assert alone.types() == []


def test_that_a_plan_is_put_away_and_taken_up_again_is_told(alone: Hooked) -> None:
    with alone.stored.writing() as unit:
        archive_plan(unit, alone.stored.plan)
    with alone.stored.writing() as unit:
        restore_plan(unit, alone.stored.plan)

    assert alone.types() == ["plan.archived", "plan.restored"]
    assert [one["data"]["plan"]["revision"] for one in said(alone)] == [1, 1]


def test_a_change_that_is_not_kept_is_not_told(hooked: Hooked) -> None:
    def break_off() -> None:
        with hooked.stored.writing() as unit:
            change_plan(unit, hooked.stored.plan, read_operations([LONGER]))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        break_off()
    assert hooked.told() == []


def test_a_webhook_hears_of_the_events_and_plans_that_it_is_for(alone: Hooked) -> None:
    other = another_plan(alone.stored)
    starts = alone.another(name="Starts", events=("step.started",))
    one_plan = alone.another(name="One", plans=(other.plan,))
    alone.do(ANA, START_LEGAL)
    alone.do(ANA, LONGER)

    assert starts.types() == ["step.started"]
    assert one_plan.types() == []
    with other.writing() as unit:
        change_plan(unit, other.plan, read_operations([START_LEGAL]))
    assert one_plan.types() == ["step.started", "plan.changed"]
    assert starts.types() == ["step.started", "step.started"]
    assert [one.sequence for one in starts.told()] == [1, 1]  # counted for each plan
    with alone.stored.writing() as unit:
        change_webhook(unit, one_plan.id, Wanted(url=alone.receiver.url, plans=(alone.stored.plan,)), OUTSIDE)
    alone.do(ANA, {"do": "edit_step", "step": "legal", "set": {"title": "Legal"}})
    assert one_plan.types() == ["step.started", "plan.changed", "plan.changed"]


def test_what_the_customer_keeps_to_itself_gives_no_event_and_no_gap(hooked: Hooked) -> None:
    seller, customer = hooked, hooked.another(party="customer")
    seller.do(ANA, START_LEGAL)
    before = [said(one) for one in (seller, customer)]
    for operation in (
        BOARD,
        {"do": "edit_step", "step": "customer--board", "set": {"title": "The board's word", "duration": "2d"}},
        {"do": "finish_step", "step": "customer--board"},
    ):
        seller.do(JO, operation)

    assert [said(one) for one in (seller, customer)] == before
    seller.do(ANA, {"do": "edit_step", "step": "legal", "set": {"title": "Legal"}})
    for one in (seller, customer):
        told = said(one)
        assert [each["data"]["sequence"] for each in told] == [1, 2, 3]
        assert told[-1]["data"]["plan"]["revision"] == 3
        assert "oard" not in json.dumps(told)


def test_what_the_seller_keeps_to_itself_gives_the_customer_no_event_and_no_gap(hooked: Hooked) -> None:
    customer = hooked.another(party="customer")
    hooked.do(ANA, START_LEGAL)
    before, own = said(customer), hooked.types()

    hooked.do(ANA, RENAME_MARGIN)
    hooked.do(ANA, {"do": "start_step", "step": "margin"})

    assert said(customer) == before
    assert hooked.types() == [*own, "plan.changed", "step.started", "plan.changed"]
    hooked.do(ANA, {"do": "edit_step", "step": "legal", "set": {"title": "Legal"}})
    assert [(one["data"]["sequence"], one["data"]["plan"]["revision"]) for one in said(customer)] == [
        (1, 2),
        (2, 2),
        (3, 3),
    ]
    assert "usiness" not in json.dumps(said(customer))
    assert "argin" not in json.dumps(said(customer))
    assert all(one["data"]["plan"]["external_ids"] == [] for one in said(customer))


def test_a_party_that_a_plan_does_not_have_hears_nothing_of_it(alone: Hooked) -> None:
    reseller = alone.another(party="reseller")
    alone.do(ANA, LONGER)
    assert reseller.told() == []

    alone.do(ANA, {"do": "add_party", "new": {"id": "reseller", "name": "Cloudy"}})
    assert reseller.types() == ["plan.created"]
    alone.do(ANA, START_LEGAL)
    assert reseller.types() == ["plan.created", "step.started", "plan.changed"]


def test_of_very_many_moves_some_are_told_and_the_others_counted(single: Stored, receiver: Receiver) -> None:
    steps = "\n".join(f"  - {{id: s{at}, title: Step {at}, duration: 1d, after: legal}}" for at in range(130))
    head = "format: backplan/1\ntitle: Wide\ntime_zone: UTC\nsteps:\n  - {id: legal, title: Legal, duration: 1d}\n"
    wide = another_plan(single, f"{head}{steps}\n")
    hooked = Hooked(stored=wide, receiver=receiver, id="")
    hooked = hooked.another()
    hooked.do(ANA, {"do": "edit_step", "step": "legal", "set": {"duration": "9d"}})

    [changed] = said(hooked)
    assert len(changed["data"]["moves"]) == MOST_MOVES
    assert changed["data"]["more_moves"] == 131 - MOST_MOVES


def test_where_there_is_no_webhook_a_change_asks_once_for_some(single: Stored) -> None:
    asked = list[str]()
    event.listen(single.database.engine, "before_cursor_execute", lambda *of: asked.append(of[2]))

    single.do(ANA, *read_operations([LONGER]))

    assert sum("webhook" in one for one in asked) == 1


def test_with_an_erased_plan_its_events_are_gone(hooked: Hooked) -> None:
    hooked.do(ANA, LONGER)
    waiting = [one.id for one in hooked.told()]
    hooked.deliver(waiting[0])
    with hooked.stored.writing() as unit:
        erase_plan(unit, hooked.stored.plan)

    assert hooked.told() == []
    with hooked.stored.reading() as unit:
        assert count_of(unit, hooked.id, hooked.stored.plan) is None
    assert hooked.deliver(waiting[1]) is None
    assert len(hooked.receiver.messages) == 1
