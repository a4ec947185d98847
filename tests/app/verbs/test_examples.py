"""Each verb's example, done to a stored plan: logged, the same in a preview, taken back and done again."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.plans import preview_change
from app.plans.booking import effect_of
from app.store import open_database
from app.store.migrations import upgrade
from app.verbs import OPERATION, PERMANENT, VERBS, agreements
from tests.stored import ANA, JO, Stored, another_plan, stored_plan

PLAN = Path(__file__).with_name("everything.yaml").read_text()
AGREED = PLAN.replace(
    "duration:", "agreed: {finish: 2027-03-01, by: {seller: lee, customer: jo}, on: 2026-11-20}, duration:"
)
"""The same plan, in which the steps that take time are agreed."""
BY = {"answer_help": ANA, "agree_dates": JO, "decline_dates": JO, "ask_for_help": JO, "delegate": JO}
"""Who does what; all else does the rep."""
FIRST = {
    "reopen_plan": {"do": "close_plan", "result": "lost"},
    "resume_plan": {"do": "hold_plan", "reason": "Budget"},
}
"""What has to be done before."""
NOTHING_NEW = {"refresh_holidays"}
"""Verbs whose example changes nothing in this plan."""


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stored]:
    """Keep a plan on which everything can be done."""
    database = open_database(f"sqlite:///{tmp_path_factory.mktemp('verbs')}/backplan.db")
    upgrade(database)
    yield stored_plan(database, PLAN)
    database.close()


@pytest.mark.parametrize("name", VERBS)
def test_a_verb_is_done_kept_previewed_taken_back_and_done_again(everything: Stored, name: str) -> None:
    stored, actor = another_plan(everything, PLAN), BY.get(name, ANA)
    operation = OPERATION.validate_python(VERBS[name].example)
    if name in FIRST:
        stored.do(actor, OPERATION.validate_python(FIRST[name]))
    before = text(stored)

    with stored.reading(actor) as unit:
        was, shown = preview_change(unit, stored.plan, [operation])
    assert text(stored) == before
    changed = stored.do(actor, operation, why="to try it")

    after = text(stored)
    number = changed.entry.revision
    assert changed.after.document == shown.as_revision(number).reading.document
    assert changed.after.reading.schedule == shown.reading.schedule
    assert changed.entry.effect == effect_of(was.reading.schedule, shown.reading.schedule)
    assert [OPERATION.validate_python(one) for one in changed.entry.asked] == [operation]
    assert (changed.entry.by, changed.entry.why) == (actor, "to try it")
    assert (after == before) == (name in NOTHING_NEW)
    if name in PERMANENT | NOTHING_NEW:
        return
    stored.undo(actor)
    assert text(stored) == before
    stored.redo(actor)
    assert text(stored) == after


def text(stored: Stored) -> str:
    """Return the plan as it is kept, to the byte."""
    return json.dumps(stored.document())


def test_no_other_verb_changes_what_is_agreed(everything: Stored) -> None:
    stored = another_plan(everything, AGREED)
    others = [verb for name, verb in VERBS.items() if verb not in agreements.VERBS and name not in FIRST]
    moved = []
    for verb in others:
        with stored.reading(BY.get(str(verb.example["do"]), ANA)) as unit:
            before, after = preview_change(unit, stored.plan, [OPERATION.validate_python(verb.example)])
        agreed = {step.id: step.agreed for step in before.reading.document.steps}
        assert agreed["set-up"] is not None
        moved += [verb for step in after.reading.document.steps if step.agreed != agreed.get(step.id)]

    assert moved == []


def test_every_verb_has_an_example_that_names_it() -> None:
    assert {verb.example["do"] for verb in VERBS.values()} == {*VERBS}


def test_an_unknown_verb_is_refused() -> None:
    with pytest.raises(ValueError, match="finish_stap"):
        OPERATION.validate_python({"do": "finish_stap", "step": "legal"})
