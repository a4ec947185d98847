"""A party keeps its own to itself, and hides nothing from those whose it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.document.wire import CriticalDate
from app.document.wire.calendars import Closure
from app.document.wire.steps import Step
from app.verbs import Verb
from app.verbs.calendars import AddClosure
from app.verbs.dates import AddCriticalDate
from app.verbs.plan import ClosePlan
from app.verbs.steps import AddStep, EditStep
from app.verbs.why import AddToWhy
from scheduler.refusals import Refused
from tests.stored import ANA, JO, NOVA, Stored

if TYPE_CHECKING:
    from app.actors import Actor


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
