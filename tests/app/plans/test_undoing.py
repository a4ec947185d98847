"""Undo takes one's own latest operation back, on the newest state; redo does it again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import event

from app.actors import Actor
from app.document.wire import CriticalDate, Person
from app.document.wire.steps import Link, Step
from app.plans import preview_redo, preview_undo
from app.verbs.dates import AddCriticalDate
from app.verbs.members import AddPerson, EditPerson
from app.verbs.progress import FinishStep, SkipStep
from app.verbs.steps import AddStep, EditStep, LinkSteps, RemoveStep
from scheduler.refusals import Refused
from tests.stored import ANA, BEN, JO, NOVA, Stored

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.projection import Projections


def test_what_others_did_since_stays(stored: Stored) -> None:
    stored.do(ANA, EditStep(step="set-up", set={"duration": "12d"}))
    stored.do(BEN, EditStep(step="set-up", set={"title": "Configuration"}))

    stored.undo(ANA)

    assert (stored.step("set-up")["duration"], stored.step("set-up")["title"]) == ("15d", "Configuration")


def test_it_is_refused_where_somebody_changed_the_same_later_and_names_the_change(stored: Stored) -> None:
    stored.do(ANA, EditStep(step="set-up", set={"duration": "12d"}))
    stored.do(BEN, EditStep(step="set-up", set={"duration": "20d"}))

    with pytest.raises(Refused) as refused:
        stored.undo(ANA)

    assert str(refused.value) == (
        "steps.set-up.duration: Ben Ott (edit step, 2026-11-23) changed this later, so it cannot be taken back; "
        "change it by hand to what it shall be"
    )


@pytest.mark.parametrize(("way", "tried"), [("undo", preview_undo), ("redo", preview_redo)])
def test_a_preview_shows_what_the_way_back_then_does_and_keeps_nothing(
    stored: Stored, way: str, tried: Callable[..., tuple[Projections, Projections]]
) -> None:
    stored.do(ANA, EditStep(step="set-up", set={"duration": "25d"}))
    stored.do(BEN, EditStep(step="training", set={"duration": "4d"}))
    if way == "redo":
        stored.undo(ANA)
    lines = len(stored.log())

    with stored.reading(ANA) as unit:
        before, after = tried(unit, stored.plan)
    assert len(stored.log()) == lines
    assert before.reading.document.steps == stored.opened().document.steps
    done = getattr(stored, way)(ANA).after

    assert before.reading.schedule.steps != after.reading.schedule.steps
    assert after.reading.document.steps == done.document.steps
    assert after.reading.schedule.steps == done.reading.schedule.steps


@pytest.mark.parametrize("tried", [preview_undo, preview_redo])
def test_a_preview_of_the_way_back_is_refused_as_that_is(
    stored: Stored, tried: Callable[..., tuple[Projections, Projections]]
) -> None:
    with (
        stored.reading(ANA) as unit,
        pytest.raises(Refused, match=r"nothing in this plan|nothing back since"),
    ):
        tried(unit, stored.plan)
    seen = stored.opened().stored.revision
    stored.do(ANA, EditStep(step="set-up", set={"duration": "12d"}))
    if tried is preview_redo:
        stored.undo(ANA)
    with stored.reading(ANA) as unit, pytest.raises(Refused, match="you did something else since you looked"):
        tried(unit, stored.plan, seen=seen)
    stored.do(BEN, EditStep(step="set-up", set={"duration": "20d"}))
    with stored.reading(ANA) as unit, pytest.raises(Refused, match="changed this later"):
        tried(unit, stored.plan)


def test_the_later_change_is_found_among_many_by_few_looks(stored: Stored) -> None:
    stored.do(ANA, EditStep(step="set-up", set={"duration": "12d"}))
    for number in range(60):
        step, field = ("set-up", "duration") if number == 33 else ("training", "title")
        stored.do(BEN, EditStep(step=step, set={field: f"{number}d"}), why=f"The change {number}")
    looks = list[str]()

    def note(*asked: object) -> None:
        looks.extend(one for one in map(str, asked) if "FROM revisions" in one)

    event.listen(stored.database.engine, "before_cursor_execute", note)
    with pytest.raises(Refused, match=r"Ben Ott \(edit step, 2026-11-23\) changed this later"):
        stored.undo(ANA)
    event.remove(stored.database.engine, "before_cursor_execute", note)

    assert len(looks) < 60, "two for each document that is read, which are not all"


def test_one_after_the_other_and_back_again(stored: Stored) -> None:
    states = [stored.document()]
    for days in ("12d", "13d", "14d"):
        stored.do(ANA, EditStep(step="set-up", set={"duration": days}))
        states.append(stored.document())

    for state in states[-2::-1]:
        stored.undo(ANA)
        assert stored.document() == state
    for state in states[1:]:
        stored.redo(ANA)
        assert stored.document() == state


def test_a_new_change_ends_what_could_be_done_again(stored: Stored) -> None:
    stored.do(ANA, EditStep(step="set-up", set={"duration": "12d"}))
    stored.undo(ANA)
    stored.do(ANA, EditStep(step="training", set={"duration": "5d"}))

    with pytest.raises(ValueError, match="you have taken nothing back since your last change"):
        stored.redo(ANA)


def test_a_removed_step_comes_back_to_its_place_with_its_links(stored: Stored) -> None:
    before = stored.document()
    stored.do(ANA, RemoveStep(step="set-up"))

    stored.undo(ANA)

    assert stored.document() == before


def test_a_step_that_others_wait_for_by_now_cannot_be_taken_back(stored: Stored) -> None:
    stored.do(ANA, AddStep(new=Step(id="pilot", title="Pilot", duration="5d")))
    stored.do(BEN, EditStep(step="training", set={"after": ["set-up", "pilot"]}))

    with pytest.raises(ValueError, match="no step 'pilot'"):
        stored.undo(ANA)


def test_the_other_sides_changes_are_not_ones_own(stored: Stored) -> None:
    stored.do(JO, FinishStep(step="legal"))

    with pytest.raises(ValueError, match="you have changed nothing in this plan that could be taken back"):
        stored.undo(BEN)


def test_creating_a_plan_is_not_taken_back(stored: Stored) -> None:
    with pytest.raises(ValueError, match="you have changed nothing"):
        stored.undo(ANA)


def test_what_is_hidden_stands_in_the_way_without_a_word(stored: Stored) -> None:
    stored.do(NOVA, AddStep(new=Step(id="pilot", title="Pilot", duration="5d")))
    stored.do(ANA, EditStep(step="margin", set={"after": "customer--pilot"}))

    with pytest.raises(Refused) as refused:
        stored.undo(NOVA)

    assert str(refused.value) == (
        "this conflicts with something that another party keeps to itself; ask them, or try another change"
    )


def test_the_log_tells_what_was_taken_back(stored: Stored) -> None:
    stored.do(ANA, EditStep(step="set-up", set={"duration": "12d"}))
    stored.undo(ANA)
    stored.redo(ANA)

    assert [(one.number, one.verb, one.undoes, one.step) for one in stored.log()] == [
        (1, "create", None, None),
        (2, "edit_step", None, "set-up"),
        (3, "undo", 2, "set-up"),
        (4, "redo", 3, "set-up"),
    ]


def test_a_link_of_ones_own_goes_without_those_of_others(stored: Stored) -> None:
    stored.do(ANA, LinkSteps(step="training", to=Link(step="legal")))
    stored.do(BEN, LinkSteps(step="training", to=Link(step="signature", type="SS")))

    stored.undo(ANA)

    assert stored.step("training")["after"] == ["set-up", {"step": "signature", "type": "SS"}]


def test_what_was_hidden_and_is_gone_since_stays_gone(stored: Stored) -> None:
    stored.do(ANA, LinkSteps(step="margin", to=Link(step="legal")))
    stored.do(NOVA, RemoveStep(step="legal"))
    stored.do(ANA, RemoveStep(step="margin"))

    stored.undo(NOVA)

    assert stored.step("legal")["duration"] == "10d"
    assert "margin" not in {one["id"] for one in stored.document()["steps"]}  # type: ignore[union-attr, index, call-overload]


def test_what_one_did_since_one_looked_is_not_what_is_taken_back(stored: Stored) -> None:
    seen = stored.do(ANA, EditStep(step="set-up", set={"duration": "12d"})).entry.revision
    stored.do(ANA, EditStep(step="training", set={"duration": "5d"}))

    with pytest.raises(Refused) as refused:
        stored.undo(ANA, seen=seen)

    assert str(refused.value) == (
        "you did something else since you looked (edit step, 2026-11-23); look at the plan as it is now, then say it "
        "again"
    )
    assert stored.step("training")["duration"] == "5d"


def test_the_same_twice_takes_one_change_back(stored: Stored) -> None:
    stored.do(ANA, EditStep(step="training", set={"duration": "5d"}))
    seen = stored.do(ANA, EditStep(step="set-up", set={"duration": "12d"})).entry.revision
    stored.undo(ANA, seen=seen)

    for again in (stored.undo, stored.redo):
        with pytest.raises(Refused, match="you did something else since you looked"):
            again(ANA, seen=seen)
    assert (stored.step("set-up")["duration"], stored.step("training")["duration"]) == ("15d", "5d")


def test_what_others_did_since_one_looked_keeps_nobody_from_it(stored: Stored) -> None:
    seen = stored.do(ANA, EditStep(step="set-up", set={"duration": "12d"})).entry.revision
    stored.do(BEN, EditStep(step="training", set={"duration": "5d"}))

    back = stored.undo(ANA, seen=seen).entry.revision
    stored.do(BEN, EditStep(step="training", set={"duration": "4d"}))
    stored.redo(ANA, seen=back)

    assert (stored.step("set-up")["duration"], stored.step("training")["duration"]) == ("12d", "4d")


def test_that_somebody_joined_by_a_link_is_not_taken_back(stored: Stored) -> None:
    kim = Actor(
        kind="participant", id="p-kim", name="Kim Vu", party="customer", person="customer--kim-vu", verified=True
    )
    new = Person.model_validate({"id": "kim-vu", "name": "Kim Vu", "party": "customer"})
    stored.do(kim, AddPerson(new=new))
    stored.do(kim, EditPerson(person="customer--kim-vu", set={"email": "kim@northwind.example"}))

    with pytest.raises(Refused, match="you have changed nothing in this plan that could be taken back"):
        stored.undo(kim)
    stored.do(kim, EditStep(step="legal", set={"duration": "8d"}))
    stored.undo(kim)
    assert stored.step("legal")["duration"] == "10d"


def test_that_one_brought_somebody_else_in_is_taken_back(stored: Stored) -> None:
    new = Person.model_validate({"id": "kim-vu", "name": "Kim Vu", "party": "customer"})
    stored.do(JO, AddPerson(new=new))
    stored.undo(JO)

    assert "Kim Vu" not in str(stored.document()["people"])


def test_what_is_no_longer_ones_sides_own_is_neither_taken_back_nor_done_again(stored: Stored) -> None:
    stored.do(JO, EditStep(step="legal", set={"duration": "8d"}))
    stored.do(ANA, EditStep(step="legal", set={"side": "seller", "owners": {"seller": "ana"}}))
    with pytest.raises(Refused, match="ask for anything else as a change request"):
        stored.undo(JO)
    stored.undo(ANA)
    stored.undo(JO)
    stored.do(ANA, EditStep(step="legal", set={"side": "seller", "owners": {"seller": "ana"}}))
    with pytest.raises(Refused, match="ask for anything else as a change request"):
        stored.redo(JO)

    assert stored.step("legal")["duration"] == "10d"


def test_what_a_critical_date_binds_by_now_is_not_loosened_by_doing_it_again(stored: Stored) -> None:
    stored.do(JO, SkipStep(step="legal"))
    stored.undo(JO)
    date = CriticalDate.model_validate({"id": "signed", "step": "legal", "date": "2027-01-29"})
    stored.do(ANA, AddCriticalDate(new=date))

    with pytest.raises(Refused, match="a critical date binds Legal review"):
        stored.redo(JO)
    assert "progress" not in stored.step("legal")
