"""Every place that names a person is known, in documents and in operations; and what is no person's stays."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args

import pytest

from app.document.marked import mark_of
from app.document.wire import PlanDocument
from app.document.wire.values import PersonRef, Wire
from app.privacy.documents import ASKED_KEYS, OWNERS, PARTIES_SAY, PERSON_KEYS, masked_document, masked_operation
from app.privacy.masking import Mask
from app.verbs import VERBS

EMAIL = "jo@northwind.example"
MASK = Mask(emails=[EMAIL], names=["Jo Kern", "Jo"], pseudonym="former participant 417", id="former-participant-417")
IDS = {"jo": "former-participant-417"}


def _forms(form: Any, part: str, found: set[tuple[str, str]], seen: set[object]) -> None:  # noqa: ANN401 - of the schema
    """Gather the keys under which a person stands, each with the part of the document."""
    for name, field in form.model_fields.items():
        key, inside = field.alias or name, part or (field.alias or name)
        if mark_of(PersonRef) in _marks(field):
            found.add((inside, key))
        for inner in _wires(field.annotation):
            if (inner, inside) not in seen:
                seen.add((inner, inside))
                _forms(inner, inside, found, seen)


def _marks(field: Any) -> list[object]:  # noqa: ANN401 - of the schema
    return [*field.metadata, *_within(field.annotation)]


def _within(annotation: Any) -> Iterator[object]:  # noqa: ANN401 - of the schema
    yield from getattr(annotation, "__metadata__", ())
    for one in get_args(annotation):
        yield from _within(one)


def _wires(annotation: Any) -> Iterator[type[Wire]]:  # noqa: ANN401 - of the schema
    if isinstance(annotation, type) and issubclass(annotation, Wire):
        yield annotation
    for one in get_args(annotation):
        yield from _wires(one)


def test_every_place_of_a_document_that_names_a_person_is_known() -> None:
    found = set[tuple[str, str]]()
    _forms(PlanDocument, "", found, set())

    assert {key for _, key in found} == PERSON_KEYS | {OWNERS}
    assert {part for part, _ in found}.isdisjoint(PARTIES_SAY)


def test_every_field_of_an_operation_that_names_a_person_is_known() -> None:
    named = {
        name
        for verb in VERBS.values()
        for name, field in verb.model_fields.items()
        if "by id or name" in (field.description or "")
    }

    assert named
    assert named <= ASKED_KEYS


@pytest.mark.parametrize(
    ("asked", "masked"),
    [
        ({"do": "assign_owner", "person": "jo"}, {"do": "assign_owner", "person": "former-participant-417"}),
        ({"do": "assign_owner", "person": "JO KERN"}, {"do": "assign_owner", "person": "former participant 417"}),
        ({"do": "delegate", "to": "Jo Kern", "email": EMAIL}, {"do": "delegate", "to": "former participant 417"}),
        (
            {"do": "add_person", "new": {"id": "jo", "name": "Jo Kern", "party": "customer", "email": EMAIL}},
            {
                "do": "add_person",
                "new": {"id": "former-participant-417", "name": "former participant 417", "party": "customer"},
            },
        ),
        (
            {"do": "edit_person", "person": "jo", "set": {"name": "Jo Kern", "email": EMAIL}},
            {
                "do": "edit_person",
                "person": "former-participant-417",
                "set": {"name": "former participant 417", "email": None},
            },
        ),
        (
            {"do": "edit_person", "person": "max", "set": {"name": "Max"}},
            {"do": "edit_person", "person": "max", "set": {"name": "Max"}},
        ),
        (
            {"do": "edit_party", "party": "jo", "set": {"by": "jo"}},
            {"do": "edit_party", "party": "jo", "set": {"by": "jo"}},
        ),
        (
            {"do": "edit_step", "step": "jo", "set": {"owners": {"customer": "jo"}, "title": "Ask Jo Kern, not Jo"}},
            {
                "do": "edit_step",
                "step": "jo",
                "set": {
                    "owners": {"customer": "former-participant-417"},
                    "title": "Ask former participant 417, not Jo",
                },
            },
        ),
    ],
)
def test_an_operation_is_as_if_asked_for_under_the_pseudonym(asked: dict[str, Any], masked: dict[str, Any]) -> None:
    assert masked_operation(asked, MASK, IDS) == masked


def test_an_id_that_was_somebody_elses_then_stays() -> None:
    before = {
        "people": [{"id": "jo", "name": "Max Lind", "party": "customer"}],
        "steps": [{"owners": {"customer": "jo"}}],
    }

    assert masked_document(before, MASK, IDS, lambda person: person["name"] == "Jo Kern") == before


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        (f"Write to <{EMAIL.upper()}>.", "Write to <former-participant-417>."),
        (f"mailto:{EMAIL}", "mailto:former-participant-417"),
        ("x-jo@northwind.example", "x-jo@northwind.example"),
        ("jo@northwind.example.com", "jo@northwind.example.com"),
        ("jo\u00a0kern's", "former participant 417's"),
        ("Jo Kernel", "Jo Kernel"),
        ("Jo", "Jo"),
    ],
)
def test_a_text_keeps_what_is_not_the_person(text: str, masked: str) -> None:
    assert MASK.text(text) == masked
