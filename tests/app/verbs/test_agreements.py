"""A side proposes dates and the other accepts them; from then on only a new agreement changes them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from app.actors import Actor
from app.document import Unreadable
from app.document.differences import Block
from app.document.wire import Party, Person
from app.document.wire.steps import Step
from app.verbs import Verb
from app.verbs.agreements import AgreeDates, DeclineDates, ProposeDates
from app.verbs.members import AddParty, AddPerson, RemovePerson
from app.verbs.progress import FinishStep, StartStep
from app.verbs.steps import AddStep, EditStep, RemoveStep
from scheduler.refusals import Refused
from tests.stored import ANA, BEN, JO, Stored

PROPOSED: Block = {"finish": "2027-02-10", "by": {"seller": "ana"}, "on": "2026-11-23"}
AGREED: Block = {"finish": "2027-02-10", "by": {"seller": "ana", "customer": "jo"}, "on": "2026-11-23"}
GUEST = Actor(kind="participant", id="p-x", name="Somebody", party="customer")
"""Somebody who came in by a link that asks for nothing."""


def agree(stored: Stored, finish: str = "2027-02-10", step: str = "training") -> None:
    """Let both sides agree on when a step is done."""
    stored.do(ANA, ProposeDates(step=step, finish=finish))
    stored.do(JO, AgreeDates(step=step))


def code_of(stored: Stored, actor: Actor, operation: Verb) -> str:
    """Return with which code an operation is refused."""
    with pytest.raises(Refused) as refused:
        stored.do(actor, operation)
    return refused.value.problems[0].code


def test_a_proposal_waits_for_the_other_side(stored: Stored) -> None:
    stored.do(ANA, ProposeDates(step="training", finish="2027-02-10"))

    assert stored.step("training")["proposed"] == PROPOSED
    assert "agreed" not in stored.step("training")


def test_it_is_agreed_once_both_sides_have_accepted(stored: Stored) -> None:
    agree(stored)

    assert stored.step("training")["agreed"] == AGREED
    assert "proposed" not in stored.step("training")


def test_the_customer_proposes_too(stored: Stored) -> None:
    stored.do(JO, ProposeDates(step="training", start="2027-02-08", finish="2027-02-10"))
    stored.do(ANA, AgreeDates(step="training", start="2027-02-08", finish="2027-02-10"))

    assert stored.step("training")["agreed"] == {"start": "2027-02-08", **AGREED}


def test_without_dates_those_that_are_planned_are_proposed(stored: Stored) -> None:
    planned = stored.opened().reading.schedule.steps
    stored.do(ANA, ProposeDates(step="set-up"), ProposeDates(step="signature"))

    set_up, signature = stored.step("set-up")["proposed"], stored.step("signature")["proposed"]
    assert isinstance(set_up, dict)
    assert isinstance(signature, dict)
    assert (set_up["start"], set_up["finish"]) == (
        str(planned["set-up"].planned_start),
        str(planned["set-up"].planned_finish),
    )
    assert (signature.get("start"), signature["finish"]) == (None, str(planned["signature"].planned_finish))


def test_of_a_step_that_has_begun_only_the_finish_is_proposed(stored: Stored) -> None:
    stored.do(JO, StartStep(step="legal"))
    stored.do(JO, ProposeDates(step="legal"))

    proposed = stored.step("legal")["proposed"]
    assert isinstance(proposed, dict)
    assert proposed.keys() == {"finish", "by", "on"}


def test_what_was_agreed_stands_until_something_else_is(stored: Stored) -> None:
    agree(stored)
    stored.do(JO, ProposeDates(step="training", finish="2027-02-17"))
    assert stored.step("training")["agreed"] == AGREED

    stored.do(ANA, DeclineDates(step="training", reason="Too late for the plant"))
    assert stored.step("training")["agreed"] == AGREED
    assert "proposed" not in stored.step("training")

    agree(stored, "2027-02-17")
    assert stored.step("training")["agreed"] == {**AGREED, "finish": "2027-02-17"}


def test_who_declines_may_propose_something_else(stored: Stored) -> None:
    stored.do(ANA, ProposeDates(step="training", finish="2027-02-10"))
    entry = stored.do(JO, DeclineDates(step="training", reason="Our plant is closed", finish="2027-02-12")).entry

    assert stored.step("training")["proposed"] == {
        "finish": "2027-02-12",
        "by": {"customer": "jo"},
        "on": "2026-11-23",
    }
    assert entry.asked[0]["reason"] == "Our plant is closed"


def test_who_accepts_accepts_what_was_shown(stored: Stored) -> None:
    stored.do(ANA, ProposeDates(step="training", finish="2027-02-10"))
    stored.do(BEN, ProposeDates(step="training", finish="2027-02-12", person="ana"))

    with pytest.raises(Refused, match="what is proposed for Training is now 2027-02-12"):
        stored.do(JO, AgreeDates(step="training", finish="2027-02-10"))


def test_no_side_agrees_with_itself(stored: Stored) -> None:
    stored.do(ANA, ProposeDates(step="training", finish="2027-02-10"))

    assert code_of(stored, BEN, AgreeDates(step="training", person="ana")) == "own-proposal"
    assert code_of(stored, JO, AgreeDates(step="set-up")) == "nothing-proposed"


def test_time_and_computation_move_no_agreed_date(stored: Stored) -> None:
    agree(stored)
    stored.do(ANA, EditStep(step="set-up", set={"duration": "60d"}))
    stored.now += timedelta(days=100)
    stored.do(JO, FinishStep(step="legal"))

    assert stored.step("training")["agreed"] == AGREED
    assert stored.opened().reading.schedule.steps["training"].planned_finish != AGREED["finish"]


def test_an_agreement_is_not_taken_back_by_undo(stored: Stored) -> None:
    stored.do(JO, EditStep(step="legal", set={"title": "Review"}))
    agree(stored)
    stored.undo(JO)

    assert stored.step("training")["agreed"] == AGREED
    assert stored.step("legal")["title"] == "Legal review"
    with pytest.raises(Refused, match="Jo Kern"):
        stored.undo(ANA)


@pytest.mark.parametrize("field", ["agreed", "proposed"])
def test_nobody_writes_the_others_word(stored: Stored, field: str) -> None:
    forged = {"id": "extra", "title": "Extra", "duration": "2d", field: AGREED}

    assert code_of(stored, ANA, AddStep(new=Step.model_validate(forged))) == "other-verb"
    assert code_of(stored, ANA, EditStep(step="training", set={field: AGREED})) == "other-verb"


def test_an_agreed_step_can_be_removed_and_comes_back_with_its_agreement(stored: Stored) -> None:
    agree(stored)
    before = stored.step("training")
    stored.do(ANA, RemoveStep(step="training"))
    stored.undo(ANA)

    assert stored.step("training") == before


def test_what_one_side_keeps_to_itself_is_not_agreed(stored: Stored) -> None:
    assert code_of(stored, ANA, ProposeDates(step="margin")) == "private-step"

    stored.do(ANA, ProposeDates(step="set-up", finish="2027-02-10"))
    stored.do(ANA, EditStep(step="set-up", set={"private": "seller"}))
    with pytest.raises(Refused, match="no step 'set-up'"):
        stored.do(JO, AgreeDates(step="set-up"))


def test_what_is_over_is_not_agreed(stored: Stored) -> None:
    stored.do(ANA, ProposeDates(step="legal", finish="2027-01-15"))
    stored.do(JO, FinishStep(step="legal"))

    assert code_of(stored, JO, AgreeDates(step="legal")) == "already-happened"
    assert code_of(stored, ANA, ProposeDates(step="legal", finish="2027-01-15")) == "already-happened"


def test_nobody_promises_a_day_that_has_passed_or_an_end_before_the_start(stored: Stored) -> None:
    assert code_of(stored, ANA, ProposeDates(step="training", finish="2026-11-20")) == "past-date"
    with pytest.raises(Unreadable, match="2027-02-12"):
        stored.do(ANA, ProposeDates(step="training", start="2027-02-12", finish="2027-02-10"))


def test_a_day_that_passed_before_it_was_accepted_is_agreed_by_nobody(stored: Stored) -> None:
    stored.do(ANA, ProposeDates(step="training", start="2026-11-25", finish="2026-11-27"))
    stored.do(ANA, ProposeDates(step="set-up", finish="2026-11-30"))
    stored.now += timedelta(days=7)

    assert code_of(stored, JO, AgreeDates(step="training")) == "past-date"
    stored.do(JO, AgreeDates(step="set-up"))
    stored.do(JO, DeclineDates(step="training", reason="That was last week", finish="2026-12-11"))
    stored.do(ANA, AgreeDates(step="training"))
    assert stored.step("training")["agreed"] == {"finish": "2026-12-11", **_by_both("2026-11-30")}


def _by_both(on: str) -> Block:
    return {"by": {"seller": "ana", "customer": "jo"}, "on": on}


def test_a_member_who_is_nobody_of_the_plan_joins_it(stored: Stored) -> None:
    stored.do(BEN, ProposeDates(step="training", finish="2027-02-10"))

    assert stored.step("training")["proposed"] == {**PROPOSED, "by": {"seller": "ben-ott"}}
    people = stored.document()["people"]
    assert isinstance(people, list)
    assert people[-1] == {"id": "ben-ott", "name": "Ben Ott", "party": "seller"}
    stored.do(BEN, ProposeDates(step="set-up", finish="2027-02-05"))
    assert stored.document()["people"] == people


def test_a_member_speaks_for_a_colleague_by_name(stored: Stored) -> None:
    stored.do(BEN, ProposeDates(step="training", finish="2027-02-10", person="Ana Ruiz"))
    stored.do(BEN, ProposeDates(step="set-up", finish="2027-02-05", person="Lee Park"))

    assert stored.step("training")["proposed"] == PROPOSED
    assert stored.step("set-up")["proposed"] == {
        "finish": "2027-02-05",
        "by": {"seller": "lee-park"},
        "on": "2026-11-23",
    }


def test_a_member_speaks_for_nobody_of_the_other_side(stored: Stored) -> None:
    assert code_of(stored, BEN, ProposeDates(step="training", person="Jo Kern")) == "other-party"


def test_who_is_nobody_of_the_plans_people_names_one_of_its_side(stored: Stored) -> None:
    proved = replace(GUEST, kind="tool", verified=True)

    assert code_of(stored, proved, ProposeDates(step="training")) == "nobody-named"
    assert code_of(stored, proved, ProposeDates(step="training", person="Mia Roth")) == "nobody-named"
    stored.do(proved, ProposeDates(step="training", finish="2027-02-10", person="jo"))
    assert stored.step("training")["proposed"] == {**PROPOSED, "by": {"customer": "jo"}}


def test_a_side_gives_its_word_with_an_address_that_is_proved(stored: Stored) -> None:
    stored.do(ANA, ProposeDates(step="training", finish="2027-02-10"))
    unproved = replace(JO, verified=False)

    for operation in (ProposeDates(step="training"), AgreeDates(step="training")):
        assert code_of(stored, unproved, operation) == "not-verified"
    stored.do(unproved, DeclineDates(step="training", reason="Too early"))
    assert "proposed" not in stored.step("training")


def test_who_is_hidden_from_the_other_side_gives_no_word(stored: Stored) -> None:
    stored.do(ANA, AddPerson(new=Person(id="kai", name="Kai", party="seller", private="seller")))

    assert code_of(stored, BEN, ProposeDates(step="training", person="kai")) == "private-person"


def test_who_gave_a_word_stays_among_the_people(stored: Stored) -> None:
    stored.do(BEN, ProposeDates(step="training", finish="2027-02-10"))

    with pytest.raises(Refused, match="'ben-ott' is still named by 'Training'"):
        stored.do(BEN, RemovePerson(person="ben-ott"))


def test_a_third_party_stands_for_its_own_step_only(stored: Stored) -> None:
    stored.do(ANA, AddParty(new=Party(id="hw", name="Hammer Hardware")))
    stored.do(ANA, AddPerson(new=Person(id="kim", name="Kim Vu", party="hw")))
    stored.do(ANA, EditStep(step="set-up", set={"side": ["seller", "hw"]}))
    kim = Actor(kind="participant", id="p-kim", name="Kim Vu", party="hw", person="kim", verified=True)

    assert code_of(stored, kim, ProposeDates(step="training", finish="2027-02-10")) == "not-your-step"
    stored.do(kim, ProposeDates(step="set-up", finish="2027-02-05"))
    stored.do(ANA, AgreeDates(step="set-up"))
    assert "agreed" not in stored.step("set-up")
    stored.do(JO, AgreeDates(step="set-up"))
    assert stored.step("set-up")["agreed"] == {
        "finish": "2027-02-05",
        "by": {"hw": "kim", "seller": "ana", "customer": "jo"},
        "on": "2026-11-23",
    }
