"""Who answers for a step, to whom it is handed, and who is asked for help with it."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from app.actors import Actor
from app.verbs import OPERATION
from tests.app.verbs.doing import Asked, Changes, changes, refusal
from tests.stored import ANA, BEN, JO

ASKED = {"asked_by": "jo", "owner": "ana", "answer_by": "2026-11-30", "question": "Which legal entity?"}
MIA = {"id": "customer--mia-roth", "name": "Mia Roth", "party": "customer"}
ASK = {"do": "ask_for_help", "step": "legal", "question": "Which clause?", "owner": "ana", "answer_by": "2026-12-01"}

DONE: dict[str, tuple[Actor, Asked, Changes]] = {
    "an owner by id": (
        ANA,
        {"do": "assign_owner", "step": "training", "person": "jo"},
        {"steps.training.owners": (None, {"customer": "jo"})},
    ),
    "an owner by name, in place of another": (
        ANA,
        {"do": "assign_owner", "step": "set-up", "person": "kai berg"},
        {"steps.set-up.owners.seller": ("ana", "kai")},
    ),
    "an owner who is new": (
        JO,
        {"do": "assign_owner", "step": "training", "person": "Mia Roth", "party": "customer"},
        {"people.customer--mia-roth": (None, MIA), "steps.training.owners": (None, {"customer": "customer--mia-roth"})},
    ),
    "not me, it is Mia": (
        JO,
        {"do": "delegate", "step": "legal", "to": "Mia Roth", "email": "mia.roth@northwind.example"},
        {
            "people.customer--mia-roth": (None, {**MIA, "email": "mia.roth@northwind.example"}),
            "steps.legal.owners.customer": ("jo", "customer--mia-roth"),
        },
    ),
    "a step of both that nobody of one's side owned": (
        JO,
        {"do": "delegate", "step": "training", "to": "jo"},
        {"steps.training.owners": (None, {"customer": "jo"})},
    ),
    "the first address of somebody who is known": (
        ANA,
        {"do": "delegate", "step": "set-up", "to": "Lee Park", "email": "lee@acme.example"},
        {"people.lee.email": (None, "lee@acme.example"), "steps.set-up.owners.seller": ("ana", "lee")},
    ),
    "the address that is known": (
        JO,
        {"do": "delegate", "step": "under-way", "to": "jo", "email": "jo@northwind.example"},
        {"steps.under-way.owners": (None, {"customer": "jo"})},
    ),
    "for the other side, named": (
        ANA,
        {"do": "delegate", "step": "legal", "to": "Mia Roth", "party": "customer"},
        {
            "people.mia-roth": (None, {**MIA, "id": "mia-roth"}),
            "steps.legal.owners.customer": ("jo", "mia-roth"),
        },
    ),
    "a question": (
        JO,
        ASK,
        {
            "steps.legal.help": (
                None,
                {"asked_by": "jo", "owner": "ana", "answer_by": "2026-12-01", "question": "Which clause?"},
            )
        },
    ),
    "a question of somebody who is nobody of the plan": (
        BEN,
        {**ASK, "owner": "Jo Kern"},
        {"steps.legal.help": (None, {"owner": "jo", "answer_by": "2026-12-01", "question": "Which clause?"})},
    ),
    "an answer": (
        ANA,
        {"do": "answer_help", "step": "asked", "answer": "The GmbH"},
        {"steps.asked.help.answer": (None, "The GmbH")},
    ),
    "a question that is taken back": (
        JO,
        {"do": "withdraw_help", "step": "asked"},
        {"steps.asked.help": (ASKED, None)},
    ),
}


@pytest.mark.parametrize(("by", "operation", "changed"), DONE.values(), ids=[*DONE])
def test_it_changes_this_and_nothing_else(by: Actor, operation: Asked, changed: Changes) -> None:
    assert changes(operation, by=by) == changed


REFUSED: list[tuple[Actor, Asked, str, str]] = [
    (
        ANA,
        {"do": "assign_owner", "step": "legal", "person": "joe"},
        "unknown-person",
        "no person 'joe'; did you mean 'jo'?",
    ),
    (
        ANA,
        {"do": "assign_owner", "step": "legal", "person": "jo", "party": "seller"},
        "other-party",
        "Jo Kern belongs to 'customer', not to 'seller'",
    ),
    (
        ANA,
        {"do": "assign_owner", "step": "legal", "person": "Max", "party": "custommer"},
        "unknown-party",
        "no party 'custommer'; did you mean 'customer'?",
    ),
    (
        ANA,
        {"do": "assign_owner", "step": "legal", "person": " ", "party": "customer"},
        "nobody-named",
        "nobody is named; write a name, or the id of one of the plan's people",
    ),
    (
        JO,
        {"do": "delegate", "step": "legal", "to": "Jo Kern"},
        "already-owner",
        "Jo Kern owns Legal review already; name somebody else",
    ),
    (
        JO,
        {"do": "delegate", "step": "legal", "to": "Ana Ruiz"},
        "other-party",
        "Ana Ruiz belongs to 'seller', not to 'customer'",
    ),
    (
        JO,
        {"do": "delegate", "step": "set-up", "to": "Mia Roth"},
        "not-on-side",
        "Set-up is not a step of 'customer', so nobody of that side can take it over",
    ),
    (
        JO,
        {"do": "delegate", "step": "under-way", "to": "jo", "email": "jo@home.example"},
        "other-address",
        "mail reaches Jo Kern at jo@northwind.example; leave the address out, or edit the person",
    ),
    (
        JO,
        {"do": "delegate", "step": "legal", "to": "Mia Roth", "email": "mia"},
        "wrong-form",
        (
            "plan (changed) people[4].email: 'mia' does not fit; "
            "here belongs an e-mail address such as jo@northwind.example"
        ),
    ),
    (JO, {**ASK, "owner": "anna"}, "unknown-person", "no person 'anna'; did you mean 'ana'?"),
    (
        JO,
        {**ASK, "answer_by": "soon"},
        "bad-date",
        "plan (changed) steps[6].help.answer_by: 'soon' is no date; write it as year-month-day, such as 2026-11-30",
    ),
    (
        JO,
        {**ASK, "step": "asked"},
        "open-question",
        "Purchase order has an open question already; it is answered or withdrawn before the next is asked",
    ),
    (
        ANA,
        {"do": "answer_help", "step": "legal", "answer": "Clause 7"},
        "no-question",
        "nothing is asked about Legal review that is not answered",
    ),
    (JO, {"do": "withdraw_help", "step": "legal"}, "no-question", "nothing is asked about Legal review"),
]


@pytest.mark.parametrize(("by", "operation", "code", "sentence"), REFUSED)
def test_it_is_refused_with_a_sentence(by: Actor, operation: Asked, code: str, sentence: str) -> None:
    assert refusal(operation, by=by) == (code, sentence)


def test_an_answered_question_is_not_answered_again_and_gives_way_to_the_next() -> None:
    answer = {"do": "answer_help", "step": "asked", "answer": "The GmbH"}

    assert refusal(answer, answer) == ("no-question", "nothing is asked about Purchase order that is not answered")
    assert changes(answer, {**ASK, "step": "asked", "owner": "jo"}, by=ANA) == {
        "steps.asked.help.asked_by": ("jo", "ana"),
        "steps.asked.help.owner": ("ana", "jo"),
        "steps.asked.help.answer_by": ("2026-11-30", "2026-12-01"),
        "steps.asked.help.question": ("Which legal entity?", "Which clause?"),
    }


@pytest.mark.parametrize("missing", ["question", "owner", "answer_by"])
def test_help_has_a_question_an_owner_and_a_day(missing: str) -> None:
    with pytest.raises(ValidationError, match=missing):
        OPERATION.validate_python({key: value for key, value in ASK.items() if key != missing})


@pytest.mark.parametrize("asked", [{**ASK, "question": " "}, {"do": "answer_help", "step": "asked", "answer": ""}])
def test_a_question_and_an_answer_say_something(asked: Asked) -> None:
    with pytest.raises(ValidationError, match="pattern"):
        OPERATION.validate_python(asked)
