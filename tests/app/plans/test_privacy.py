"""A party keeps its own to itself, and hides nothing from those whose it is."""

from __future__ import annotations

import pytest

from app.actors import Actor
from app.document.wire import CriticalDate, Party
from app.document.wire.calendars import Closure
from app.document.wire.steps import Step
from app.plans import propose_baseline, sign_baseline
from app.verbs import Verb
from app.verbs.agreements import AgreeDates, ProposeDates
from app.verbs.calendars import AddClosure
from app.verbs.dates import AddCriticalDate
from app.verbs.members import AddParty
from app.verbs.plan import ClosePlan
from app.verbs.steps import AddStep, EditStep, RemoveStep
from app.verbs.why import AddToWhy
from scheduler.refusals import Refused
from tests.stored import ANA, JO, NOVA, Stored


def test_a_party_keeps_a_step_of_its_own_to_itself(stored: Stored) -> None:
    stored.do(
        NOVA,
        AddStep(
            new=Step(id="vendor-talk", title="Talk with rivals", side=("customer",), duration="2d", private="customer")
        ),
    )

    with pytest.raises(Refused, match="no step 'vendor-talk'"):
        stored.do(ANA, EditStep(step="vendor-talk", set={"duration": "1d"}))


def test_a_step_that_both_do_is_hidden_from_nobody(stored: Stored) -> None:
    with pytest.raises(Refused) as refused:
        stored.do(NOVA, EditStep(step="training", set={"private": "customer"}))

    assert str(refused.value) == (
        "Training is not done by 'customer' alone, so it cannot be private to it; split the step first"
    )


def test_nobody_hides_the_other_sides_step(stored: Stored) -> None:
    with pytest.raises(Refused, match="Set-up is not done by 'customer' alone"):
        stored.do(NOVA, EditStep(step="set-up", set={"private": "customer"}))


def test_nobody_keeps_something_to_the_other_side(stored: Stored) -> None:
    with pytest.raises(Refused) as refused:
        stored.do(ANA, EditStep(step="legal", set={"private": "customer"}))

    assert str(refused.value) == (
        "only 'customer' itself can keep something to itself; write 'seller', or leave 'private' out"
    )


def test_a_closure_may_be_private_too(stored: Stored) -> None:
    closure = Closure.model_validate({"from": "2026-12-21", "to": "2026-12-23", "private": "customer"})
    stored.do(NOVA, AddClosure(calendar="customer", new=closure))

    with pytest.raises(Refused, match="only 'seller' itself"):
        stored.do(NOVA, AddClosure(calendar="seller", new=closure.model_copy(update={"private": "seller"})))


def test_a_step_is_shared_by_whose_it_is(stored: Stored) -> None:
    stored.do(ANA, EditStep(step="margin", set={"private": None}))
    stored.do(NOVA, EditStep(step="margin", set={"title": "Margins"}))

    assert stored.step("margin")["title"] == "Margins"


@pytest.mark.parametrize(
    ("operation", "field"),
    [
        (ClosePlan(result="lost"), "outcome"),
        (EditStep(step="legal", set={"estimate": {"low": "5d"}}), "estimate"),
        (AddStep(new=Step(id="talk", title="Talk", side=("customer",), duration="1d", optional=True)), "optional"),
        (AddToWhy(to="questions", new={"id": "who", "text": "Who signs?", "about": "decisions"}), "questions"),
    ],
)
def test_nobody_writes_what_only_the_seller_sees(stored: Stored, operation: Verb, field: str) -> None:
    with pytest.raises(Refused) as refused:
        stored.do(NOVA, operation)

    assert str(refused.value) == f"only the seller sees {field!r}, and only the seller sets it; leave it out"
    assert stored.do(ANA, operation).entry.revision == 2


def test_what_only_the_seller_sees_keeps_nobody_from_changing_the_rest(stored: Stored) -> None:
    stored.do(ANA, ClosePlan(result="lost"), EditStep(step="legal", set={"estimate": {"low": "5d"}}))
    stored.do(NOVA, EditStep(step="legal", set={"duration": "8d"}))

    assert (stored.step("legal")["duration"], stored.step("legal")["estimate"]) == ("8d", {"low": "5d"})


BOUND = "Go-live stays in everybody's sight: a critical date binds it, and that is for all sides; bind another step"


@pytest.mark.parametrize("actor", [JO, NOVA], ids=["participant", "tool"])
def test_a_step_that_a_critical_date_binds_is_hidden_by_nobody(stored: Stored, actor: Actor) -> None:
    with pytest.raises(Refused, match=BOUND):
        stored.do(actor, EditStep(step="go-live", set={"private": "customer"}))


def test_nor_by_taking_back_that_it_was_shown(stored: Stored) -> None:
    stored.do(NOVA, AddStep(new=Step(id="pilot", title="Pilot", side=("customer",), duration="5d", private="customer")))
    stored.do(NOVA, EditStep(step="customer--pilot", set={"private": None}))
    new = CriticalDate.model_validate({"id": "pilot", "step": "customer--pilot", "date": "2027-01-29"})
    stored.do(ANA, AddCriticalDate(new=new))

    with pytest.raises(Refused, match="Pilot stays in everybody's sight: a critical date binds it"):
        stored.undo(NOVA)


def test_a_step_that_was_hidden_from_the_beginning_may_be_bound(stored: Stored) -> None:
    new = CriticalDate.model_validate({"id": "margin", "step": "margin", "date": "2027-01-29"})
    stored.do(ANA, AddCriticalDate(new=new))
    stored.do(ANA, EditStep(step="margin", set={"duration": "5d"}))

    assert stored.step("margin")["private"] == "seller"


def test_a_step_with_agreed_dates_is_hidden_by_neither_side_and_removed_for_all_to_see(stored: Stored) -> None:
    stored.do(ANA, ProposeDates(step="set-up", finish="2027-02-12"))
    stored.do(JO, AgreeDates(step="set-up"))

    with pytest.raises(Refused, match="Set-up stays in everybody's sight: both sides agreed its dates"):
        stored.do(ANA, EditStep(step="set-up", set={"private": "seller"}))
    assert stored.do(ANA, RemoveStep(step="set-up"), why="The customer does it").entry.step == "set-up"


def test_a_step_whose_dates_only_wait_for_the_other_side_may_be_hidden(stored: Stored) -> None:
    stored.do(ANA, ProposeDates(step="set-up", finish="2027-02-12"))
    stored.do(ANA, EditStep(step="set-up", set={"private": "seller"}))

    assert stored.step("set-up")["private"] == "seller"


def test_a_step_in_the_baseline_in_force_is_hidden_by_neither_side(stored: Stored) -> None:
    with stored.writing(ANA) as unit:
        proposed = propose_baseline(unit, stored.plan).baseline
    stored.do(JO, AddStep(new=Step(id="pilot", title="Pilot", side=("customer",), duration="5d")))
    stored.do(JO, EditStep(step="legal", set={"private": "customer"}))
    stored.do(JO, EditStep(step="legal", set={"private": None}))
    with stored.writing(JO) as unit:
        sign_baseline(unit, stored.plan, proposed.number, digest=proposed.digest, name="Jo Kern")

    with pytest.raises(Refused, match="Legal review stays in everybody's sight: both sides signed its dates in base"):
        stored.do(JO, EditStep(step="legal", set={"private": "customer"}))
    with pytest.raises(Refused, match="Set-up stays in everybody's sight"):
        stored.do(ANA, EditStep(step="set-up", set={"private": "seller"}))
    stored.do(JO, EditStep(step="customer--pilot", set={"private": "customer"}))
    assert stored.step("customer--pilot")["private"] == "customer"


def test_what_is_signed_is_not_hidden_by_taking_back_that_it_was_shown(stored: Stored) -> None:
    stored.do(JO, EditStep(step="legal", set={"private": "customer"}))
    stored.do(JO, EditStep(step="legal", set={"private": None}))
    with stored.writing(ANA) as unit:
        proposed = propose_baseline(unit, stored.plan).baseline
    with stored.writing(JO) as unit:
        sign_baseline(unit, stored.plan, proposed.number, digest=proposed.digest, name="Jo Kern")

    with pytest.raises(Refused, match="Legal review stays in everybody's sight"):
        stored.undo(JO)


def test_a_third_party_is_told_nothing_of_a_baseline(stored: Stored) -> None:
    hal = Actor(kind="tool", id="t-hal", name="Hal", party="hw")
    stored.do(ANA, AddParty(new=Party(id="hw", name="Hardware")))
    stored.do(ANA, AddStep(new=Step(id="servers", title="Servers", side=("hw",), duration="5d")))
    with stored.writing(ANA) as unit:
        proposed = propose_baseline(unit, stored.plan).baseline
    with stored.writing(JO) as unit:
        sign_baseline(unit, stored.plan, proposed.number, digest=proposed.digest, name="Jo Kern")

    stored.do(hal, EditStep(step="servers", set={"private": "hw"}))
    assert stored.step("servers")["private"] == "hw"
