"""Answers are checked against the questions of a template, and every wrong one is told with the nearest right name."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from scheduler.refusals import Refused
from templates_library import CODES, answers_from_text, expand_step, instantiate, plan_of, template

from .own import ENDLESS, STEPLESS, own

if TYPE_CHECKING:
    from templates_library.questions import Answer

MID = "mid-market-saas"
DAY = date(2027, 6, 15)

LETTERS = "write the two letters of one, such as DE"
WRONG: list[tuple[str, Answer, str, str]] = [
    ("regulatd", True, "unknown-question", "no question 'regulatd'; did you mean 'regulated'?"),
    ("segment", "enterprize", "unknown-answer", "no answer 'enterprize'; did you mean 'enterprise'?"),
    ("segment", 3, "unknown-answer", "no answer '3'; choose one of mid_market, enterprise"),
    ("board", "perhaps", "wrong-kind-of-answer", "this is a question for yes or no, and 'perhaps' is neither"),
    ("approval_layers", True, "wrong-kind-of-answer", "here belongs a whole number, not 'True'"),
    ("approval_layers", 7, "answer-out-of-range", "7 is not foreseen; write a number from 1 to 3"),
    (
        "customer_countries",
        "DE",
        "wrong-kind-of-answer",
        "here belongs a list of countries such as [DE, US-NY], not 'DE'",
    ),
    ("customer_countries", ["DE", "germny"], "unknown-country", "no country 'germny'; did you mean 'DE'?"),
    ("customer_countries", ["Holand"], "unknown-country", "no country 'Holand'; did you mean 'NL'?"),
    ("customer_countries", ["Bavaria"], "unknown-country", f"no country 'Bavaria'; {LETTERS}"),
    ("customer_countries", ["XX"], "unknown-country", f"no country 'XX'; {LETTERS}"),
    ("customer_countries", ["DK-XY"], "unknown-country", "DK has no part 'XY' with holidays of its own; write DK"),
    ("old_contract_ends", "soon", "answer-not-a-date", "'soon' is no day; write one like 2026-11-30, or leave it open"),
]


@pytest.mark.parametrize(("question", "answer", "code", "sentence"), WRONG)
def test_a_wrong_answer_is_told(question: str, answer: Answer, code: str, sentence: str) -> None:
    with pytest.raises(Refused) as refused:
        instantiate(MID, critical_date=DAY, answers={question: answer})

    (problem,) = refused.value.problems
    assert (problem.code, problem.place, problem.sentence) == (code, f"answers.{question}", sentence)


def test_a_part_of_a_country_is_told_with_those_that_there_are() -> None:
    with pytest.raises(Refused, match="DE has no part 'XX' with holidays of its own; write DE, or one of DE-BB, DE-BE"):
        plan_of(MID, critical_date=DAY, answers={"customer_countries": ["DE-XX"]})


def test_all_wrong_answers_are_told_at_once() -> None:
    with pytest.raises(Refused) as refused:
        plan_of(MID, critical_date=DAY, answers={"board": "perhaps", "colour": "red", "approval_layers": 0})

    assert [problem.place for problem in refused.value.problems] == [
        "answers.board",
        "answers.colour",
        "answers.approval_layers",
    ]


def test_a_question_that_resembles_none_is_told_with_all() -> None:
    with pytest.raises(Refused, match="no question 'zzz'; the template asks segment, customer_countries"):
        plan_of(MID, critical_date=DAY, answers={"zzz": True})


def test_an_unknown_template_is_told_with_the_nearest_name() -> None:
    with pytest.raises(Refused) as refused:
        template("enterprise-sass")

    (problem,) = refused.value.problems
    assert (problem.code, problem.sentence) == (
        "unknown-template",
        "no template 'enterprise-sass'; did you mean 'enterprise-saas'?",
    )


def test_every_code_is_used_and_explained() -> None:
    used = {code for _, _, code, _ in WRONG} | {"unknown-template"}
    for plan, step in (
        ({"steps": []}, "buy"),
        ({"steps": [{"id": "buy", "title": "Buy"}]}, "buy"),
        ({"steps": [{"id": "buy", "title": "Buy", "fragment": "x"}]}, "buy"),
        ({"steps": [{"id": "refer", "title": "Refer", "fragment": "reference"}]}, "refer"),
        ({"steps": [{"id": "buy", "title": "Buy", "fragment": "legal", "progress": {"started": "2026-11-02"}}]}, "buy"),
    ):
        with pytest.raises(Refused) as refused:
            expand_step(plan, step)
        used.add(refused.value.problems[0].code)

    for text in (STEPLESS, ENDLESS):
        with pytest.raises(Refused) as refused:
            plan_of("portal", own(text), critical_date=date(9990, 1, 1))
        used.add(refused.value.problems[0].code)

    assert used == set(CODES)


def test_answers_may_be_typed() -> None:
    typed = {
        "segment": "enterprise",
        "board": "Yes",
        "regulated": "no",
        "approval_layers": " 2 ",
        "customer_countries": "DE, US-NY",
        "old_contract_ends": "",
        "notice_days": "many",
        "colour": "red",
    }

    assert answers_from_text(template(MID).questions, typed) == {
        "segment": "enterprise",
        "board": True,
        "regulated": False,
        "approval_layers": 2,
        "customer_countries": ["DE", "US-NY"],
        "old_contract_ends": None,
        "notice_days": "many",
        "colour": "red",
    }


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Germany", ["DE"]),
        ("germany-by", ["DE-BY"]),
        ("usa, uk", ["US", "GB"]),
        ("Deutschland, Great Britain", ["DE", "GB"]),
        ("Germany-Bayern, US-California, Scotland", ["DE-BY", "US-CA", "GB-SCT"]),
        ("united states-ny", ["US-NY"]),
        ("Guinea-Bissau", ["GW"]),
        ("Germny", ["Germny"]),
    ],
)
def test_countries_may_be_typed_by_their_names(typed: str, meant: list[str]) -> None:
    assert answers_from_text(template(MID).questions, {"customer_countries": typed}) == {"customer_countries": meant}


def test_none_and_y_and_n_are_answers_too() -> None:
    typed = {"customer_countries": "none", "old_contract_ends": "None", "board": "y", "poc": "N"}

    assert answers_from_text(template(MID).questions, typed) == {
        "customer_countries": [],
        "old_contract_ends": None,
        "board": True,
        "poc": False,
    }


def test_questions_come_with_the_defaults_of_their_template() -> None:
    layers = {one.id: one for one in template("enterprise-saas").questions}["approval_layers"]

    assert (layers.default, layers.alternatives(2)) == (2, (1, 3))


def test_of_many_numbers_both_ends_are_priced() -> None:
    notice = {one.id: one for one in template(MID).questions}["notice_days"]

    assert notice.alternatives(90) == (7, 365)


def test_a_question_says_which_one_it_hangs_on_where_that_is_asked_too() -> None:
    hangs = {
        name: {one.id: one.only_if for one in template(name).questions} for name in (MID, "renewal-with-expansion")
    }

    assert hangs[MID]["notice_days"] == "leave_old_system"
    assert hangs["renewal-with-expansion"]["notice_days"] is None
