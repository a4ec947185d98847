"""A row's form becomes changes of the plan: only what differs, and nothing that the address did not say."""

from datetime import date

import pytest

from api.pages.changing import FORM, asked_of, changed
from app.calculator import calculate, inputs_of
from app.document import PlanDocument
from app.operations import FORMS, Change
from scheduler.refusals import Refused

PLAN = "go-live=2027-03-15"
TODAY = date(2026, 11, 23)


def document(plan: str = PLAN) -> PlanDocument:
    return calculate(inputs_of(plan), today=TODAY).projection.document


def changes(form: str, plan: str = PLAN) -> tuple[Change, ...]:
    return changed(asked_of(f"{plan}&{form}"), document(plan))[0].changes


def test_a_number_of_days_is_a_duration_in_the_unit_of_before() -> None:
    assert changes("row=security-review&duration=25") == (("set", "security-review.duration=25d"),)


def test_a_duration_may_name_its_own_unit() -> None:
    assert changes("row=security-review&duration=3+ew") == (("set", "security-review.duration=3ew"),)


def test_a_form_that_is_sent_as_it_was_changes_nothing() -> None:
    (step,) = (one for one in document().steps if one.id == "security-review")
    assert step.duration is not None
    shown = step.duration.removesuffix("d")
    assert changes(f"row=security-review&duration={shown}&owner.customer=&finished=") == ()


def test_a_name_becomes_the_owner_on_its_side() -> None:
    assert changes("row=security-review&owner.customer=Tom+Beck") == (("give", "security-review.customer=Tom Beck"),)


def test_a_day_says_that_the_step_was_done_and_no_day_takes_it_back() -> None:
    done = ("finish", "security-review=2026-11-20")
    assert changes("row=security-review&finished=2026-11-20") == (done,)
    plan = f"{PLAN}&finish=security-review%3D2026-11-20"
    assert changes("row=security-review&finished=", plan) == (done, ("set", "security-review.progress.finished="))


def test_a_new_step_stands_between_a_step_and_those_that_waited_for_it() -> None:
    assert changes("after=security-review&duration=7&title=Penetration+test") == (
        (
            "add",
            "penetration-test 7d called 'Penetration test' in purchase by both after security-review before signature",
        ),
    )


def test_a_new_step_gets_an_id_that_nobody_has() -> None:
    (change,) = changes("after=security-review&duration=7&title=Security+review")
    assert change[1].startswith("security-review-2 7d called 'Security review' ")


def test_leaving_out_names_the_step() -> None:
    assert changes("row=security-review&leave-out=yes") == (("drop", "security-review"),)


def test_the_fields_of_a_form_are_called_like_no_change() -> None:
    assert not {*FORM} & {*FORMS}


def test_a_step_that_is_gone_is_told() -> None:
    with pytest.raises(Refused, match="the plan has no step 'coffee' any more"):
        changes("row=coffee&duration=5")
