"""Decisions are recorded and reopened, which shows what that costs; references come and go."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from app.verbs import OPERATION
from tests.app.verbs.doing import Asked, Changes, after, changes, plan, refusal
from tests.stored import ANA, Stored

OLD = {"title": "Old form", "url": "https://northwind.example/old"}
NEW = {"title": "New form", "url": "https://northwind.example/new"}
RECORD = {"do": "record_decision", "text": "Roll out to all plants at once", "decided_by": "jo"}
RECORDED = {
    "id": "roll-out-to-all-plants-at-once",
    "text": "Roll out to all plants at once",
    "on": "2026-11-23",
    "decided_by": "jo",
}

DONE: dict[str, tuple[Asked, Changes]] = {
    "a decision": (RECORD, {"why.decisions.roll-out-to-all-plants-at-once": (None, RECORDED)}),
    "a decision at a step, with a name and a day of its own": (
        {**RECORD, "decided_by": "Jo Kern", "step": "signature", "on": "2026-11-20", "id": "plants"},
        {
            "why.decisions.plants": (
                None,
                {**RECORDED, "id": "plants", "on": "2026-11-20", "step": "signature"},
            )
        },
    ),
    "a decision in the words of another one": (
        {**RECORD, "text": "Vendor"},
        {"why.decisions.vendor-2": (None, {**RECORDED, "id": "vendor-2", "text": "Vendor"})},
    ),
    "a decision that is open again, and with it its step": (
        {"do": "reopen_decision", "decision": "vendor"},
        {
            "steps.board.progress": ({"finished": "2026-11-18"}, None),
            "why.decisions.vendor.reopened": (None, "2026-11-23"),
        },
    ),
    "the first thing to read": (
        {"do": "add_reference", "step": "legal", "new": NEW},
        {"steps.legal.references": (None, [NEW])},
    ),
    "one more thing to read": (
        {"do": "add_reference", "step": "asked", "new": NEW},
        {"steps.asked.references": ([OLD], [OLD, NEW])},
    ),
    "another title for what is there": (
        {"do": "add_reference", "step": "asked", "new": {**OLD, "title": "Order form"}},
        {"steps.asked.references": ([OLD], [{**OLD, "title": "Order form"}])},
    ),
    "nothing to read any more": (
        {"do": "remove_reference", "step": "asked", "url": OLD["url"]},
        {"steps.asked.references": ([OLD], None)},
    ),
}


@pytest.mark.parametrize(("operation", "changed"), DONE.values(), ids=[*DONE])
def test_it_changes_this_and_nothing_else(operation: Asked, changed: Changes) -> None:
    assert changes(operation) == changed


REFUSED: list[tuple[Asked, str, str]] = [
    ({**RECORD, "decided_by": "joe"}, "unknown-person", "no person 'joe'; did you mean 'jo'?"),
    ({**RECORD, "step": "signatur"}, "unknown-step", "no step 'signatur'; did you mean 'signature'?"),
    ({**RECORD, "id": "vendor"}, "duplicate-id", "there is a decision 'vendor' already; take another name"),
    (
        {**RECORD, "id": "all plants"},
        "bad-id",
        (
            "plan (changed) why.decisions[1].id: 'all plants' is no id: it takes up to 64 letters, digits, - and _, "
            "a letter or digit first; write 'all-plants'"
        ),
    ),
    (
        {**RECORD, "on": "today"},
        "bad-date",
        "plan (changed) why.decisions[1].on: 'today' is no date; write it as year-month-day, such as 2026-11-30",
    ),
    (
        {"do": "reopen_decision", "decision": "vendr"},
        "unknown-decision",
        "no decision 'vendr'; did you mean 'vendor'?",
    ),
    (
        {"do": "add_reference", "step": "legal", "new": {"title": "Draft"}},
        "reference-without-url",
        "a reference leads somewhere; say where in 'url'",
    ),
    (
        {"do": "remove_reference", "step": "legal", "url": "https://northwind.example/old"},
        "unknown-reference",
        "nothing of Legal review leads to 'https://northwind.example/old'",
    ),
]


@pytest.mark.parametrize(("operation", "code", "sentence"), REFUSED)
def test_it_is_refused_with_a_sentence(operation: Asked, code: str, sentence: str) -> None:
    assert refusal(operation) == (code, sentence)


def test_a_decision_is_reopened_once() -> None:
    reopen = {"do": "reopen_decision", "decision": "vendor"}

    assert refusal(reopen, reopen) == (
        "already-reopened",
        "this was reopened on 2026-11-23 already; record what is decided now",
    )


def test_a_decision_whose_step_is_still_to_be_done_reopens_alone() -> None:
    record = {**RECORD, "step": "signature", "id": "plants"}

    assert changes(record, {"do": "reopen_decision", "decision": "plants"}) == {
        "why.decisions.plants": (
            None,
            {**RECORDED, "id": "plants", "step": "signature", "reopened": "2026-11-23"},
        )
    }


def test_the_step_of_a_reopened_decision_is_dated_anew() -> None:
    before = plan().schedule.steps["board"]
    reopened = after({"do": "reopen_decision", "decision": "vendor"}).schedule.steps["board"]

    assert (before.health, str(before.early_finish)) == ("done", "2026-11-18")
    assert (reopened.health, str(reopened.early_finish)) != ("done", "2026-11-18")


def test_reopening_a_decision_shows_at_once_what_it_costs(stored: Stored) -> None:
    decided = [
        {"do": "finish_step", "step": "legal"},
        {"do": "record_decision", "text": "The terms stand", "decided_by": "jo", "step": "legal", "id": "terms"},
        {"do": "edit_step", "step": "set-up", "set": {"duration": "55d"}},
    ]
    stored.do(ANA, *(OPERATION.validate_python(one) for one in decided))
    before = stored.forecast()  # a week before the critical date, which is its buffer
    changed = stored.do(ANA, OPERATION.validate_python({"do": "reopen_decision", "decision": "terms"}))

    assert (before, stored.forecast()) == ("2027-02-19", "2027-02-24")
    assert {date: (move.before, move.after) for date, move in changed.entry.effect.items()} == {
        "go-live": ("2027-02-19", "2027-02-24")
    }


def test_what_is_read_leads_to_a_page_and_nowhere_else() -> None:
    with pytest.raises(ValidationError, match="url"):
        OPERATION.validate_python({"do": "add_reference", "step": "legal", "new": {"url": "javascript:alert(1)"}})
