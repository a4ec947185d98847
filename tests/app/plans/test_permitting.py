"""What somebody who came in by a link may do, verb by verb: known by nothing, by name, by a proved address."""

from __future__ import annotations

import inspect
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from app import plans
from app.actors import Actor
from app.allowed import USE_CASES, VERBS, Needs, Own
from app.plans import (
    accept_change,
    archive_plan,
    comment,
    erase_comment,
    erase_plan,
    preview_change,
    propose_baseline,
    request_change,
    restore_plan,
    share_sums,
    undo,
)
from app.plans.owning import LOOSENING, RULES
from app.store import open_database
from app.store.migrations import upgrade
from app.verbs import OPERATION
from app.verbs import VERBS as ALL
from app.verbs.members import AddPerson
from app.verbs.steps import EditStep
from scheduler.refusals import Refused
from tests.stored import ANA, JO, Stored, stored_plan

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from app.store import Unit

PLAN = (
    (Path(__file__).parents[1] / "verbs" / "everything.yaml")
    .read_text()
    .replace("name: Idle Partners, by: seller", "name: Idle Partners, by: customer")
    .replace("{id: afterwards, by: seller}", "{id: afterwards, by: customer}")
    .replace("people:", "people:\n  - {id: hal, name: Hal Om, party: hw}")
)
NAMED = replace(JO, verified=False)
STRANGER = replace(NAMED, name="Somebody", person=None)
SUPPLIER = Actor(kind="participant", id="p-hal", name="Hal", party="hw", person="hal", verified=True)
CRM = Actor(kind="tool", id="t-crm", name="CRM", party="seller")

OF_ACCESS = {"by-request", "members-only", "not-named", "not-verified"}

Asked = dict[str, Any]

ASK = {"do": "ask_for_help", "step": "legal", "question": "Which clause?", "owner": "jo", "answer_by": "2026-12-01"}
CLOSED = {"from": "2026-12-24", "to": "2027-01-01"}
KIM = {"id": "kim", "name": "Kim Vu", "party": "customer"}
WEEK = {"do": "edit_calendar", "calendar": "customer", "set": {"week": ["mon", "tue", "wed", "thu"]}}

OURS: dict[str, list[Asked]] = {
    "add_step": [
        {"new": {"id": "pilot", "title": "Pilot", "side": "customer", "duration": "9d", "private": "customer"}}
    ],
    "edit_step": [{"step": "legal", "set": {"duration": "15d", "owners": {"customer": "jo"}}}],
    "remove_step": [{"step": "stuck"}],
    "reorder_steps": [{"steps": ["legal"], "behind": "finished"}],
    "link": [{"step": "legal", "to": "stuck"}],
    "unlink": [{"step": "under-way", "predecessor": "finished"}],
    "start_step": [{"step": "legal"}],
    "progress_step": [{"step": "under-way", "remaining": "4d"}],
    "finish_step": [{"step": "legal"}],
    "reopen_step": [{"step": "finished"}],
    "block_step": [{"step": "legal", "reason": "Counsel is ill"}],
    "unblock_step": [{"step": "stuck"}],
    "skip_step": [{"step": "legal"}],
    "assign_owner": [{"step": "training", "person": "jo"}],
    "delegate": [{"step": "legal", "to": "Mia Roth", "email": "mia@northwind.example"}],
    "ask_for_help": [{"step": "set-up", "question": "By when?", "owner": "ana", "answer_by": "2026-12-01"}],
    "answer_help": [ASK, {"step": "legal", "answer": "Clause 7.2"}],
    "withdraw_help": [{"step": "asked"}],
    "propose_dates": [{"step": "training", "finish": "2027-02-12"}],
    "agree_dates": [{"step": "proposed", "person": "Jo Kern"}],
    "decline_dates": [{"step": "proposed", "reason": "Our plant is closed then"}],
    "record_decision": [{"text": "All plants at once", "decided_by": "jo", "step": "legal"}],
    "reopen_decision": [{"decision": "vendor"}],
    "add_reference": [{"step": "legal", "new": {"title": "Draft", "url": "https://northwind.example/draft"}}],
    "remove_reference": [{"step": "asked", "url": "https://northwind.example/old"}],
    "confirm_critical_date": [{"critical_date": "old-licence", "by": "jo"}],
    "reconfirm_critical_date": [{"critical_date": "go-live"}],
    "edit_party": [{"party": "idle", "set": {"kind": "integrator"}}],
    "remove_party": [{"party": "idle"}],
    "add_person": [{"new": KIM}],
    "edit_person": [{"person": "jo", "set": {"away": [{"from": "2027-01-11", "to": "2027-01-15"}]}}],
    "remove_person": [{"do": "add_person", "new": KIM}, {"person": "kim"}],
    "edit_phase": [{"phase": "afterwards", "set": {"title": "Afterwards"}}],
    "remove_phase": [{"phase": "afterwards"}],
    "edit_calendar": [WEEK],
    "remove_calendar": [WEEK, {"calendar": "customer"}],
    "add_closure": [{"calendar": "customer", "new": CLOSED}],
    "remove_closure": [
        {"do": "add_closure", "calendar": "customer", "new": CLOSED},
        {"calendar": "customer", **CLOSED},
    ],
    "add_to_why": [{"to": "pains", "new": {"id": "overtime", "text": "Evenings", "by": "jo"}}],
    "edit_in_why": [{"to": "criteria", "entry": "close", "set": {"target": 1}}],
    "remove_from_why": [{"to": "concerns", "entry": "capacity"}],
}
"""What somebody of the customer does to what is the customer's."""

FOR_ALL_SIDES = {"ask_for_help", "propose_dates", "agree_dates", "decline_dates"}

THEIRS: list[Asked] = [
    {"do": "add_step", "new": {"id": "pilot", "title": "Pilot", "duration": "9d"}},
    {"do": "add_step", "new": {"id": "pilot", "title": "Pilot", "side": "both", "duration": "9d"}},
    {
        "do": "add_step",
        "new": {"id": "pilot", "title": "Pilot", "side": "customer", "duration": "9d"},
        "before": ["set-up"],
    },
    {"do": "edit_step", "step": "set-up", "set": {"duration": "2d"}},
    {"do": "edit_step", "step": "training", "set": {"duration": "2d"}},
    {"do": "edit_step", "step": "legal", "set": {"side": "seller"}},
    {"do": "edit_step", "step": "legal", "set": {"side": ["customer", "hw"]}},
    {"do": "edit_step", "step": "legal", "set": {"owners": {"seller": "ana"}}},
    {"do": "remove_step", "step": "set-up"},
    {"do": "reorder_steps", "steps": ["legal", "set-up"]},
    {"do": "link", "step": "set-up", "to": "legal"},
    {"do": "unlink", "step": "set-up", "predecessor": "signature"},
    {"do": "start_step", "step": "set-up"},
    {"do": "finish_step", "step": "set-up"},
    {"do": "block_step", "step": "set-up", "reason": "Nobody is there"},
    {"do": "skip_step", "step": "training"},
    {"do": "assign_owner", "step": "training", "person": "ana"},
    {"do": "assign_owner", "step": "training", "person": "Max Neu", "party": "seller"},
    {"do": "assign_owner", "step": "set-up", "person": "jo"},
    {"do": "delegate", "step": "training", "to": "Kai Berg", "party": "seller"},
    {"do": "answer_help", "step": "asked", "answer": "The holding"},
    {"do": "propose_dates", "step": "training", "person": "ana"},
    {"do": "agree_dates", "step": "proposed", "person": "ana"},
    {"do": "record_decision", "text": "Acme it is", "decided_by": "ana"},
    {"do": "record_decision", "text": "Acme it is", "decided_by": "jo", "step": "set-up"},
    {"do": "add_reference", "step": "set-up", "new": {"url": "https://northwind.example/draft"}},
    {"do": "confirm_critical_date", "critical_date": "old-licence", "by": "jo", "standing": "contractual"},
    {"do": "confirm_critical_date", "critical_date": "old-licence", "by": "ana"},
    {"do": "edit_party", "party": "hw", "set": {"kind": "integrator"}},
    {"do": "add_person", "new": {"id": "max", "name": "Max Neu", "party": "seller"}},
    {"do": "edit_person", "person": "ana", "set": {"role": "champion"}},
    {"do": "edit_person", "person": "jo", "set": {"party": "seller"}},
    {"do": "remove_person", "person": "kai"},
    {"do": "edit_phase", "phase": "purchase", "set": {"title": "Buying"}},
    {"do": "edit_calendar", "calendar": "seller", "set": {"week": ["mon"]}},
    {"do": "remove_calendar", "calendar": "seller"},
    {"do": "add_closure", "calendar": "seller", "new": CLOSED},
    {"do": "add_to_why", "to": "pains", "new": {"id": "overtime", "text": "Evenings", "by": "ana"}},
    {"do": "add_to_why", "to": "pains", "new": {"id": "overtime", "text": "Evenings"}},
    {"do": "add_to_why", "to": "gives", "new": {"id": "rebate", "text": "A rebate", "by": "jo"}},
    {"do": "edit_in_why", "to": "criteria", "entry": "close", "set": {"by": "ana"}},
]
"""What somebody of the customer cannot do alone."""


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stored]:
    """Keep a plan on which everything can be done."""
    database = open_database(f"sqlite:///{tmp_path_factory.mktemp('permitting')}/backplan.db")
    upgrade(database)
    yield stored_plan(database, PLAN)
    database.close()


def outcome(stored: Stored, actor: Actor, operations: list[Asked]) -> str:
    """Return the code with which operations are refused, or that they are done."""
    try:
        with stored.reading(actor) as unit:
            preview_change(unit, stored.plan, [OPERATION.validate_python(one) for one in operations])
    except Refused as refused:
        return refused.problems[0].code
    return "done"


def named(verb: str) -> list[Asked]:
    """Return what is done to the customer's own with a verb."""
    return [{"do": verb, **one} for one in OURS[verb]]


def test_every_verb_and_every_use_case_is_in_a_row() -> None:
    functions = {name for name in plans.__all__ if inspect.isfunction(getattr(plans, name))}

    assert set(VERBS) == set(ALL)
    assert set(USE_CASES) == functions
    assert set(RULES) == set(Own)
    assert set(OURS) == {verb for verb, row in VERBS.items() if row.needs is not Needs.MEMBERSHIP}


@pytest.mark.parametrize("verb", OURS)
def test_what_is_its_sides_own_somebody_changes_who_is_known_enough(stored: Stored, verb: str) -> None:
    needs_proof = VERBS[verb].needs is Needs.PROOF

    assert outcome(stored, STRANGER, named(verb)) == "not-named"
    assert outcome(stored, NAMED, named(verb)) == ("not-verified" if needs_proof else "done")
    assert outcome(stored, JO, named(verb)) == "done"


@pytest.mark.parametrize("verb", [verb for verb in OURS if verb not in FOR_ALL_SIDES])
def test_a_third_party_changes_nothing_of_that(stored: Stored, verb: str) -> None:
    assert outcome(stored, SUPPLIER, named(verb)) in {
        "by-request",
        "unknown-step",
        "unknown-phase",
        "unknown-critical-date",
    }


def test_a_third_party_gives_no_word_for_the_customer_and_asks_like_everybody(stored: Stored) -> None:
    assert outcome(stored, SUPPLIER, named("agree_dates")) == "by-request"
    assert outcome(stored, SUPPLIER, [{"do": "propose_dates", "step": "training", "finish": "2027-02-12"}]) != "done"
    assert outcome(stored, SUPPLIER, named("ask_for_help")) == "done"


def test_who_answers_for_a_step_out_of_sight_does_not_make_it_another_sides(stored: Stored) -> None:
    pat = AddPerson.model_validate({"new": {"id": "pat", "name": "Pat", "party": "seller", "private": "seller"}})
    stored.do(ANA, pat)
    stored.do(ANA, EditStep(step="legal", set={"owners": {"customer": "jo", "seller": "pat"}}))

    assert outcome(stored, JO, [{"do": "edit_step", "step": "legal", "set": {"title": "Contract"}}]) == "done"


LOOSENED: list[Asked] = [
    {"do": "skip_step", "step": "go-live"},
    {"do": "unlink", "step": "go-live", "predecessor": "training"},
    {"do": "edit_step", "step": "go-live", "set": {"after": []}},
    *({"do": "edit_step", "step": "go-live", "set": {field: "2027-04-02"}} for field in sorted(LOOSENING - {"after"})),
]
"""What would leave nothing of a critical date on a step that the customer does alone."""


@pytest.mark.parametrize("operation", LOOSENED, ids=[f"{at}-{one['do']}" for at, one in enumerate(LOOSENED)])
def test_what_a_critical_date_binds_is_loosened_by_request(stored: Stored, operation: Asked) -> None:
    with pytest.raises(Refused) as refused, stored.reading(NAMED) as unit:
        preview_change(unit, stored.plan, [OPERATION.validate_python(operation)])

    assert str(refused.value) == (
        "a critical date binds Go-live, and that is for all sides; ask for this as a change request"
    )
    assert outcome(stored, ANA, [operation]) == "done"
    with stored.reading(JO) as unit:
        request_change(unit, stored.plan, [OPERATION.validate_python(operation)], why="We need until April")


def test_what_a_critical_date_binds_is_changed_otherwise_as_ever(stored: Stored) -> None:
    renamed = {"do": "edit_step", "step": "go-live", "set": {"title": "Live", "exit_criteria": "All sites work"}}

    assert outcome(stored, JO, [renamed]) == "done"
    assert outcome(stored, JO, [{"do": "link", "step": "go-live", "to": "legal"}]) == "done"
    assert outcome(stored, JO, [{"do": "remove_step", "step": "go-live"}]) == "bound-step"


@pytest.mark.parametrize("operation", THEIRS, ids=[f"{at}-{one['do']}" for at, one in enumerate(THEIRS)])
def test_what_is_not_its_own_it_asks_for(stored: Stored, operation: Asked) -> None:
    assert outcome(stored, JO, [operation]) == "by-request"


@pytest.mark.parametrize("verb", [verb for verb, row in VERBS.items() if row.needs is Needs.MEMBERSHIP])
def test_what_is_the_sellers_nobody_does_who_came_in_by_a_link(stored: Stored, verb: str) -> None:
    for actor in (STRANGER, NAMED, JO, SUPPLIER):
        assert outcome(stored, actor, [ALL[verb].example]) == "by-request"


@pytest.mark.parametrize("verb", ALL)
def test_members_and_their_tools_are_not_kept_from_anything(stored: Stored, verb: str) -> None:
    for actor in (ANA, CRM):
        assert outcome(stored, actor, [ALL[verb].example]) not in OF_ACCESS


def test_where_mail_reaches_somebody_is_said_by_who_proved_an_address(stored: Stored) -> None:
    moved = [{"do": "edit_person", "person": "jo", "set": {"email": "jo@elsewhere.example"}}]

    assert (outcome(stored, NAMED, moved), outcome(stored, JO, moved)) == ("not-verified", "done")


def test_what_cannot_be_done_can_be_shown_as_what_is_asked_for(stored: Stored) -> None:
    longer = EditStep(step="set-up", set={"duration": "20d"})

    with stored.reading(JO) as unit:
        before, after = preview_change(unit, stored.plan, [longer], asked_for=True)
    assert before.document != after.document


USES: dict[str, Callable[[Unit, str], object]] = {
    "comment": lambda unit, plan: comment(unit, plan, "Thanks"),
    "erase_comment": lambda unit, plan: erase_comment(unit, plan, "none"),
    "undo": undo,
    "request_change": lambda unit, plan: request_change(
        unit, plan, [EditStep(step="set-up", set={"duration": "20d"})], why="We have no time"
    ),
    "accept_change": lambda unit, plan: accept_change(unit, plan, 1),
    "propose_baseline": propose_baseline,
    "share_sums": share_sums,
    "archive_plan": archive_plan,
    "restore_plan": restore_plan,
    "erase_plan": erase_plan,
}


@pytest.mark.parametrize("name", USES)
def test_a_use_case_asks_for_as_much_as_its_row_says(stored: Stored, name: str) -> None:
    refusals = [refusal(stored, actor, USES[name]) for actor in (STRANGER, NAMED, JO)]
    known = {None, "unknown-comment", "nothing-to-undo", "unknown-request"}

    match USE_CASES[name].needs:
        case Needs.NAME:
            assert refusals[0] in {"not-named", "nothing-to-undo"}
            assert {*refusals[1:]} <= known
        case Needs.PROOF:
            assert {*refusals[:2]} <= {"not-named", "not-verified", "unknown-request"}
            assert refusals[2] in known
        case _:
            assert refusals == ["members-only"] * 3


def refusal(stored: Stored, actor: Actor, use: Callable[[Unit, str], object]) -> str | None:
    """Return the code with which somebody is refused, or None; nothing of it is kept."""
    with stored.reading(actor) as unit:
        try:
            use(unit, stored.plan)
        except Refused as refused:
            return refused.problems[0].code
    return None
