"""An address is all that the calculator knows: it reads back as what was typed, and says what it cannot read."""

from dataclasses import replace
from datetime import date

import pytest

from app.calculator import Inputs, inputs_of
from scheduler.refusals import Refused

PLAIN = Inputs(go_live=date(2027, 3, 15))
FULL = Inputs(
    go_live=date(2027, 3, 15),
    template="enterprise-saas",
    form="full",
    customer="Northwind & Sons",
    seller="Acme",
    plan_id="4b6f5a52-0d5e-4b0e-9c7a-6f4f0d3c2a11",
    answers=(("board", "yes"), ("customer_countries", "DE, US-NY")),
    changes=(("set", "legal-review.duration=5d"), ("drop", "training"), ("set", "signature.duration=3d")),
    was=date(2027, 2, 15),
)


@pytest.mark.parametrize("inputs", [PLAIN, FULL])
def test_an_address_reads_back_as_what_was_typed(inputs: Inputs) -> None:
    assert inputs_of(inputs.address) == inputs


def test_what_goes_without_saying_is_not_in_the_address() -> None:
    assert PLAIN.address == "go-live=2027-03-15"


def test_fields_that_a_form_sends_empty_are_not_given() -> None:
    assert inputs_of("go-live=2027-03-15&customer=&a.board=&was=") == PLAIN


def test_an_answer_takes_the_place_of_the_one_before_and_forgets_the_moved_date() -> None:
    assert FULL.answering("board", "no").answers == (("board", "no"), ("customer_countries", "DE, US-NY"))
    assert FULL.answering("board", "").answers == (("customer_countries", "DE, US-NY"),)
    assert FULL.answering("board", "no").was is None


def test_the_way_back_undoes_the_last_thing_only() -> None:
    assert FULL.before_last_change() == replace(FULL, go_live=date(2027, 2, 15), was=None)
    unmoved = replace(FULL, was=None)
    assert unmoved.before_last_change() == replace(unmoved, changes=FULL.changes[:2])
    assert PLAIN.before_last_change() is None
    assert PLAIN.changing(("drop", "training")).before_last_change() == PLAIN


def test_what_one_form_changed_of_a_step_is_one_change() -> None:
    longer, given, done = ("set", "legal.duration=9d"), ("give", "legal.customer=Eva"), ("finish", "legal=2026-12-01")
    other = ("set", "training.duration=2d")
    for changes, left in (
        ((longer, given, done), ()),
        ((other, longer, given), (other,)),
        ((longer, ("set", "legal.duration=8d")), (longer,)),
        ((("add", "legal 5d"), longer), (("add", "legal 5d"),)),
        ((longer, ("drop", "legal")), (longer,)),
    ):
        before = PLAIN.changing(*changes).before_last_change()
        assert before == replace(PLAIN, changes=left)


def test_everything_wrong_is_told_at_once_with_its_place() -> None:
    with pytest.raises(Refused) as refused:
        inputs_of(f"go-live=tomorrow&form=wide&id=12&custmer=x&customer={'x' * 201}&was=1999-01-01&seller=a%07b")
    assert [(one.place, one.code, one.sentence) for one in refused.value.problems] == [
        ("go-live", "bad-date", "'tomorrow' is no day; write one like 2027-03-15"),
        ("form", "unknown-form", "'wide' is no form; write outline or full"),
        ("id", "bad-uuid", "this is no UUID; leave the id out and a new one is given"),
        ("custmer", "unknown-input", "nothing here is called 'custmer'; did you mean 'customer'?"),
        ("customer", "too-long", "write at most 200 letters here, on one line"),
        ("was", "bad-date", "'1999-01-01' is out of reach; plans are made for 2000 to 2100"),
        ("seller", "too-long", "write at most 200 letters here, on one line"),
    ]


def test_without_a_date_it_asks_for_one() -> None:
    with pytest.raises(Refused, match="type the day on which the customer needs it running"):
        inputs_of("customer=Northwind")


def test_changes_without_end_are_refused() -> None:
    with pytest.raises(Refused, match="these are more than 60 changes; take the plan away as YAML and go on there"):
        inputs_of("go-live=2027-03-15" + "&drop=training" * 61)


def test_an_address_without_end_is_refused() -> None:
    with pytest.raises(Refused, match="the address is too long"):
        inputs_of("go-live=2027-03-15" + "&a.x=1" * 1000)
