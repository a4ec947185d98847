"""Both sides sign dates together; from then on the plan is held against them, and the ledger adds up to the day."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from app.actors import Actor
from app.document.wire import CriticalDate
from app.plans import ledger_of, propose_baseline, sign_baseline, switch_sums, variance, withdraw_baseline
from app.plans.baselines import Proposed
from app.store.baselines import baselines
from app.verbs.dates import AddCriticalDate
from app.verbs.plan import HoldPlan
from app.verbs.steps import EditStep
from scheduler.refusals import Refused
from tests.stored import ANA, JO, Stored


def propose(stored: Stored, actor: Actor = ANA) -> Proposed:
    with stored.writing(actor) as unit:
        return propose_baseline(unit, stored.plan, name=actor.name)


def sign(stored: Stored, proposed: Proposed, actor: Actor = JO) -> Proposed:
    baseline = proposed.baseline
    with stored.writing(actor) as unit:
        return sign_baseline(unit, stored.plan, baseline.number, digest=baseline.digest, name=actor.name)


def slipped(stored: Stored, actor: Actor = ANA, date: str = "go-live") -> tuple[int, dict[str, int]]:
    with stored.reading(actor) as unit:
        found = ledger_of(unit, stored.plan)[date]
    assert sum(found.by_cause.values()) == found.forecast.slippage
    return found.forecast.slippage, found.by_cause


def test_it_is_in_force_once_both_sides_have_signed(stored: Stored) -> None:
    proposed = propose(stored)
    signed = sign(stored, proposed)

    assert proposed.baseline.in_force_at is None
    assert signed.baseline.in_force_at == stored.now
    assert [(one.party, one.name, one.person, one.verified, one.at) for one in signed.baseline.signatures] == [
        ("customer", "Jo Kern", "jo", True, stored.now),
        ("seller", "Ana Ruiz", "ana", True, stored.now),
    ]


def test_what_one_side_keeps_to_itself_is_not_signed(stored: Stored) -> None:
    assert propose(stored).baseline.dates["steps"].keys() == {"legal", "signature", "set-up", "training", "go-live"}


def test_who_signs_signs_what_was_shown(stored: Stored) -> None:
    proposed = propose(stored)
    other = replace(proposed, baseline=replace(proposed.baseline, digest="0" * 64))

    with pytest.raises(Refused, match="baseline 1 has other dates than those that were shown"):
        sign(stored, other)
    with pytest.raises(Refused, match="your side has signed baseline 1 already"):
        sign(stored, proposed, ANA)


def test_a_baseline_that_is_settled_is_not_signed_or_withdrawn(stored: Stored) -> None:
    first = propose(stored)
    with stored.writing(JO) as unit:
        withdraw_baseline(unit, stored.plan, 1)
    with pytest.raises(Refused, match="baseline 1 is withdrawn"):
        sign(stored, first)
    sign(stored, propose(stored))
    with stored.writing(ANA) as unit, pytest.raises(Refused, match="baseline 2 is in force"):
        withdraw_baseline(unit, stored.plan, 2)


def test_before_one_the_ledger_counts_from_the_first_forecast(stored: Stored) -> None:
    stored.do(ANA, EditStep(step="set-up", set={"duration": "60d"}))
    days, causes = slipped(stored)

    assert days > 0
    assert causes == {"edit_step": days}


def test_it_counts_from_the_proposal_whatever_moved_until_it_was_signed(stored: Stored) -> None:
    proposed = propose(stored)
    stored.do(ANA, EditStep(step="set-up", set={"duration": "60d"}))
    moved, _ = slipped(stored)
    sign(stored, proposed)

    assert slipped(stored) == (moved, {"edit_step": moved})
    signed = proposed.baseline.dates["critical_dates"]["go-live"]
    with stored.reading() as unit:
        found = variance(unit, stored.plan)
    assert found["critical_dates"]["go-live"].baseline == signed
    assert found["critical_dates"]["go-live"].days == moved
    assert found["steps"]["training"].days == moved
    assert found["steps"]["legal"].days < 0  # its latest safe day came nearer, so it is planned earlier


def test_a_newer_baseline_begins_to_count_anew(stored: Stored) -> None:
    sign(stored, propose(stored))
    stored.do(ANA, EditStep(step="set-up", set={"duration": "60d"}))
    sign(stored, propose(stored, JO), ANA)

    assert slipped(stored) == (0, {})


def test_a_passing_day_is_booked_to_the_driving_steps_side(stored: Stored) -> None:
    stored.do(ANA, EditStep(step="set-up", set={"duration": "60d"}))  # now it is late, so each day counts
    stored.now += timedelta(days=7)
    stored.do(JO, EditStep(step="training", set={"title": "Training of all"}))

    with stored.reading() as unit:
        lines = ledger_of(unit, stored.plan)["go-live"].lines
    assert [(one.cause, one.step, one.side, one.days) for one in lines][1:] == [("advance_day", "legal", "customer", 7)]


def test_a_day_on_hold_is_booked_to_the_waiting(stored: Stored) -> None:
    stored.do(ANA, EditStep(step="set-up", set={"duration": "60d"}))
    stored.do(ANA, HoldPlan(reason="Budget", until="2026-12-07"))
    stored.now += timedelta(days=28)
    stored.do(JO, EditStep(step="training", set={"title": "Training of all"}))

    assert "waiting" in slipped(stored)[1]


def test_a_date_that_comes_later_counts_from_then(stored: Stored) -> None:
    sign(stored, propose(stored))
    stored.do(ANA, EditStep(step="set-up", set={"duration": "60d"}))
    board = CriticalDate(id="board", step="signature", date="2027-01-15")
    stored.do(ANA, AddCriticalDate(new=board))

    assert slipped(stored, date="board") == (0, {})


def test_sums_per_side_are_shown_once_both_sides_let_the_other_see_them(stored: Stored) -> None:
    stored.do(ANA, EditStep(step="set-up", set={"duration": "60d"}))

    def by_side() -> dict[str | None, int] | None:
        with stored.reading(JO) as unit:
            return ledger_of(unit, stored.plan)["go-live"].by_side

    assert by_side() is None
    for actor in (ANA, JO):
        with stored.writing(actor) as unit:
            switch_sums(unit, stored.plan, shared=True)
    days, _ = slipped(stored)
    assert by_side() == {"seller": days}


def test_what_moved_because_of_something_hidden_has_no_name(stored: Stored) -> None:
    stored.do(ANA, EditStep(step="margin", set={"duration": "60d"}))

    assert slipped(stored, ANA)[1].keys() == {"edit_step"}
    assert slipped(stored, JO)[1].keys() == {"wait"}


def test_only_the_two_sides_sign(stored: Stored) -> None:
    supplier = replace(JO, party="hw")

    with pytest.raises(Refused, match="only these two sign it"):
        propose(stored, supplier)
    with stored.reading() as unit:
        assert baselines(unit, stored.plan) == []
