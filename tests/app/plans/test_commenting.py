"""People talk about a plan and its steps; each party reads what it may, and calendars do not stir."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select

from app.actors import SYSTEM, Actor
from app.plans import comment, comments, erase_comment
from app.plans.commenting import LONGEST, Commented
from app.store import tables
from app.store.calendar_entries import remembered
from app.verbs.members import AddPerson
from app.verbs.progress import FinishStep
from app.verbs.steps import EditStep, RemoveStep
from scheduler.refusals import Refused
from tests.stored import ANA, BEN, JO, Stored, another_plan

SAFE = "The contract mentions the old price, see page 4."


def say(stored: Stored, actor: Actor, text: str = SAFE, *, private: bool = False, step: str | None = None) -> Commented:
    with stored.writing(actor) as unit:
        return comment(unit, stored.plan, text, step=step, private=private)


def heard(stored: Stored, actor: Actor, step: str | None = None) -> list[str | None]:
    with stored.reading(actor) as unit:
        return [one.text for one in comments(unit, stored.plan, step)]


def test_all_read_what_is_said_to_all(stored: Stored) -> None:
    with stored.writing(JO) as unit:
        said = comment(unit, stored.plan, f"  {SAFE}\r\nThanks! ", step="legal", mentions=["ana", "ana"]).comment

    for actor in (ANA, BEN, JO, SYSTEM):
        with stored.reading(actor) as unit:
            [found] = comments(unit, stored.plan)
        assert found == replace(said, by=found.by)
        assert (found.by.id, found.at, found.step) == ("p-jo", stored.now, "legal")
        assert (found.text, found.mentions) == (f"{SAFE}\nThanks!", ("ana",))


def test_of_a_step_or_of_everything_oldest_first(stored: Stored) -> None:
    say(stored, ANA, "Hello")
    say(stored, JO, "How long does it take?", step="set-up")
    say(stored, ANA, "Three weeks", step="set-up")

    assert heard(stored, JO) == ["Hello", "How long does it take?", "Three weeks"]
    assert heard(stored, JO, "set-up") == ["How long does it take?", "Three weeks"]


def test_what_is_said_among_ones_own_stays_there(stored: Stored) -> None:
    say(stored, ANA, private=True)
    say(stored, JO, "They seem nervous", step="legal", private=True)

    assert heard(stored, BEN) == [SAFE]
    assert heard(stored, JO) == ["They seem nervous"]
    assert [one.private for one in stored.log()] == [None, "seller", "customer"]


def test_a_comment_on_a_private_step_is_private_even_when_the_step_is_shared_later(stored: Stored) -> None:
    assert say(stored, ANA, step="margin").comment.private == "seller"
    stored.do(ANA, EditStep(step="margin", set={"private": None}))

    assert heard(stored, ANA, "margin") == [SAFE]
    assert heard(stored, JO) == []


def test_a_step_that_is_hidden_is_unknown_like_one_that_is_not_there(stored: Stored) -> None:
    sentences = []
    for step in ("margin", "nargim"):
        with pytest.raises(Refused) as refused:
            say(stored, JO, step=step)
        sentences.append(str(refused.value).replace(step, "STEP"))

    assert sentences[0] == sentences[1]
    assert stored.log()[-1].verb == "create"


@pytest.mark.parametrize("hide", [EditStep(step="set-up", set={"private": "seller"}), RemoveStep(step="set-up")])
def test_comments_go_out_of_sight_with_their_step(stored: Stored, hide: EditStep | RemoveStep) -> None:
    say(stored, ANA, step="set-up")
    stored.do(ANA, hide)
    assert heard(stored, JO) == []

    stored.undo(ANA)
    assert heard(stored, JO) == [SAFE]


def test_who_is_asked_to_look_is_somebody_that_the_author_sees(stored: Stored) -> None:
    stored.do(ANA, AddPerson.model_validate({"new": {"id": "coach", "party": "seller", "private": "seller"}}))

    with stored.writing(JO) as unit, pytest.raises(Refused, match="no person 'coach'"):
        comment(unit, stored.plan, SAFE, mentions=["coach"])
    with stored.writing(ANA) as unit:
        comment(unit, stored.plan, SAFE, mentions=["coach", "jo"])
    with stored.reading(JO) as unit:
        assert comments(unit, stored.plan)[0].mentions == ("jo",)


def test_nobody_is_asked_to_look_at_what_is_kept_from_them(stored: Stored) -> None:
    with (
        stored.writing(ANA) as unit,
        pytest.raises(Refused, match="Jo Kern is not of 'seller' and could not read this"),
    ):
        comment(unit, stored.plan, SAFE, mentions=["jo"], private=True)
    with stored.writing(ANA) as unit, pytest.raises(Refused, match="21 people are named; 20 are the most"):
        comment(unit, stored.plan, SAFE, mentions=[f"p{number}" for number in range(21)])


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (" \n ", "the comment says nothing; write something"),
        ("x" * (LONGEST + 1), "the comment has 10,001 characters; 10,000 are the most"),
        ("a\x1b[2Jb", "a control character in the comment cannot be shown; delete it"),
        ("half a character: \ud83d", "a control character in the comment cannot be shown; delete it"),
    ],
)
def test_a_text_is_bounded_and_can_be_shown(stored: Stored, text: str, sentence: str) -> None:
    with pytest.raises(Refused) as refused:
        say(stored, ANA, text)

    assert str(refused.value) == sentence


def test_the_longest_text_and_lines_and_tabs_are_taken(stored: Stored) -> None:
    say(stored, ANA, "é" * LONGEST)
    say(stored, ANA, "1.\ta\n2.\tb")

    assert heard(stored, JO) == ["é" * LONGEST, "1.\ta\n2.\tb"]


def test_it_changes_no_document_and_no_calendar_entry(stored: Stored) -> None:
    with stored.reading() as unit:
        before = remembered(unit, stored.plan)
    document, revision = stored.document(), stored.opened().stored.revision
    say(stored, JO, step="legal")
    say(stored, ANA, step="margin")

    with stored.reading() as unit:
        assert remembered(unit, stored.plan) == before
    assert before != {}
    assert (stored.document(), stored.opened().stored.revision) == (document, revision)


def test_undo_goes_past_it(stored: Stored) -> None:
    stored.do(ANA, EditStep(step="set-up", set={"duration": "12d"}))
    say(stored, ANA, step="set-up")

    stored.undo(ANA)
    assert stored.step("set-up")["duration"] == "15d"
    with pytest.raises(Refused, match="you have changed nothing in this plan that could be taken back"):
        stored.undo(ANA)
    assert heard(stored, ANA) == [SAFE]


def test_its_author_takes_the_words_away_and_the_line_stays(stored: Stored) -> None:
    with stored.writing(JO) as unit:
        one = comment(unit, stored.plan, SAFE, step="legal", mentions=["ana"]).comment
    lines = stored.log()
    with stored.writing(JO) as unit:
        erase_comment(unit, stored.plan, one.id)

    with stored.reading(ANA) as unit:
        [left] = comments(unit, stored.plan)
        kept = unit.connection.execute(select(tables.comments.c.text, tables.comments.c.mentions)).all()
    assert (left.text, left.mentions, left.erased_at, left.step) == (None, (), stored.now, "legal")
    assert kept == [(None, [])]
    assert stored.log() == lines
    assert SAFE not in repr(lines)


@pytest.mark.parametrize("hide", [EditStep(step="set-up", set={"private": "seller"}), RemoveStep(step="set-up")])
def test_ones_own_words_go_from_a_step_that_is_out_of_sight(stored: Stored, hide: EditStep | RemoveStep) -> None:
    said = say(stored, JO, step="set-up").comment
    stored.do(ANA, hide)
    with stored.writing(JO) as unit:
        erase_comment(unit, stored.plan, said.id)
    stored.undo(ANA)

    assert heard(stored, ANA) == [None]


def test_nobody_else_takes_them_away(stored: Stored) -> None:
    shared, private = say(stored, JO).comment, say(stored, JO, private=True).comment
    elsewhere = another_plan(stored).plan

    with stored.writing(ANA) as unit, pytest.raises(Refused, match="somebody else said this"):
        erase_comment(unit, stored.plan, shared.id)
    with stored.writing(ANA) as unit, pytest.raises(Refused, match="there is no such comment"):
        erase_comment(unit, stored.plan, private.id)
    with stored.writing(JO) as unit, pytest.raises(Refused, match="there is no such comment"):
        erase_comment(unit, elsewhere, shared.id)


def test_the_service_keeps_nothing_to_a_party(stored: Stored) -> None:
    with pytest.raises(Refused, match="the service belongs to no party"):
        say(stored, SYSTEM, private=True)


def test_what_happens_beside_it_stays(stored: Stored) -> None:
    say(stored, ANA, step="legal")
    stored.do(JO, FinishStep(step="legal"))

    assert [(one.verb, one.step, one.asked) for one in stored.log()][1] == ("comment", "legal", [])
    assert heard(stored, JO, "legal") == [SAFE]
