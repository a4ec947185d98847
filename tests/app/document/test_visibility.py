"""Every field says who may see it, in the schema that is published too."""

from __future__ import annotations

from typing import Annotated, Any

import pytest
from pydantic import Field

from app.document import PlanDocument, read
from app.document.visibility import may_see, narrowed_to, own_parties, visibility_of
from app.document.wire.values import Wire
from app.document.wire.visible import Everyone, SellerOnly, Visible

PLAN = """
format: backplan/1
title: Northwind roll-out
as_of: 2026-01-05
parties: [{id: hw, name: Hammer Hardware}]
calendars: {customer: {closed: [{from: 2026-12-24}]}, hw: {}, nights: {}}
people: [{id: jo, party: customer, away: [{from: 2026-02-02}]}, {id: ana, party: seller, private: seller}]
critical_dates: [{id: go-live, date: 2026-06-01}]
steps:
  - {id: legal, title: Legal review, duration: 5d, side: customer}
  - {id: set-up, title: Set-up, duration: 5d}
  - {id: racks, title: Racks, duration: 5d, side: [hw, customer]}
  - {id: signature, title: Signature, duration: 1d, side: both}
why:
  pains: [{id: close, text: The close takes a month, by: jo}, {id: stock, text: Nobody trusts the stock}]
  solution: {text: One ledger, by: ana}
  criteria:
    - {id: days, text: The close takes one day, by: jo}
    - {id: errors, text: No posting is corrected, by: ana}
    - {id: calls, text: Nobody calls}
    - {id: raise, text: The finance team gets a bonus, by: jo, private: customer}
  concerns: [{id: rival, text: Another supplier was invited, private: seller}]
"""


def models(model: type[Wire] = Wire) -> list[type[Wire]]:
    """Return every block of the schema."""
    below = [one for one in model.__subclasses__() if one.__module__.startswith("app.")]
    return list(dict.fromkeys([*below, *(deeper for one in below for deeper in models(one))]))


def without_a_mark(model: type[Wire]) -> list[str]:
    """Return the fields of a block that do not say who may see them."""
    unmarked = []
    for name in model.model_fields:
        try:
            visibility_of(model, name)
        except ValueError:
            unmarked.append(name)
    return unmarked


@pytest.mark.parametrize("model", models())
def test_no_field_lacks_a_visibility(model: type[Wire]) -> None:
    assert without_a_mark(model) == []


def test_a_forgotten_field_is_noticed_and_one_with_two_marks_too() -> None:
    class Forgetful(Wire):
        seen: Everyone[str] = Field("")
        forgotten: str = Field("")
        both: Annotated[SellerOnly[str], Visible("everyone")] = Field("")

    assert without_a_mark(Forgetful) == ["forgotten", "both"]


def test_what_not_everyone_sees() -> None:
    hidden = {
        (model.__name__, name): visibility
        for model in models()
        for name in model.model_fields
        if (visibility := visibility_of(model, name)) != "everyone"
    }

    assert hidden == {
        ("Absence", "reason"): "own_party",
        ("Closure", "reason"): "own_party",
        ("CriticalDate", "cost_of_delay"): "own_party",
        ("Estimate", "high"): "seller",
        ("Estimate", "likely"): "seller",
        ("Estimate", "low"): "seller",
        ("OpenDay", "reason"): "own_party",
        ("Outcome", "on"): "seller",
        ("Outcome", "result"): "seller",
        ("Outcome", "what_worked"): "seller",
        ("Person", "email"): "own_party",
        ("PlanDocument", "outcome"): "seller",
        ("PlanDocument", "revision"): "seller",
        ("PlanDocument", "template"): "seller",
        ("PlanDocument", "why"): "own_party",
        ("Step", "estimate"): "seller",
        ("Step", "fragment"): "seller",
        ("Step", "optional"): "seller",
        ("Step", "overlap"): "seller",
        ("TemplateUsed", "answers"): "seller",
        ("TemplateUsed", "id"): "seller",
        ("TemplateUsed", "version"): "seller",
        ("Why", "questions"): "seller",
    }


def test_the_published_schema_tells_every_visibility() -> None:
    schema: dict[str, Any] = PlanDocument.model_json_schema()
    blocks = {"PlanDocument": schema, **schema["$defs"]}
    published = {
        (block, key): field.get("x-visibility")
        for block, body in blocks.items()
        for key, field in body.get("properties", {}).items()
    }

    assert published == {
        (model.__name__, info.alias or name): visibility_of(model, name)
        for model in models()
        if model.__name__ in blocks
        for name, info in model.model_fields.items()
    }
    assert len(published) > 200


@pytest.mark.parametrize(
    ("path", "parties"),
    [
        (("calendars", "customer", "closed", 0), {"customer"}),
        (("calendars", "hw"), {"hw"}),
        (("calendars", "nights"), {"seller", "customer"}),
        (("people", 0), {"customer"}),
        (("people", 0, "away", 0), {"customer"}),
        (("steps", 0, "progress"), {"customer"}),
        (("steps", 1), {"seller"}),
        (("steps", 2), {"hw", "customer"}),
        (("steps", 3), {"seller", "customer"}),
        (("critical_dates", 0), {"seller", "customer"}),
        (("why", "pains", 0), {"customer"}),
        (("why", "pains", 1), {"seller", "customer"}),
        (("why", "pains"), {"seller", "customer"}),
        (("why", "solution"), {"seller"}),
        (("why", "concerns", 0), {"seller"}),
        (("why",), {"seller", "customer"}),
        (("steps",), {"seller", "customer"}),
        ((), {"seller", "customer"}),
    ],
)
def test_whose_own_an_object_is(path: tuple[str | int, ...], parties: set[str]) -> None:
    assert own_parties(read(PLAN, file="x").document, path) == parties


def test_what_is_private_and_which_criteria_are_not_shared_yet() -> None:
    document = read(PLAN, file="x").document
    assert document.why is not None
    parts = [*document.people, *document.steps, *document.why.criteria, *document.why.pains, *document.why.concerns]

    assert {getattr(part, "id", ""): party for part in parts if (party := narrowed_to(document, part))} == {
        "ana": "seller",
        "errors": "seller",
        "calls": "seller",
        "raise": "customer",
        "rival": "seller",
    }


@pytest.mark.parametrize(
    ("visibility", "those"),
    [("everyone", ["seller", "customer", "hw"]), ("own_party", ["customer"]), ("seller", ["seller"])],
)
def test_who_may_see_what_in_an_object_of_the_customer(visibility: Any, those: list[str]) -> None:  # noqa: ANN401
    parties = ["seller", "customer", "hw"]

    assert [party for party in parties if may_see(party, visibility, frozenset({"customer"}))] == those
