"""Each answer tells its price in days before anybody gives it."""

from datetime import date

import pytest

from app.pricing import prices, typed
from scheduler.refusals import Refused
from templates_library import template, templates
from templates_library.questions import Answer

GO_LIVE, TODAY = date(2027, 3, 15), date(2026, 11, 23)


def priced(**answers: Answer) -> dict[str, dict[str, int]]:
    return prices("mid-market-saas", critical_date=GO_LIVE, as_of=TODAY, answers=answers)


def test_a_price_is_what_the_earliest_go_live_moves_by_once_the_answer_is_given() -> None:
    cost = priced()["regulated"]["yes"]
    assert cost > 0
    assert priced(regulated=True)["regulated"]["no"] == -cost


def test_the_answer_that_is_given_has_no_price() -> None:
    assert set(priced(approval_layers=2)["approval_layers"]) == {"1", "3"}


def test_what_is_not_on_the_critical_path_costs_nothing() -> None:
    assert priced()["reference"]["yes"] == 0


def test_every_question_has_prices_for_its_other_answers() -> None:
    found = priced()
    assert all(found[question] for question in ("segment", "board", "training_audience", "leave_old_system"))


def test_a_wrong_answer_is_refused() -> None:
    with pytest.raises(Refused, match="yes or no"):
        priced(regulated="perhaps")


@pytest.mark.parametrize(
    ("answer", "as_typed"), [(True, "yes"), (False, "no"), (2, "2"), (["DE", "US-NY"], "DE,US-NY"), (None, "")]
)
def test_answers_are_named_as_they_are_typed(answer: Answer, as_typed: str) -> None:
    assert typed(answer) == as_typed


def test_holidays_cost_days_though_no_step_changes() -> None:
    assert priced()["customer_countries"]["GB"] > 0


def test_a_question_that_makes_no_sense_has_no_price() -> None:
    assert "notice_days" not in priced()
    assert set(priced(leave_old_system=True)["notice_days"]) == {"7", "365"}


def test_an_outline_costs_what_the_full_plan_costs() -> None:
    full, outline = (
        prices("mid-market-saas", critical_date=GO_LIVE, as_of=TODAY, form=form) for form in ("full", "outline")
    )
    countries = {"customer_countries", "seller_countries"}

    assert {name: cost for name, cost in full.items() if name not in countries} == {
        name: cost for name, cost in outline.items() if name not in countries
    }


LESS_WORK = {"framework_contract"}
"""Questions whose yes takes work away."""


@pytest.mark.parametrize("template_id", [one.id for one in templates()])
def test_an_answer_that_adds_work_never_saves_days(template_id: str) -> None:
    cost = prices(template_id, critical_date=GO_LIVE, as_of=TODAY)
    for asked in template(template_id).questions:
        sizes = {"no": 0, "yes": 1, **{choice.id: at for at, choice in enumerate(asked.choices)}}
        found = {**cost.get(asked.id, {}), typed(asked.default): 0}
        if asked.type not in {"date", "countries"} and asked.id not in LESS_WORK:
            rising = [
                found[answer] for answer in sorted(found, key=lambda one: sizes[one] if one in sizes else int(one))
            ]
            assert rising == sorted(rising), (asked.id, found)
        if asked.type == "countries":
            assert min(found.values()) == 0
