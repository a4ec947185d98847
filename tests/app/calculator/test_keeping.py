"""What was typed into the calculator is kept as it stands: nothing is typed twice."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from app.calculator import calculate, inputs_of
from app.calculator.keeping import keep
from app.plans import open_plan
from app.store import log
from tests.stored import ANA

if TYPE_CHECKING:
    from tests.stored import Stored

TODAY = date(2026, 11, 23)
TYPED = (
    "go-live=2027-06-15&customer=Globex&seller=Acme&a.regulated=yes&set=security-review.duration%3D30d"
    "&id=0b7c9e3a-5d0f-4a4e-8f7e-0d8f1f2b3c4d"
)


def test_the_stored_plan_is_the_calculated_one(stored: Stored) -> None:
    inputs = inputs_of(TYPED, today=TODAY)
    with stored.writing() as unit:
        plan = keep(unit, inputs, today=TODAY).after.stored
    with stored.reading() as unit:
        opened = open_plan(unit, plan.id)
        [entry] = log.entries(unit, plan.id)
    calculated = calculate(inputs, today=TODAY)
    assert plan.id == inputs.plan_id
    assert plan.owner == ANA.id
    assert opened.reading.document.steps == calculated.reading.document.steps
    assert opened.reading.document.critical_dates == calculated.reading.document.critical_dates
    assert entry.asked[0]["template"] == inputs.template


def test_a_plan_that_is_kept_twice_is_two_plans(stored: Stored) -> None:
    inputs = inputs_of(TYPED, today=TODAY)
    with stored.writing() as unit:
        first, second = (keep(unit, inputs, today=TODAY).after.stored.id for _ in range(2))
    assert first != second


def test_the_workspace_sells_where_nobody_said_who_does(stored: Stored) -> None:
    typed = inputs_of(TYPED.replace("&seller=Acme", ""), today=TODAY)
    with stored.writing() as unit:
        document = keep(unit, typed, today=TODAY, seller="Acme Ltd").after.reading.document
        named = keep(unit, inputs_of(TYPED, today=TODAY), today=TODAY, seller="Acme Ltd").after.reading.document
    assert (document.seller, named.seller) == ("Acme Ltd", "Acme")
