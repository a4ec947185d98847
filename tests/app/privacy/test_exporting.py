"""A person gets everything that is kept about them, and nothing of anybody else."""

from __future__ import annotations

import json

import pytest

from app.actors import SYSTEM
from app.document.wire import Person
from app.links.entering import note_visit
from app.plans import comment
from app.privacy import export_person
from app.verbs.members import AddPerson
from app.verbs.progress import FinishStep
from scheduler.refusals import Refused
from tests.app.links.door import Door
from tests.stored import JO, Stored, another_plan

EMAIL = "jo@northwind.example"


@pytest.fixture
def door(stored: Stored) -> Door:
    """Keep a plan that can be shared."""
    return Door(stored=stored)


def test_everything_that_is_kept_about_an_address_is_there(door: Door) -> None:
    issued = door.share("listed", listed=(EMAIL,), keeps_visits=True)
    came = door.proves(issued.secret, EMAIL, "Jo Kern")
    mia = door.comes(door.share().secret, "Mia Roth", email="mia@northwind.example")
    door.stored.do(door.actor(came), FinishStep(step="legal"))
    for one, said in ((came, "We are done"), (mia, "I am new")):
        with door.stored.writing(door.actor(one)) as unit:
            comment(unit, door.stored.plan, said)
            note_visit(unit, issued.link, one.entered.participant.id)
    another_plan(door.stored)

    with door.stored.reading() as unit:
        found = export_person(unit, "JO@northwind.example")

    here, other = sorted(found["plans"], key=lambda one: str(one["plan"]) != door.stored.plan)
    assert [one["email"] for one in here["people"]] == [EMAIL]
    assert here["listed_by_links"] == [issued.link.id]
    assert [one["verb"] for one in here["log"]] == ["finish_step", "comment"]
    assert [one["text"] for one in here["comments"]] == ["We are done"]
    assert [one["name"] for one in here["participants"]] == ["Jo Kern"]
    assert len(here["visits"]) == 1
    assert (other["participants"], other["log"]) == ([], [])
    written = json.dumps(found)
    assert "Mia Roth" not in written
    assert came.secret not in written


def test_nothing_is_kept_about_somebody_unknown(door: Door) -> None:
    with door.stored.reading() as unit:
        assert export_person(unit, "eve@elsewhere.example")["plans"] == []


def test_who_came_in_by_a_link_exports_nobody(door: Door) -> None:
    with door.stored.reading(JO) as unit, pytest.raises(Refused, match="only a member of the workspace"):
        export_person(unit, EMAIL)


def test_what_another_party_keeps_to_itself_is_told_to_no_member_of_the_sellers(door: Door) -> None:
    came = door.proves(door.share("listed", listed=(EMAIL,)).secret, EMAIL, "Jo Kern")
    spy = Person(id="spy", name="Eve Holt", email="eve@northwind.example", party="customer", private="customer")
    door.stored.do(door.actor(came), AddPerson(new=spy))
    with door.stored.writing(door.actor(came)) as unit:
        comment(unit, door.stored.plan, "Shared words")
        comment(unit, door.stored.plan, "Among ourselves", private=True)

    with door.stored.reading() as unit:
        [jo] = export_person(unit, EMAIL)["plans"]
        assert export_person(unit, "eve@northwind.example")["plans"] == []
    with door.stored.reading(SYSTEM) as unit:
        [whole] = export_person(unit, EMAIL)["plans"]
        [eve] = export_person(unit, "eve@northwind.example")["plans"]

    assert [one["text"] for one in jo["comments"]] == ["Shared words"]
    assert [one["verb"] for one in jo["log"]].count("comment") == 1
    assert [one["text"] for one in whole["comments"]] == ["Shared words", "Among ourselves"]
    assert [one["id"] for one in eve["people"]] == ["customer--spy"]
