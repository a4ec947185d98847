"""Ids of what is added: no party ever gives one that something hidden from it has, so no answer tells of that."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from app.verbs import read_operations
from scheduler.refusals import Refused
from tests.stored import ANA, JO

if TYPE_CHECKING:
    from app.actors import Actor
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
