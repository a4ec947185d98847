"""Where a duration comes from is told while the plan still has it, and to the seller alone."""

from datetime import date
from typing import Any

import pytest

from app.answers import ExplainAnswer
from app.document import Reading, read_plain
from app.origins import Origin, origin_of
from app.projection import Audience, project, whole
from templates_library import Form, plan_of


def made(form: Form = "full", **changed: dict[str, Any] | None) -> Reading:
    plan = plan_of("mid-market-saas", critical_date=date(2027, 6, 15), answers={"regulated": True}, form=form)
    return read_plain({**plan, **changed}, as_of="2026-11-23")


def test_a_duration_comes_from_a_range_and_what_makes_it_longer() -> None:
    assert origin_of(made().document, "security-review") == Origin(
        calculation="base 12d \N{MULTIPLICATION SIGN} first-time vendor 1.3 \N{MULTIPLICATION SIGN} "
        "regulated industry 1.5 = 23d",
        sources="Published plans, 2-3 weeks (mid-market), 3-6 weeks (enterprise); "
        "first-time vendor: Seen in published plans; regulated industry: Seen in published plans",
    )


def test_of_a_rough_step_it_is_the_longest_way_through_its_fragment() -> None:
    assert origin_of(made("outline").document, "security-review") == Origin(
        calculation="base 25d", sources="The longest way through 2 steps"
    )


def test_what_takes_no_time_comes_from_nowhere() -> None:
    assert origin_of(made().document, "value-event") is None


@pytest.mark.parametrize(
    "changed",
    [
        {"template": None},
        {"template": {"id": "mid-market-saas", "version": 99, "answers": {"regulated": True}}},
        {"template": {"id": "our-own", "version": 1}},
        {"template": {"id": "mid-market-saas", "version": 1, "answers": {"regulated": "perhaps"}}},
        {"template": {"id": "mid-market-saas", "version": 1, "answers": {"regulated": False}}},
    ],
    ids=["no template", "another version", "an unknown one", "a spoilt answer", "another answer"],
)
def test_nothing_is_told_that_is_not_so_any_more(changed: dict[str, Any]) -> None:
    assert origin_of(made(**changed).document, "security-review") is None


def test_only_the_seller_is_told() -> None:
    reading = made()
    entire = whole(reading)
    customer = project(reading, entire.schedule, Audience(party="customer"))

    assert ExplainAnswer.of(entire, "security-review").duration is not None
    assert ExplainAnswer.of(customer, "security-review").duration is None
