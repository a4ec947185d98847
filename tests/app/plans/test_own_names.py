"""Ids of what is added: no party ever gives one that something hidden from it has, so no answer tells of that."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from app.plans import open_plan, undo
from app.plans.text import kept
from app.verbs import read_operations
from scheduler.refusals import Refused
from tests.stored import ANA, JO, stored_plan

if TYPE_CHECKING:
    from app.actors import Actor
    from app.store import Database
    from tests.stored import Stored

HIDDEN: dict[str, dict[str, Any]] = {
    "step": {"do": "add_step", "new": {"id": "mine", "title": "Ours", "kind": "milestone"}},
    "person": {"do": "add_person", "new": {"id": "mine", "name": "Max Neu"}},
    "pain": {"do": "add_to_why", "to": "pains", "new": {"id": "mine", "text": "Ours"}},
}
"""What one party keeps to itself."""
ADDED: dict[str, dict[str, Any]] = {
    "step": {"do": "add_step", "new": {"id": "mine", "title": "Mine", "duration": "1d"}},
    "person": {"do": "add_person", "new": {"id": "mine", "name": "Kim Vu"}},
    "pain": {"do": "add_to_why", "to": "pains", "new": {"id": "mine", "text": "Mine"}},
}
"""What another party adds."""
PARTY = {"seller": ANA, "customer": JO}
SPEAKER = {"seller": "ana", "customer": "jo"}


def own(operation: dict[str, Any], party: str, *, private: bool = False) -> dict[str, Any]:
    """Return an operation as a party asks for it."""
    side = {"add_step": {"side": party}, "add_person": {"party": party}, "add_to_why": {"by": SPEAKER[party]}}[
        operation["do"]
    ]
    return {**operation, "new": {**operation["new"], **side, **({"private": party} if private else {})}}


def do(stored: Stored, actor: Actor, *operations: dict[str, Any]) -> None:
    for one in read_operations([*operations]):
        stored.do(actor, one)


def ids(stored: Stored) -> set[str]:
    document = stored.opened().reading.document
    pains = document.why.pains if document.why else ()
    return {one.id for one in document.steps} | {one.id for one in document.people} | {one.id for one in pains}


@pytest.mark.parametrize("what", ADDED)
@pytest.mark.parametrize(("keeper", "other"), [("seller", "customer"), ("customer", "seller")])
def test_an_id_of_something_hidden_is_no_secret_to_find_out(stored: Stored, what: str, keeper: str, other: str) -> None:
    do(stored, PARTY[keeper], own(HIDDEN[what], keeper, private=True))

    do(stored, PARTY[other], own(ADDED[what], other))

    assert {"mine", "customer--mine"} <= ids(stored)


def test_the_same_request_may_name_what_it_adds(stored: Stored) -> None:
    stored.do(
        JO,
        *read_operations(
            [
                own(ADDED["person"], "customer"),
                own(ADDED["step"], "customer"),
                {"do": "assign_owner", "step": "mine", "person": "mine"},
            ]
        ),
    )

    assert stored.step("customer--mine")["owners"] == {"customer": "customer--mine"}
    assert stored.log()[-1].asked[2] == {"do": "assign_owner", "step": "customer--mine", "person": "customer--mine"}


def test_what_is_called_by_its_whole_id_is_not_called_so_twice(stored: Stored) -> None:
    whole = {**ADDED["step"], "new": {**ADDED["step"]["new"], "id": "customer--mine"}}
    do(stored, JO, own(whole, "customer"))
    assert stored.step("customer--mine")["title"] == "Mine"
    with pytest.raises(Refused, match="there is a step 'customer--mine' already"):
        do(stored, JO, own(ADDED["step"], "customer"))


def test_the_seller_gives_no_id_of_another_partys_kind(stored: Stored) -> None:
    foreign = {**ADDED["step"], "new": {**ADDED["step"]["new"], "id": "customer--mine"}}
    with pytest.raises(Refused, match="two hyphens in a row"):
        do(stored, ANA, own(foreign, "seller"))


SPENT: dict[str, tuple[dict[str, Any], dict[str, Any], dict[str, Any]]] = {
    "step": (
        {"do": "edit_step", "step": "pilot", "set": {"private": "customer"}},
        {"do": "remove_step", "step": "pilot"},
        {"do": "add_step", "new": {"id": "pilot", "title": "Anew", "side": "seller", "duration": "1d"}},
    ),
    "person": (
        {"do": "edit_person", "person": "kim", "set": {"private": "customer"}},
        {"do": "remove_person", "person": "kim"},
        {"do": "add_person", "new": {"id": "kim", "name": "Kim Vu", "party": "customer"}},
    ),
    "entry": (
        {"do": "edit_in_why", "to": "pains", "entry": "slow", "set": {"private": "customer"}},
        {"do": "remove_from_why", "to": "pains", "entry": "slow"},
        {"do": "add_to_why", "to": "pains", "new": {"id": "slow", "text": "Anew", "by": "ana"}},
    ),
}
"""How the customer hides something that the seller added, or takes it away; and the seller adds something of its id."""


def laid_out(stored: Stored) -> None:
    """Let the seller add what everybody sees, and the customer's side answers for."""
    do(
        stored,
        ANA,
        {"do": "add_step", "new": {"id": "pilot", "title": "Pilot", "side": "customer", "duration": "1d"}},
        {"do": "add_person", "new": {"id": "kim", "name": "Kim", "party": "customer"}},
        {"do": "add_to_why", "to": "pains", "new": {"id": "slow", "text": "It is slow", "by": "jo"}},
    )


@pytest.mark.parametrize("what", SPENT)
@pytest.mark.parametrize("removes", [False, True], ids=["hidden", "removed"])
def test_whether_something_is_hidden_or_gone_its_id_does_not_tell(stored: Stored, what: str, *, removes: bool) -> None:
    laid_out(stored)
    hide, remove, add = SPENT[what]
    do(stored, JO, remove if removes else hide)

    with pytest.raises(Refused) as refused:
        do(stored, ANA, add)

    [problem] = refused.value.problems
    name = add["new"]["id"]
    assert (problem.code, problem.sentence) == (
        "spent-id",
        f"the plan had {name!r} as the id of a {what} before, and ids are given once; write another",
    )


def test_an_id_that_came_with_what_another_party_keeps_to_itself_is_spent(
    database: Database,
) -> None:
    stored = stored_plan(database, HIDDEN_FROM_THE_BEGINNING)

    with pytest.raises(Refused, match="ids are given once"):
        do(stored, ANA, SPENT["step"][2])
    do(stored, ANA, {"do": "assign_owner", "step": "go-live", "person": "Kim", "party": "customer"})

    assert stored.step("go-live")["owners"] == {"customer": "kim-2"}
    assert {one.id for one in stored.opened().reading.document.people} == {"kim", "kim-2"}


HIDDEN_FROM_THE_BEGINNING = """\
format: backplan/1
title: Northwind roll-out
customer: Northwind
seller: Acme
critical_dates: [{id: go-live, step: go-live, date: 2027-02-26}]
people: [{id: kim, name: Kim, party: customer, private: customer}]
steps:
  - {id: pilot, title: Pilot, side: customer, duration: 1d, private: customer}
  - {id: go-live, title: Go-live, kind: milestone, side: customer}
"""


def test_what_is_taken_back_has_its_id_again(stored: Stored) -> None:
    laid_out(stored)
    do(stored, JO, SPENT["step"][1])
    with stored.writing(JO) as unit:
        undo(unit, stored.plan)

    assert stored.step("pilot")["title"] == "Pilot"
    with pytest.raises(Refused, match="there is a step 'pilot' already"):
        do(stored, ANA, SPENT["step"][2])


NAMED: dict[str, dict[str, Any]] = {
    "owner": {"do": "assign_owner", "step": "go-live", "person": "Kim", "party": "customer"},
    "delegate": {"do": "delegate", "step": "go-live", "to": "kim ", "party": "customer"},
    "help": {
        "do": "ask_for_help",
        "step": "go-live",
        "question": "Who?",
        "owner": "Kim",
        "answer_by": "2026-12-01",
    },
    "decision": {"do": "record_decision", "id": "one", "text": "All at once", "decided_by": "Kim"},
    "confirmation": {"do": "confirm_critical_date", "critical_date": "go-live", "by": "Kim"},
    "move": {"do": "move_critical_date", "critical_date": "go-live", "to": "2027-03-26", "confirmed_by": "Kim"},
}


@pytest.mark.parametrize("what", NAMED)
@pytest.mark.parametrize("others", [True, False], ids=["beside", "alone"])
def test_somebody_hidden_who_is_called_alike_is_in_nobodys_way(database: Database, what: str, *, others: bool) -> None:
    hidden = "people: [{id: anybody, name: Kim, party: customer, private: customer}"
    seen = ", {id: kim-vu, name: Kim, party: customer}]" if others else "]"
    document = HIDDEN_FROM_THE_BEGINNING.replace("id: kim,", "id: anybody,").replace(f"{hidden}]", f"{hidden}{seen}")
    stored = stored_plan(database, document)
    told = stored_plan(database, document.replace(f"{hidden}, ", "people: [").replace(f"{hidden}]", "people: []"))

    def answer(to: Stored) -> Any:  # noqa: ANN401 - what came of it
        try:
            to.do(ANA, *read_operations([NAMED[what]]))
        except Refused as refused:
            return str(refused)
        with to.reading(ANA) as unit:
            return kept(open_plan(unit, to.plan).seen_by(ANA)) | {"id": None}

    assert answer(stored) == answer(told)
