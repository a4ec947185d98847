"""One side asks for a change, and the other does it, or not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.actors import Actor
from app.document.wire.calendars import Closure
from app.document.wire.steps import Step
from app.plans import (
    Conflict,
    Requested,
    accept_change,
    decline_change,
    preview_request,
    request_change,
    requests_of,
    withdraw_change,
)
from app.store.ledger import booked
from app.verbs import Verb
from app.verbs.agreements import AgreeDates, DeclineDates, ProposeDates
from app.verbs.calendars import AddClosure
from app.verbs.people import Delegate
from app.verbs.steps import AddStep, EditStep, RemoveStep
from scheduler.refusals import Refused
from tests.stored import ANA, BEN, JO, Stored

LONGER = EditStep(step="set-up", set={"duration": "20d"})


def ask(stored: Stored, *operations: Verb, actor: Actor = JO, why: str | None = None) -> Requested:
    with stored.writing(actor) as unit:
        return request_change(unit, stored.plan, operations, why=why)


def accept(stored: Stored, number: int = 1, *, actor: Actor = ANA) -> Requested:
    with stored.writing(actor) as unit:
        return accept_change(unit, stored.plan, number)


def decline(stored: Stored, number: int = 1, *, actor: Actor = ANA, why: str = "We have no more people") -> Requested:
    with stored.writing(actor) as unit:
        return decline_change(unit, stored.plan, number, why=why)


def withdraw(stored: Stored, number: int = 1, *, actor: Actor = JO) -> Requested:
    with stored.writing(actor) as unit:
        return withdraw_change(unit, stored.plan, number)


def states(stored: Stored, actor: Actor = ANA) -> list[str]:
    with stored.reading(actor) as unit:
        return [one.state for one in requests_of(unit, stored.plan)]


def code_of(stored: Stored, *operations: Verb, actor: Actor = JO) -> str:
    with pytest.raises(Refused) as refused:
        ask(stored, *operations, actor=actor)
    return refused.value.problems[0].code


def test_what_is_asked_for_is_not_done(stored: Stored) -> None:
    before = stored.document()
    asked = ask(stored, LONGER, why="The plant needs more time").changed.entry

    assert stored.document() == before
    assert (asked.verb, asked.why, asked.asked) == (
        "request_change",
        "The plant needs more time",
        [{"do": "request_change", "request": 1}],
    )
    assert states(stored) == states(stored, JO) == ["open"]


def test_it_is_shown_on_the_newest_state(stored: Stored) -> None:
    ask(stored, LONGER)
    stored.do(ANA, EditStep(step="training", set={"duration": "5d"}))

    for actor in (ANA, JO):
        with stored.reading(actor) as unit:
            before, after = preview_request(unit, stored.plan, 1)
        durations = {step.id: step.duration for step in after.reading.document.steps}
        assert (durations["set-up"], durations["training"]) == ("20d", "5d")
        moved = [one.reading.schedule.steps["set-up"].planned_start for one in (after, before)]
        assert moved[0] < moved[1]
    assert stored.step("set-up")["duration"] == "15d"


def test_the_other_side_does_it(stored: Stored) -> None:
    ask(stored, LONGER)
    stored.do(ANA, EditStep(step="training", set={"duration": "5d"}))
    accepted = accept(stored)

    assert stored.step("set-up")["duration"] == "20d"
    assert stored.step("training")["duration"] == "5d"
    assert (accepted.changed.entry.by, accepted.changed.entry.verb) == (ANA, "accept_change")
    assert accepted.changed.entry.asked == [
        {"do": "accept_change", "request": 1},
        {"do": "edit_step", "step": "set-up", "set": {"duration": "20d"}},
    ]
    assert (accepted.request.state, accepted.request.settled_by) == ("accepted", 4)


def test_what_both_sides_want_is_not_taken_back_by_one(stored: Stored) -> None:
    ask(stored, LONGER)
    accept(stored)

    for actor in (ANA, JO):
        with pytest.raises(Refused, match="you have changed nothing"):
            stored.undo(actor)


def test_what_it_costs_is_booked_to_who_asked(stored: Stored) -> None:
    closed = {"from": "2026-11-25", "to": "2027-02-26"}
    ask(stored, AddClosure(calendar="customer", new=Closure.model_validate(closed)))
    ask(stored, EditStep(step="set-up", set={"duration": "60d"}))
    for number in (1, 2):
        accept(stored, number)
    with stored.reading() as unit:
        lines = booked(unit, stored.plan)

    assert [(line.cause, line.origin.step, line.origin.side) for line in lines] == [
        ("accept_change", None, "customer"),
        ("accept_change", "set-up", "seller"),
    ]


def test_somebody_who_changed_the_same_since_is_heard(stored: Stored) -> None:
    ask(stored, LONGER)
    stored.do(BEN, EditStep(step="set-up", set={"duration": "12d"}))

    with pytest.raises(Conflict) as refused:
        accept(stored)
    [clash] = refused.value.problems
    assert (clash.theirs, clash.mine) == ("12d", "20d")
    assert states(stored) == ["open"]


def test_the_one_who_accepts_is_told_nothing_that_the_author_hides(stored: Stored) -> None:
    closed = {"from": "2027-01-04", "to": "2027-01-05"}
    ask(stored, AddClosure(calendar="customer", new=Closure.model_validate(closed)))
    hidden = {"from": "2026-12-28", "to": "2026-12-30", "private": "customer"}
    stored.do(JO, AddClosure(calendar="customer", new=Closure.model_validate(hidden)))
    accept(stored)

    assert stored.document()["calendars"] == {"customer": {"closed": [hidden, closed]}}


def test_it_can_be_declined_with_a_reason_or_withdrawn(stored: Stored) -> None:
    ask(stored, LONGER)
    ask(stored, RemoveStep(step="training"))
    with pytest.raises(Refused, match="say why you decline"):
        decline(stored, why=" ")
    declined = decline(stored)
    withdraw(stored, 2)

    assert declined.changed.entry.why == "We have no more people"
    assert states(stored) == ["declined", "withdrawn"]
    assert stored.step("set-up")["duration"] == "15d"
    for again in (accept, decline):
        with pytest.raises(Refused, match="change request 1 was declined already"):
            again(stored)


def test_no_side_answers_itself(stored: Stored) -> None:
    ask(stored, LONGER)

    with pytest.raises(Refused, match="the other side accepts it"):
        accept(stored, actor=JO)
    with pytest.raises(Refused, match="your side asks for this; withdraw it"):
        decline(stored, actor=JO)
    with pytest.raises(Refused, match="the other side asks for this; decline it"):
        withdraw(stored, actor=ANA)
    with pytest.raises(Refused, match="the plan has no change request 2"):
        accept(stored, 2)


def test_what_cannot_be_done_now_is_not_asked_for(stored: Stored) -> None:
    with pytest.raises(Refused, match="no step 'set-upp'"):
        ask(stored, EditStep(step="set-upp", set={"duration": "20d"}))
    with pytest.raises(Refused, match="no operation is named"):
        ask(stored)
    assert states(stored) == []


@pytest.mark.parametrize(
    "operation",
    [
        EditStep(step="margin", set={"duration": "2d"}),
        EditStep(step="set-up", set={"estimate": {"likely": "20d"}}),
        EditStep(step="set-up", set={"private": "seller"}),
        AddStep(new=Step(id="extra", title="Extra", duration="2d", private="seller"), before=("go-live",)),
        AddClosure(
            calendar="seller",
            new=Closure.model_validate({"from": "2027-01-04", "to": "2027-01-05", "private": "seller"}),
        ),
    ],
)
def test_nothing_hidden_is_asked_for(stored: Stored, operation: Verb) -> None:
    assert code_of(stored, operation, actor=ANA) == "not-shared"
    public = AddClosure(calendar="seller", new=Closure.model_validate({"from": "2027-01-11", "to": "2027-01-12"}))
    assert code_of(stored, public, operation, actor=ANA) == "not-shared"
    assert states(stored) == []


def test_what_is_done_with_the_askers_hand_is_asked_for_too(stored: Stored) -> None:
    ask(stored, Delegate(step="legal", to="Mia Roth"))
    accept(stored)

    assert stored.step("legal")["owners"] == {"customer": "customer--mia-roth"}


def test_a_step_that_was_hidden_since_is_not_changed_by_acceptance(stored: Stored) -> None:
    ask(stored, LONGER, actor=ANA)
    stored.do(ANA, EditStep(step="set-up", set={"private": "seller"}))

    with pytest.raises(Refused, match="no step 'set-up'"):
        accept(stored, actor=JO)


def test_dates_that_are_proposed_in_it_are_agreed_when_it_is_accepted(stored: Stored) -> None:
    ask(stored, LONGER, ProposeDates(step="training", finish="2027-02-17"))
    accept(stored)

    assert stored.step("training")["agreed"] == {
        "finish": "2027-02-17",
        "by": {"customer": "jo", "seller": "ana"},
        "on": "2026-11-23",
    }
    assert stored.step("set-up")["duration"] == "20d"


def test_what_answers_the_other_side_is_not_asked_for(stored: Stored) -> None:
    stored.do(ANA, ProposeDates(step="training", finish="2027-02-10"))

    assert code_of(stored, AgreeDates(step="training")) == "answers-itself"
    assert code_of(stored, DeclineDates(step="training", reason="No")) == "answers-itself"
    assert code_of(stored, ProposeDates(step="training")) == "no-dates"
    assert code_of(stored, ProposeDates(step="training", finish="2027-02-17"), actor=replace(JO, verified=False)) == (
        "not-verified"
    )


def test_requests_are_between_the_two_sides(stored: Stored) -> None:
    supplier = replace(JO, party="hw")
    ask(stored, LONGER)

    assert code_of(stored, LONGER, actor=supplier) == "neither-side"
    assert states(stored, supplier) == []
    for look in (accept, decline, withdraw):
        with pytest.raises(Refused, match="between the seller and the customer"):
            look(stored, actor=supplier)
    with stored.reading(supplier) as unit, pytest.raises(Refused, match="between the seller and the customer"):
        preview_request(unit, stored.plan, 1)


def test_another_workspace_finds_no_request(stored: Stored) -> None:
    ask(stored, LONGER)
    other = replace(stored, workspace="another")

    for look in (accept, decline, withdraw, states):
        with pytest.raises(Refused, match="there is no such plan"):
            look(other)
