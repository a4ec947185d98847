"""Webhooks are made, changed and removed in their workspace alone, and refused where they lead nowhere."""

from __future__ import annotations

from base64 import b64decode
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from app.store.webhooks import webhook_with, webhooks_here
from app.store.workspaces import add_workspace
from app.webhooks import (
    EVENTS,
    Outside,
    Wanted,
    change_webhook,
    make_webhook,
    pause_webhook,
    remove_webhook,
    replace_secret,
    resume_webhook,
    wanted_of,
    webhook_of,
)
from app.webhooks.making import MOST
from scheduler.refusals import Refused
from tests.stored import ANA, another_plan

if TYPE_CHECKING:
    from tests.stored import Stored

CRM = Wanted(url="https://crm.example.com/hooks", name="CRM")
OUTSIDE = Outside()


def made(stored: Stored, wanted: Wanted = CRM) -> str:
    with stored.writing() as unit:
        return make_webhook(unit, wanted, OUTSIDE).id


def test_a_webhook_is_kept_as_it_is_wanted(stored: Stored) -> None:
    other = another_plan(stored)
    wanted = replace(CRM, events=("step.finished", "plan.changed"), plans=(other.plan,), party="customer")
    webhook = made(stored, wanted)

    with stored.reading() as unit:
        [kept] = webhooks_here(unit)
    assert kept.id == webhook
    assert wanted_of(kept) == replace(wanted, events=("plan.changed", "step.finished"))
    assert (kept.made_by, kept.paused_at, kept.secret_before) == (ANA.id, None, None)
    assert kept.secret.startswith("whsec_")
    assert len(b64decode(kept.secret.removeprefix("whsec_"))) == 32


def test_a_webhook_is_changed_and_removed(stored: Stored) -> None:
    webhook = made(stored, replace(CRM, plans=(stored.plan,)))
    with stored.writing() as unit:
        changed = change_webhook(unit, webhook, replace(CRM, name="Warehouse", events=("plan.closed",)), OUTSIDE)
        assert (changed.name, changed.all_plans, changed.plans, changed.events) == (
            "Warehouse",
            True,
            (),
            ("plan.closed",),
        )
        remove_webhook(unit, webhook)
        assert webhook_with(unit, webhook) is None
        with pytest.raises(Refused, match="no such webhook"):
            webhook_of(unit, webhook)


def test_a_secret_is_replaced_and_the_one_before_is_remembered(single: Stored) -> None:
    webhook = made(single)
    with single.writing() as unit:
        before = webhook_of(unit, webhook)
        after = replace_secret(unit, webhook)
        assert webhook_of(unit, webhook) == after
    assert after.secret_before == before.secret != after.secret


def test_a_pause_and_its_end_are_kept_once(single: Stored) -> None:
    webhook = made(single)
    with single.writing() as unit:
        assert resume_webhook(unit, webhook).paused_at is None
        assert pause_webhook(unit, webhook).paused_because == "asked"
        assert pause_webhook(unit, webhook).paused_at == single.now
        assert resume_webhook(unit, webhook).paused_because is None


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"url": "http://crm.example.com/"}, "bad-webhook-address"),
        ({"url": "https://10.0.0.1/"}, "forbidden-address"),
        ({"name": " "}, "bad-name"),
        ({"party": "not an id"}, "bad-audience"),
        ({"party": ""}, "bad-audience"),
        ({"events": ("step.finised",)}, "unknown-event"),
        ({"plans": ()}, "no-plan-named"),
        ({"plans": ("00000000-0000-4000-8000-00000000dead",)}, "unknown-plan"),
    ],
)
def test_what_cannot_be_is_refused_when_it_is_made_and_when_it_is_changed(
    single: Stored, wrong: dict[str, object], code: str
) -> None:
    webhook, wanted = made(single), replace(CRM, **wrong)  # type: ignore[arg-type] # each value is its field's
    with single.writing() as unit:
        with pytest.raises(Refused) as refused:
            make_webhook(unit, wanted, OUTSIDE)
        assert [one.code for one in refused.value.problems] == [code]
        with pytest.raises(Refused) as refused:
            change_webhook(unit, webhook, wanted, OUTSIDE)
        assert [one.code for one in refused.value.problems] == [code]
        assert wanted_of(webhook_of(unit, webhook)) == CRM


def test_a_misspelt_event_is_told_the_nearest(single: Stored) -> None:
    with single.writing() as unit, pytest.raises(Refused, match=r"did you mean 'step\.finished'"):
        make_webhook(unit, replace(CRM, events=("step.finised",)), OUTSIDE)


def test_there_are_not_more_than_so_many(single: Stored) -> None:
    for _ in range(MOST):
        made(single)
    with single.writing() as unit, pytest.raises(Refused, match="remove one"):
        make_webhook(unit, CRM, OUTSIDE)


def test_another_workspace_finds_neither_webhook_nor_plan(stored: Stored) -> None:
    webhook = made(stored)
    with stored.writing() as unit:
        elsewhere = add_workspace(unit, "Globex")
    with stored.database.writing(workspace=elsewhere, actor=ANA, now=stored.now) as unit:
        assert webhooks_here(unit) == []
        with pytest.raises(Refused, match="no such webhook"):
            remove_webhook(unit, webhook)
        with pytest.raises(Refused, match="no plan"):
            make_webhook(unit, replace(CRM, plans=(stored.plan,)), OUTSIDE)


def test_every_event_is_said_in_a_sentence() -> None:
    assert all(says.endswith(".") for says in EVENTS.values())
    assert len(EVENTS) == 11
