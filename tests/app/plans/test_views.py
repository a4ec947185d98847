"""Revisions and the log as each party sees them: what is out of its sight counts for nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from app.plans import comment, open_plan
from app.plans.telling import Told, told_log
from app.plans.views import document_seen, revision_seen, view_of
from app.verbs import OPERATION
from scheduler.refusals import Refused
from tests.stored import ANA, JO

if TYPE_CHECKING:
    from app.actors import Actor
    from tests.stored import Stored


def do(stored: Stored, actor: Actor, *operations: dict[str, Any], why: str | None = None) -> None:
    stored.do(actor, *map(OPERATION.validate_python, operations), why=why)


def edit(step: str, **fields: str) -> dict[str, Any]:
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
