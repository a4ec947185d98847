"""Owners: whose they are, and who is meant."""

from __future__ import annotations

from typing import Any

import pytest

from app.document.plain import plain
from app.sheet import SheetReading
from tests.app.sheet.sheets import notes, steps, text_sheet

ABOVE = "Seller: Acme,Customer: Northwind"


def owners(cell: str, heading: str = "Owner") -> tuple[object, object]:
    """Return side and owners of a step with this cell in its column of owners."""
    (step,) = steps(text_sheet(ABOVE, f"Step,{heading}", f'Legal,"{cell}"'))
    return step.get("side"), step.get("owners")


def people(reading: SheetReading) -> list[dict[str, Any]]:
    written: Any = plain(reading.document)
    return list(written.get("people", []))


@pytest.mark.parametrize(
    ("cell", "side", "owned"),
    [
        ("us", "seller", None),
        ("Customer", "customer", None),
        ("Northwind", "customer", None),
        ("both", ["seller", "customer"], None),
        ("Acme & Northwind", ["seller", "customer"], None),
        ("Us / them", ["seller", "customer"], None),
        ("Jo Kern (Northwind)", "customer", {"customer": "jo-kern"}),
        ("Jo Kern (customer)", "customer", {"customer": "jo-kern"}),
        ("Northwind: Jo Kern", "customer", {"customer": "jo-kern"}),
        ("Customer - Jo Kern", "customer", {"customer": "jo-kern"}),
        ("Northwind's Ines", "customer", {"customer": "ines"}),
        ("Jo Kern <jo@northwind.example>", "seller", {"seller": "jo-kern"}),
        ("Jo Kern[50%] (Northwind)", "customer", {"customer": "jo-kern"}),
        ("TBD", None, None),
        ("N/A", None, None),
        ("TBD, Jo Kern (Northwind)", "customer", {"customer": "jo-kern"}),
        ("Customer IT", "customer", {"customer": "customer-it"}),
        ("Ana Ruiz (Acme); Jo Kern (Northwind)", ["seller", "customer"], {"seller": "ana-ruiz", "customer": "jo-kern"}),
        ("Ana Ruiz (Acme), customer", ["seller", "customer"], {"seller": "ana-ruiz"}),
        ("jo@northwind.example", "seller", {"seller": "jo"}),
    ],
)
def test_a_cell_of_owners_names_sides_and_people(cell: str, side: object, owned: object) -> None:
    assert owners(cell) == (side, owned)


@pytest.mark.parametrize(
    ("cell", "side", "owned"),
    [
        ("Jo Kern", "customer", {"customer": "jo-kern"}),
        ("x", "customer", None),
        ("Legal", "customer", {"customer": "customer-legal"}),
        ("Jo Kern, Eva Lang", "customer", {"customer": "jo-kern"}),
    ],
)
def test_a_column_of_one_side_names_its_people(cell: str, side: object, owned: object) -> None:
    assert owners(cell, "Customer owner") == (side, owned)


def test_of_several_owners_of_a_side_the_first_is_taken_and_that_is_told() -> None:
    reading = text_sheet(ABOVE, "Step,Customer owner", 'Legal,"Jo Kern, Eva Lang"')

    told = "B3: a step has one owner on each side; 'Jo Kern, Eva Lang' names more, the first was taken"
    assert told in notes(reading)
    assert [person["id"] for person in people(reading)] == ["jo-kern", "eva-lang"]


def test_somebody_known_from_one_row_is_known_in_all() -> None:
    reading = text_sheet(ABOVE, "Step,Owner", "Legal,Jo Kern (Northwind)", "Order,Jo Kern", "Set-up,Somebody")

    assert [step["owners"] for step in steps(reading)] == [
        {"customer": "jo-kern"}, {"customer": "jo-kern"}, {"seller": "somebody"},
    ]  # fmt: skip
    told = (
        "nothing says on which side Somebody is; taken for the seller's: write 'Somebody (customer)', or give each side"
    )
    assert any(note.startswith(told) for note in notes(reading))


def test_the_side_of_a_step_tells_that_of_its_owner() -> None:
    reading = text_sheet("Step,Side,Owner", "Legal,customer,Jo Kern", "Order,both,Jo Kern", "Call,us and them,")

    assert [(step["side"], step.get("owners")) for step in steps(reading)] == [
        ("customer", {"customer": "jo-kern"}),
        (["seller", "customer"], {"customer": "jo-kern"}),
        (["seller", "customer"], None),
    ]


def test_a_team_is_no_side() -> None:
    reading = text_sheet("Step,Team", "Legal,Tigers")

    assert "side" not in steps(reading)[0]
    assert "B2: 'Tigers' is none of the sides of the plan; kept with the step as something to read" in notes(reading)


_BOTH = "'Acme' for the seller and 'Northwind' for the customer were guessed"
_CUSTOMER = "'Northwind' for the customer was guessed"


@pytest.mark.parametrize(
    ("rows", "seller", "customer", "told"),
    [
        (["Step,Owner (Acme),Owner (Northwind)"], "Acme", "Northwind", _BOTH),
        (["Step,Acme owner,Customer owner"], "Acme", None, "'Acme' for the seller was guessed"),
        (["Step,Our owner,Northwind owner"], None, "Northwind", _CUSTOMER),
        (["Step,Owner", "Legal,Jo (Northwind)"], None, "Northwind", _CUSTOMER),
        (["Step,Company", "Legal,Acme", "Order,Northwind", "Server,Hammer"], "Acme", "Northwind", _BOTH),
    ],
    ids=["brackets", "one is the customer's", "one is ours", "behind a name", "companies"],
)
def test_which_organisation_is_which_side_is_guessed_and_told(
    rows: list[str], seller: str | None, customer: str | None, told: str
) -> None:
    reading = text_sheet(*rows, "Last,,")

    assert (reading.document.seller, reading.document.customer) == (seller, customer)
    wrong = "write 'Seller:' and 'Customer:' with their names above the table where that is wrong"
    assert f"{told}; {wrong}" in notes(reading)


def test_who_is_told_the_names_of_the_sides_needs_no_guess() -> None:
    reading = text_sheet("Step,Owner (Northwind)", "Legal,Jo", seller="Acme", customer="Northwind")

    assert steps(reading)[0]["owners"] == {"customer": "jo"}
    assert not any("guessed" in note for note in notes(reading))


def test_somebody_else_who_must_act_is_a_party() -> None:
    reading = text_sheet(ABOVE, "Step,Company,Owner", "Server,Hammer Hardware,Max", "Legal,Hammer Hardware; Northwind,")

    assert plain(reading.document)["parties"] == [{"id": "hammer-hardware", "name": "Hammer Hardware"}]
    assert [(step["side"], step.get("owners")) for step in steps(reading)] == [
        ("hammer-hardware", {"hammer-hardware": "max"}),
        (["hammer-hardware", "customer"], None),
    ]


def test_a_table_of_people_says_who_they_are() -> None:
    reading = text_sheet(
        ABOVE, "Step,Owner", "Legal,Jo Kern", "Order,Eva Lang", "", "People", "Name,Role,Company,E-mail",
        "Jo Kern,Champion,Northwind,jo@northwind.example", "Eva Lang,IT lead,,",
    )  # fmt: skip

    assert people(reading) == [
        {"id": "jo-kern", "name": "Jo Kern", "email": "jo@northwind.example", "party": "customer", "role": "champion"},
        {"id": "eva-lang", "name": "Eva Lang", "party": "seller", "role": "IT_lead"},
    ]
    assert [step["owners"] for step in steps(reading)] == [{"customer": "jo-kern"}, {"seller": "eva-lang"}]
    assert any(note.startswith("nothing says on which side Eva Lang is") for note in notes(reading))
