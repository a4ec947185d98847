"""Both sides sign dates together; from then on the plan is held against them, and the ledger adds up to the day."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from app.actors import Actor
from app.document.wire import CriticalDate
from app.document.wire.calendars import Closure
from app.plans import (
    baselines_of,
    ledger_of,
    propose_baseline,
    share_sums,
    sign_baseline,
    unshare_sums,
    variance,
    withdraw_baseline,
)
from app.plans.baselines import Proposed, digest_of
from app.store import Database
from app.store.baselines import baselines
from app.verbs import read_operations
from app.verbs.agreements import AgreeDates, ProposeDates
from app.verbs.calendars import AddClosure
from app.verbs.dates import AddCriticalDate
from app.verbs.plan import HoldPlan, ResumePlan
from app.verbs.progress import FinishStep
from app.verbs.steps import EditStep, RemoveStep
from scheduler.refusals import Refused
from tests.stored import ANA, JO, NOVA, PLAN, Stored, stored_plan


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


def test_a_critical_date_on_a_hidden_step_is_not_signed_and_adds_up_all_the_same(stored: Stored) -> None:
    stored.do(ANA, AddCriticalDate(new=CriticalDate(id="margin", step="margin", date="2026-11-27")))
    stored.do(ANA, EditStep(step="margin", set={"duration": "9d"}))
    assert slipped(stored, date="margin")[0] > 0
    proposed = propose(stored)
    sign(stored, proposed)

    assert proposed.baseline.dates["critical_dates"].keys() == {"go-live"}
    assert slipped(stored, date="margin") == (0, {})


def test_agreed_dates_are_signed_and_where_none_are_the_planned(stored: Stored) -> None:
    stored.do(ANA, ProposeDates(step="training", finish="2027-02-10"))
    stored.do(JO, AgreeDates(step="training"))
    stored.do(JO, FinishStep(step="legal"))
    planned = stored.opened().reading.schedule.steps
    steps = propose(stored).baseline.dates["steps"]

    assert steps["training"] == {"start": None, "finish": "2027-02-10", "agreed": ["finish"]}
    for name in ("legal", "set-up", "go-live"):
        start, finish = str(planned[name].planned_start), str(planned[name].planned_finish)
        assert steps[name] == {"start": start, "finish": finish, "agreed": []}


def test_what_is_signed_is_what_is_kept(stored: Stored) -> None:
    proposed = propose(stored).baseline
    stored.do(ANA, EditStep(step="set-up", set={"duration": "60d"}))
    with stored.reading(JO) as unit:
        [kept] = baselines_of(unit, stored.plan)

    assert kept == proposed
    assert digest_of(kept.dates) == proposed.digest
    other = {**kept.dates, "critical_dates": {"go-live": "2027-02-27"}}
    assert digest_of(other) != proposed.digest


def test_an_older_proposal_gives_way(stored: Stored) -> None:
    first = propose(stored)
    second = propose(stored, JO)

    with pytest.raises(Refused, match="baseline 1 is withdrawn; propose a new one to change dates"):
        sign(stored, first)
    assert sign(stored, second, ANA).baseline.in_force_at == stored.now
    with stored.reading() as unit:
        assert [one.withdrawn_at is None for one in baselines_of(unit, stored.plan)] == [False, True]


def test_a_side_signs_with_an_address_that_is_proved(stored: Stored) -> None:
    unproved = replace(JO, verified=False)

    with pytest.raises(Refused, match="your e-mail address has to be proved"):
        propose(stored, unproved)
    proposed = propose(stored)
    with pytest.raises(Refused, match="your e-mail address has to be proved"):
        sign(stored, proposed, unproved)


def test_each_is_an_entry_that_leaves_the_document_alone(stored: Stored) -> None:
    sign(stored, propose(stored))
    propose(stored)
    with stored.writing(JO) as unit:
        withdraw_baseline(unit, stored.plan, 2, why="Not yet")

    log = stored.log()[1:]
    assert [(one.verb, one.by.id, one.why) for one in log] == [
        ("propose_baseline", "m-ana", None),
        ("sign_baseline", "p-jo", None),
        ("propose_baseline", "m-ana", None),
        ("withdraw_baseline", "p-jo", "Not yet"),
    ]
    assert {one.revision for one in log} == {1}
    with pytest.raises(Refused, match="you have changed nothing"):
        stored.undo(ANA)


def test_another_workspace_finds_no_baseline(stored: Stored) -> None:
    proposed = propose(stored)
    other = replace(stored, workspace="another")

    with pytest.raises(Refused, match="there is no such plan"):
        propose(other)
    with pytest.raises(Refused, match="there is no such plan"):
        sign(other, proposed)
    with other.reading() as unit:
        for query in (baselines_of, ledger_of, variance):
            with pytest.raises(Refused, match="there is no such plan"):
                query(unit, stored.plan)


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


def test_where_a_date_lands_that_is_hidden_by_now_is_told_to_its_side_alone(stored: Stored) -> None:
    pilot = {"id": "pilot", "title": "Pilot", "side": "customer", "duration": "2d"}
    due = {"id": "pilot-date", "step": "customer--pilot", "date": "2027-02-01"}
    add_step, add_date = ({"do": "add_step", "new": pilot}, {"do": "add_critical_date", "new": due})
    stored.do(NOVA, *read_operations([add_step, add_date]))
    sign(stored, propose(stored))
    gone = [
        {"do": "remove_critical_date", "critical_date": "customer--pilot-date"},
        {"do": "remove_step", "step": "customer--pilot"},
    ]
    stored.do(NOVA, *read_operations(gone))
    hidden_step = {**pilot, "private": "customer", "duration": "90d"}
    stored.do(NOVA, *read_operations([{"do": "add_step", "new": hidden_step}, add_date]))

    found = {}
    for actor in (ANA, JO):
        with stored.reading(actor) as unit:
            found[actor.party] = {kind: {*named} for kind, named in variance(unit, stored.plan).items()}
    hidden = {"steps": {"customer--pilot"}, "critical_dates": {"customer--pilot-date"}}
    assert {kind: names - found["seller"][kind] for kind, names in found["customer"].items()} == hidden


def test_a_newer_baseline_begins_to_count_anew(stored: Stored) -> None:
    sign(stored, propose(stored))
    stored.do(ANA, EditStep(step="set-up", set={"duration": "60d"}))
    sign(stored, propose(stored, JO), ANA)

    assert slipped(stored) == (0, {})


def booked(stored: Stored) -> list[tuple[str, str | None, str | None, int]]:
    """Return what is booked, as somebody sees it who sees sums per side."""
    for actor in (ANA, JO):
        with stored.writing(actor) as unit:
            share_sums(unit, stored.plan)
    with stored.reading() as unit:
        lines = ledger_of(unit, stored.plan)["go-live"].lines
    return [(one.cause, one.step, one.side, one.days) for one in lines]


def test_a_passing_day_is_booked_to_the_driving_steps_side(stored: Stored) -> None:
    stored.do(ANA, EditStep(step="set-up", set={"duration": "60d"}))  # now it is late, so each day counts
    stored.now += timedelta(days=7)

    assert booked(stored)[1:] == [("advance_day", "legal", "customer", 7)]


def driven_by(stored: Stored, actor: Actor) -> list[tuple[str, str | None, int]]:
    with stored.reading(actor) as unit:
        return [(one.cause, one.step, one.days) for one in ledger_of(unit, stored.plan)["go-live"].lines]


def test_a_passing_day_of_a_step_that_is_hidden_is_a_wait(stored: Stored) -> None:
    stored.do(ANA, EditStep(step="set-up", set={"duration": "60d"}), EditStep(step="margin", set={"duration": "15d"}))
    stored.now += timedelta(days=7)
    stored.do(ANA, EditStep(step="training", set={"title": "Training of all"}))

    assert driven_by(stored, ANA)[-1] == ("advance_day", "margin", 7)
    assert driven_by(stored, JO)[-1] == ("wait", None, 7)


def test_which_step_drives_is_told_whatever_hidden_one_takes_as_long(database: Database) -> None:
    found = []
    for name in ("a-margin", "z-margin"):
        stored = stored_plan(database, PLAN.replace("margin", name).replace("duration: 4d", "duration: 10d"))
        stored.do(ANA, EditStep(step="set-up", set={"duration": "60d"}))
        stored.now += timedelta(days=7)
        stored.do(ANA, EditStep(step="training", set={"title": "Training of all"}))
        found.append((driven_by(stored, ANA)[-1], driven_by(stored, JO)[-1]))

    assert [whole[1] for whole, _ in found] == ["a-margin", "legal"]
    assert [seen for _, seen in found] == [("advance_day", "legal", 7)] * 2


def test_a_passing_day_of_a_joint_step_is_booked_to_both(stored: Stored) -> None:
    stored.do(ANA, EditStep(step="legal", set={"side": "both"}), EditStep(step="set-up", set={"duration": "60d"}))
    stored.now += timedelta(days=7)

    assert booked(stored)[1:] == [("advance_day", "legal", "both", 7)]


def test_days_on_hold_are_booked_to_the_waiting_and_those_around_it_are_not(stored: Stored) -> None:
    stored.do(ANA, EditStep(step="set-up", set={"duration": "60d"}))
    stored.now += timedelta(days=7)
    stored.do(ANA, HoldPlan(reason="Budget"))
    stored.now += timedelta(days=14)
    stored.do(ANA, ResumePlan())
    stored.now += timedelta(days=7)

    assert [(cause, side, days) for cause, _, side, days in booked(stored)[1:]] == [
        ("advance_day", "customer", 7),
        ("waiting", None, 14),
        ("advance_day", "customer", 7),
    ]


def test_days_after_a_hold_that_has_ended_count_again_though_nobody_looked(stored: Stored) -> None:
    stored.do(ANA, EditStep(step="set-up", set={"duration": "60d"}))
    stored.do(ANA, HoldPlan(since="2026-11-30", until="2026-12-14"))
    stored.now += timedelta(days=28)

    assert [(cause, days) for cause, _, _, days in booked(stored)[1:]] == [
        ("advance_day", 7),
        ("waiting", 14),
        ("advance_day", 7),
    ]


def test_a_hold_of_a_minute_plan_may_begin_and_end_within_a_day(database: Database) -> None:
    stored = stored_plan(database, PLAN.replace("time_zone", "resolution: minute\ntime_zone"))
    stored.do(ANA, EditStep(step="set-up", set={"duration": "70d"}))
    stored.do(ANA, HoldPlan(since="2026-11-30T09:00", until="2026-12-14T12:00"))
    stored.now += timedelta(days=29)

    assert [(cause, days) for cause, _, _, days in booked(stored)[1:]] == [
        ("advance_day", 7),
        ("waiting", 15),  # the days on which it begins and ends are its own
        ("advance_day", 7),
    ]


def test_a_date_that_comes_later_counts_from_then(stored: Stored) -> None:
    sign(stored, propose(stored))
    stored.do(ANA, EditStep(step="set-up", set={"duration": "60d"}))
    board = CriticalDate(id="board", step="signature", date="2027-01-15")
    stored.do(ANA, AddCriticalDate(new=board))

    assert slipped(stored, date="board") == (0, {})


def test_sums_per_side_are_shown_once_both_sides_let_the_other_see_them(stored: Stored) -> None:
    stored.do(ANA, EditStep(step="set-up", set={"duration": "60d"}))
    days, _ = slipped(stored)

    def sides(actor: Actor) -> tuple[dict[str | None, int] | None, str | None]:
        with stored.reading(actor) as unit:
            found = ledger_of(unit, stored.plan)["go-live"]
        return found.by_side, found.lines[0].side

    for actor in (ANA, JO):
        assert sides(ANA) == sides(JO) == (None, None)
        with stored.writing(actor) as unit:
            share_sums(unit, stored.plan)
    assert sides(ANA) == sides(JO) == ({"seller": days}, "seller")
    with stored.writing(JO) as unit:
        unshare_sums(unit, stored.plan)
    assert sides(ANA) == sides(JO) == (None, None)
    assert [one.verb for one in stored.log()[2:]] == ["share_sums", "share_sums", "unshare_sums"]


def test_a_third_party_shares_no_sums(stored: Stored) -> None:
    with stored.writing(replace(JO, party="hw")) as unit, pytest.raises(Refused, match="only these two share them"):
        share_sums(unit, stored.plan)


def test_a_cause_that_was_hidden_stays_so(stored: Stored) -> None:
    closed = {"from": "2026-11-30", "to": "2027-03-05", "reason": "Layoffs", "private": "seller"}
    stored.do(ANA, AddClosure(calendar="seller", new=Closure.model_validate(closed)))

    assert [slipped(stored, actor)[1].keys() for actor in (ANA, JO)] == [{"add_closure"}, {"wait"}]


def test_what_a_party_gets_counts_nothing_that_is_hidden(stored: Stored, database: Database) -> None:
    other = stored_plan(database)
    stored.do(ANA, EditStep(step="margin", set={"title": "Rebates"}))
    found = []
    for one in (stored, other):
        one.do(ANA, EditStep(step="set-up", set={"duration": "60d"}))
        with one.reading(JO) as unit:
            found.append(ledger_of(unit, one.plan))

    assert found[0] == found[1]


def test_a_step_that_is_gone_keeps_its_cause(stored: Stored) -> None:
    stored.do(ANA, EditStep(step="training", set={"duration": "60d"}))
    stored.do(ANA, RemoveStep(step="training"))

    assert slipped(stored, JO)[1].keys() == {"edit_step", "remove_step"}


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
