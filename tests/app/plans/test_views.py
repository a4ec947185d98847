"""Revisions and the log as each party sees them: what is out of its sight counts for nothing."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import pytest

from app.actors import Actor
from app.files.folder import FolderStorage
from app.plans import attach, change_plan, comment, comments, files_of, open_plan
from app.plans.telling import Told, told_log
from app.plans.views import document_seen, revision_seen, view_of
from app.verbs import OPERATION
from scheduler.refusals import Refused
from tests.stored import ANA, JO, NOVA

if TYPE_CHECKING:
    from pathlib import Path

    from tests.stored import Stored


def do(stored: Stored, actor: Actor, *operations: dict[str, Any], why: str | None = None) -> None:
    stored.do(actor, *map(OPERATION.validate_python, operations), why=why)


def edit(step: str, **fields: str | list[str]) -> dict[str, Any]:
    return {"do": "edit_step", "step": step, "set": fields}


def sees(stored: Stored, actor: Actor) -> int:
    with stored.reading(actor) as unit:
        return view_of(unit, open_plan(unit, stored.plan).stored)


def told(stored: Stored, actor: Actor) -> list[Told]:
    with stored.reading(actor) as unit:
        lines, place = told_log(unit, stored.plan, limit=100)
    assert place is None
    return lines


def test_a_revision_counts_for_who_can_tell_it_from_the_one_before(stored: Stored) -> None:
    do(stored, ANA, edit("margin", duration="6d"))
    assert (sees(stored, ANA), sees(stored, JO)) == (2, 1)

    do(stored, ANA, edit("set-up", duration="16d"))
    assert (sees(stored, ANA), sees(stored, JO)) == (3, 2)


def test_a_number_leads_back_to_what_its_reader_saw(stored: Stored) -> None:
    do(stored, ANA, edit("margin", duration="6d"))
    do(stored, ANA, edit("set-up", duration="16d"))

    with stored.reading(JO) as unit:
        plan = open_plan(unit, stored.plan).stored
        assert [revision_seen(unit, plan, number) for number in (1, 2)] == [1, 3]
        durations = [
            next(step.duration for step in document_seen(unit, stored.plan, number).steps if step.id == "set-up")
            for number in (1, 2)
        ]
        assert durations == ["15d", "16d"]
        with pytest.raises(Refused, match="the plan has no revision 3; its newest is 2"):
            document_seen(unit, stored.plan, 3)


def test_the_log_tells_each_party_what_it_sees(stored: Stored) -> None:
    do(stored, ANA, edit("margin", duration="6d"), why="A secret reason")
    do(stored, ANA, edit("set-up", duration="16d"), why="Two more sites")
    with stored.writing() as unit:
        comment(unit, stored.plan, "Between us", private=True)
        comment(unit, stored.plan, "To all", step="set-up")

    assert [(one.verb, one.step, one.why, one.revision) for one in told(stored, JO)] == [
        ("comment", "set-up", None, None),
        ("edit_step", "set-up", "Two more sites", 2),
        ("create", None, None, 1),
    ]
    assert [one.verb for one in told(stored, ANA)] == ["comment", "comment", "edit_step", "edit_step", "create"]


def test_what_is_hidden_shows_as_a_wait_where_it_moves_a_date(stored: Stored) -> None:
    do(stored, ANA, edit("margin", duration="90d"), why="A secret reason")

    [line, _] = told(stored, JO)
    assert (line.verb, line.by, line.step, line.why, line.revision) == ("wait", None, None, None, None)
    assert [*line.effect] == ["go-live"]


def test_of_several_things_that_another_party_did_no_verb_is_told(stored: Stored) -> None:
    do(stored, ANA, edit("margin", duration="6d"), edit("set-up", duration="16d"))

    shown = [(line.verb, line.step) for line in (told(stored, JO)[0], told(stored, ANA)[0])]
    assert shown == [("change", None), ("several", "margin")]


def test_what_was_done_to_a_hidden_step_is_told_by_nothing_but_what_is_seen_of_it(stored: Stored) -> None:
    do(stored, ANA, edit("signature", after=["margin"]), edit("margin", after=["legal"]))
    before = told(stored, JO)
    do(stored, ANA, {"do": "remove_step", "step": "margin"}, why="No discount needed, they are desperate")

    line, *rest = told(stored, JO)
    assert rest == before
    assert (line.verb, line.step, line.why, line.by) == ("change", None, None, ANA)
    assert line.revision == sees(stored, JO)  # legal leads to the signature in its place
    assert [(one.verb, one.why) for one in told(stored, ANA)[:1]] == [
        ("remove_step", "No discount needed, they are desperate")
    ]


def test_what_was_done_to_a_step_that_was_seen_stays_told_once_it_is_gone(stored: Stored) -> None:
    do(stored, ANA, {"do": "remove_step", "step": "training"}, why="They know it already")

    line = told(stored, JO)[0]
    assert (line.verb, line.step, line.why) == ("remove_step", None, "They know it already")


KAY = Actor(
    kind="participant", id="p-kay", name="Kay Secretchief", party="customer", person="customer--kay", verified=True
)
"""Whom the customer keeps to itself."""


def test_whom_a_party_keeps_to_itself_the_others_know_as_the_party(stored: Stored, tmp_path: Path) -> None:
    kay = {"id": "kay", "name": "Kay Secretchief", "party": "customer", "private": "customer"}
    do(stored, NOVA, {"do": "add_person", "new": kay})
    do(stored, KAY, edit("legal", title="Review by the lawyers"))
    with stored.writing(KAY) as unit:
        comment(unit, stored.plan, "Well?", mentions=["ana"])
        attach(unit, FolderStorage(tmp_path), stored.plan, name="a.txt", content=io.BytesIO(b"x"))

    def known(actor: Actor) -> set[tuple[str, str | None]]:
        with stored.reading(actor) as unit:
            said = [one.by for one in comments(unit, stored.plan)]
            handed_in = [one.by for one in files_of(unit, stored.plan)]
        done = [one.by for one in told(stored, actor)[:3]]
        return {(one.name, one.person) for one in (*done, *said, *handed_in) if one is not None}

    assert known(ANA) == {("Northwind", None)}
    assert known(JO) == {("Kay Secretchief", "customer--kay")}
    with stored.writing() as unit:
        change_plan(unit, stored.plan, [OPERATION.validate_python(edit("legal", title="Legal review"))])
    do(stored, KAY, edit("legal", title="Review"))
    with pytest.raises(Refused, match=r"Northwind \(edit step, 2026-11-23\) changed this later"):
        stored.undo(ANA)


def test_what_is_hidden_may_be_as_it_likes(stored: Stored) -> None:
    def shown() -> object:
        return sees(stored, JO), told(stored, JO)

    do(stored, ANA, edit("set-up", duration="16d"))
    before = shown()
    do(stored, ANA, edit("margin", title="Nobody's business"))
    do(stored, ANA, {"do": "add_step", "new": {"id": "talk", "title": "Talk", "duration": "1d", "private": "seller"}})

    assert shown() == before


def test_pages_join_without_a_gap_also_where_much_happens_at_one_moment(stored: Stored) -> None:
    for days in range(16, 23):
        do(stored, ANA, edit("set-up", duration=f"{days}d"))
    whole, found, place = told(stored, JO), list[Told](), None
    with stored.reading(JO) as unit:
        for _ in range(4):
            lines, place = told_log(unit, stored.plan, after=place, limit=2)
            found += lines

    assert (found, place) == (whole, None)
