"""A row's form becomes changes of the plan: only what differs, and nothing that the address did not say."""

from datetime import date

import pytest

from api.pages.changing import changed, fields_of, said
from app.calculator import calculate, inputs_of
from app.document import PlanDocument
from app.operations import Change
from scheduler.refusals import Refused

PLAN = "go-live=2027-03-15"
TODAY = date(2026, 11, 23)


def document(plan: str = PLAN) -> PlanDocument:
    return calculate(inputs_of(plan), today=TODAY).projection.document


def changes(form: str, plan: str = PLAN) -> tuple[Change, ...]:
    return changed(inputs_of(plan), fields_of(form.encode()), document(plan), today=TODAY)[0].changes


def address(form: str, plan: str = PLAN) -> str:
    return said(inputs_of(plan), fields_of(form.encode()), today=TODAY).address


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


@pytest.mark.parametrize("typed", ["0", "-5", "2.5", "soon", "10 days and a bit"])
def test_what_is_no_number_of_days_is_told(typed: str) -> None:
    for form in (f"row=security-review&duration={typed}", f"after=security-review&title=Test&duration={typed}"):
        with pytest.raises(Refused, match=f"'{typed}' is no duration; write a number of working days, such as 10"):
            changes(form)


def test_nothing_is_done_before_its_day() -> None:
    with pytest.raises(Refused, match="'2026-11-24' is still to come"):
        changes("row=security-review&finished=2026-11-24")


def test_leaving_out_names_the_step() -> None:
    assert changes("row=security-review&leave-out=yes") == (("drop", "security-review"),)


def test_a_moved_date_keeps_the_one_before() -> None:
    assert address("go-live=2027-04-01") == "go-live=2027-04-01&was=2027-03-15"
    assert address("go-live=1.4.2027") == "go-live=2027-04-01&was=2027-03-15"
    assert address("go-live=2027-03-15", f"{PLAN}&was=2027-02-01") == PLAN


def test_an_answer_keeps_the_one_before() -> None:
    plan = f"{PLAN}&a.approval_layers=2&was=2027-02-01"
    assert address("a.approval_layers=3", plan) == f"{PLAN}&a.approval_layers=3&was.approval_layers=2"
    assert address("a.approval_layers=", plan) == f"{PLAN}&was.approval_layers=2"
    assert address("a.approval_layers=1") == f"{PLAN}&a.approval_layers=1&was.approval_layers=unsaid"


def test_names_are_said_and_taken_back() -> None:
    assert address("customer=Northwind&seller=") == f"{PLAN}&customer=Northwind"
    assert address("customer=&seller=Acme", f"{PLAN}&customer=Northwind") == f"{PLAN}&seller=Acme"


def test_another_kind_of_deal_keeps_the_answers_that_it_asks_for_too() -> None:
    plan = f"{PLAN}&customer=Northwind&a.regulated=yes&a.single_sign_on=no&set=security-review.duration%3D9d"
    assert address("kind=hardware-design-win", plan) == (
        "go-live=2027-03-15&template=hardware-design-win&customer=Northwind&a.regulated=yes"
    )


def test_what_is_no_form_of_the_page_is_told() -> None:
    for body in (b"\xff=1", b"a=%00", b"&".join([b"a=1"] * 50)):
        with pytest.raises(Refused, match="this is no form of the page"):
            fields_of(body)


def test_a_step_that_is_gone_is_told() -> None:
    with pytest.raises(Refused, match="the plan has no step 'coffee' any more"):
        changes("row=coffee&duration=5")
