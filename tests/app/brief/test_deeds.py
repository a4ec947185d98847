"""Every verb is said in words, and what people typed is repeated as it is."""

from __future__ import annotations

import pytest

from app.brief.deeds import DEEDS, deed_said
from app.verbs import VERBS


def test_every_verb_has_words() -> None:
    assert VERBS.keys() <= DEEDS.keys()


def test_titles_and_names_stand_for_ids() -> None:
    asked = {"step": "legal", "to": "mia", "email": "mia@northwind.example"}
    assert (
        deed_said("delegate", asked, {"legal": "Legal review"}, {"mia": "Mia Roth"})
        == "handed Legal review to Mia Roth"
    )


def test_a_critical_date_is_called_by_what_it_binds() -> None:
    asked = {"critical_date": "date-1", "to": "2027-03-01"}
    dates = {"date-1": "Go-live"}
    assert deed_said("move_critical_date", asked, {}, {}, dates) == "moved the critical date of Go-live"
    assert deed_said("move_critical_date", asked, {}, {}) == "moved a critical date"


def test_a_step_that_is_not_seen_has_no_name() -> None:
    assert deed_said("finish_step", {"step": "margin"}, {}, {}) == "finished a step"


def test_what_is_left_is_said_as_people_do() -> None:
    said = deed_said("progress_step", {"step": "x", "remaining": "20d"}, {"x": "Legal review"}, {})
    assert said == "said that 20 working days of Legal review is left"


def test_how_long_a_step_takes_is_said_where_that_alone_was_changed() -> None:
    titles = {"x": "Legal review"}
    assert deed_said("edit_step", {"step": "x", "set": {"duration": "8d"}}, titles, {}) == (
        "let Legal review take 8 working days"
    )
    both = {"step": "x", "set": {"duration": "8d", "title": "Legal review"}}
    assert deed_said("edit_step", both, titles, {}) == "changed Legal review"


def test_braces_that_somebody_typed_stay_braces() -> None:
    said = deed_said("block_step", {"step": "x", "reason": "{step} {0}"}, {"x": "Legal review"}, {})
    assert said == "said that Legal review is held up: {step} {0}"


@pytest.mark.parametrize("verb", DEEDS)
def test_what_was_asked_for_may_be_unknown(verb: str) -> None:
    said = deed_said(verb, {"step": "x"}, {"x": "Legal review"}, {})
    assert said
    assert "  " not in said


def test_what_no_version_knows_is_said_by_its_name() -> None:
    assert deed_said("make_tea", {}, {}, {}) == "make tea"
