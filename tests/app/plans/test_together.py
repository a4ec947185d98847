"""Two people at once: who changes the same is told, all else merges; nobody is told of what is hidden."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.document import Unreadable
from app.document.wire.steps import Link
from app.plans import Conflict, comment, comments
from app.plans.telling import told_log
from app.verbs.dates import MoveCriticalDate
from app.verbs.progress import FinishStep
from app.verbs.steps import EditStep, LinkSteps, RemoveStep
from tests.stored import ANA, BEN, NOVA, Stored


def test_changes_of_different_fields_merge(stored: Stored) -> None:
    stored.do(ANA, EditStep(step="set-up", set={"duration": "12d"}), seen=1)
    stored.do(BEN, EditStep(step="set-up", set={"title": "Configuration"}), seen=1)

    assert stored.step("set-up") == {
        "id": "set-up",
        "title": "Configuration",
        "phase": "roll-out",
        "owners": {"seller": "ana"},
        "duration": "12d",
        "after": "signature",
    }


def test_a_change_of_the_same_field_is_told_with_both_values(stored: Stored) -> None:
    stored.do(ANA, EditStep(step="set-up", set={"duration": "12d"}), seen=1)

    with pytest.raises(Conflict) as refused:
        stored.do(BEN, EditStep(step="set-up", set={"duration": "20d"}), seen=1)

    [clash] = refused.value.problems
    assert (clash.path, clash.theirs, clash.mine) == (("steps", "set-up", "duration"), "12d", "20d")
    assert str(clash) == (
        "steps.set-up.duration: somebody changed this since you looked; look at it as it is now, "
        "and say again what it shall be"
    )
    assert stored.step("set-up")["duration"] == "12d"


def test_a_change_on_what_its_author_saw_is_no_conflict(stored: Stored) -> None:
    stored.do(ANA, EditStep(step="set-up", set={"duration": "12d"}), seen=1)
    stored.do(BEN, EditStep(step="set-up", set={"duration": "20d"}), seen=2)

    assert stored.step("set-up")["duration"] == "20d"


def test_two_who_want_the_same_do_not_conflict(stored: Stored) -> None:
    for actor in (ANA, BEN):
        stored.do(actor, EditStep(step="set-up", set={"duration": "12d"}), seen=1)

    assert [entry.revision for entry in stored.log()] == [1, 2, 2]


def test_a_step_that_is_gone_cannot_be_edited(stored: Stored) -> None:
    stored.do(ANA, RemoveStep(step="training"), seen=1)

    with pytest.raises(ValueError, match="no step 'training'"):
        stored.do(BEN, EditStep(step="training", set={"duration": "5d"}), seen=1)


def test_a_step_that_somebody_changed_is_not_removed_unseen(stored: Stored) -> None:
    stored.do(NOVA, EditStep(step="training", set={"title": "Training of the key users"}), seen=1)

    with pytest.raises(Conflict) as refused:
        stored.do(ANA, RemoveStep(step="training"), seen=1)

    assert ("steps", "training") in {clash.path for clash in refused.value.problems}


def test_a_circle_of_two_harmless_links_refuses_the_second(stored: Stored) -> None:
    stored.do(ANA, EditStep(step="training", set={"after": "signature"}))
    stored.do(ANA, LinkSteps(step="training", to=Link(step="set-up")), seen=2)

    with pytest.raises(Unreadable, match=r"set-up.*training"):
        stored.do(BEN, LinkSteps(step="set-up", to=Link(step="training")), seen=2)


def test_both_may_give_a_step_another_predecessor(stored: Stored) -> None:
    stored.do(ANA, LinkSteps(step="training", to=Link(step="legal")), seen=1)
    stored.do(BEN, LinkSteps(step="training", to=Link(step="signature", type="SS")), seen=1)

    assert stored.step("training")["after"] == ["set-up", "legal", {"step": "signature", "type": "SS"}]


def test_what_is_hidden_from_somebody_conflicts_with_nothing_of_theirs(stored: Stored) -> None:
    stored.do(ANA, EditStep(step="training", set={"estimate": {"likely": "4d"}}), seen=1)

    stored.do(NOVA, EditStep(step="training", set={"duration": "5d"}), seen=1)

    assert stored.step("training")["duration"] == "5d"


def test_a_revision_that_is_not_there_is_refused(stored: Stored) -> None:
    with pytest.raises(ValueError, match="the plan has no revision 9; its newest is 1"):
        stored.do(ANA, MoveCriticalDate(critical_date="go-live", to="2027-03-01"), seen=9)


def test_the_log_keeps_the_order_in_which_things_were_done_whoever_came_first(stored: Stored) -> None:
    came = stored.now
    stored.now = came + timedelta(seconds=2)
    stored.do(BEN, EditStep(step="set-up", set={"duration": "12d"}))
    stored.now = came + timedelta(seconds=1)  # and waited while Ben's change was made
    with stored.writing(ANA) as unit:
        said = comment(unit, stored.plan, "Is that enough?").comment
    stored.do(ANA, EditStep(step="set-up", set={"duration": "20d"}))

    log = stored.log()
    assert [line.at for line in log] == sorted(line.at for line in log)
    with stored.reading(ANA) as unit:
        told, _ = told_log(unit, stored.plan, limit=10)
        assert comments(unit, stored.plan) == [said]
    assert [line.verb for line in told] == [line.verb for line in reversed(log)]


def test_several_operations_are_done_all_or_none(stored: Stored) -> None:
    with pytest.raises(ValueError, match="no step 'sing-off'"):
        stored.do(ANA, FinishStep(step="legal"), FinishStep(step="sing-off"))

    assert "progress" not in stored.step("legal")
    assert len(stored.log()) == 1
