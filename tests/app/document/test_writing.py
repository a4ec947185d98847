"""A document comes out as a text that people like to read, and that says exactly the same."""

from __future__ import annotations

import json
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from app.document import Limits, PlanDocument, plain, read, write
from app.document.text import read_text
from tests.app.document.documents import documents
from tests.app.document.refusals import unscheduled
from tests.golden.case import cases, read_case

if TYPE_CHECKING:
    import random

    from app.document import Kind

NORTHWIND = Path(__file__).with_name("northwind.yaml").read_text(encoding="utf-8")
KINDS: list[Kind] = ["yaml", "json"]


def read_back(text: str) -> PlanDocument:
    """Return what a text says, whether or not it could be scheduled."""
    written, problems = read_text(text, file="x", limits=Limits())
    assert not problems, problems.in_order()
    return PlanDocument.model_validate(written)


def shuffled(value: Any, chance: random.Random) -> Any:  # noqa: ANN401 - plain data
    """Return plain data with the keys of its blocks in another order."""
    if isinstance(value, dict):
        keys = list(value)
        chance.shuffle(keys)
        return {key: shuffled(value[key], chance) for key in keys}
    return [shuffled(inner, chance) for inner in value] if isinstance(value, list) else value


def as_text(value: Any) -> Any:  # noqa: ANN401 - plain data
    """Return what another reader makes of YAML, its dates as text; YAML 1.1 takes the key `on` for true."""
    if isinstance(value, dict):
        return {"on" if key is True else key: as_text(inner) for key, inner in value.items()}
    if isinstance(value, date):
        return value.isoformat()
    return [as_text(inner) for inner in value] if isinstance(value, list) else value


@given(document=documents(), kind=st.sampled_from(KINDS))
def test_what_is_written_says_the_same(document: PlanDocument, kind: Kind) -> None:
    assert read_back(write(document, kind)) == document


@given(document=documents(), kind=st.sampled_from(KINDS))
def test_writing_again_changes_nothing(document: PlanDocument, kind: Kind) -> None:
    written = write(document, kind)

    assert write(read_back(written), kind) == written


@given(document=documents(), kind=st.sampled_from(KINDS), chance=st.randoms(use_true_random=False))
def test_the_order_of_keys_makes_no_difference(document: PlanDocument, kind: Kind, chance: random.Random) -> None:
    other = PlanDocument.model_validate(shuffled(plain(document), chance))

    assert write(other, kind) == write(document, kind)


@given(document=documents())
def test_readers_of_yaml_1_1_read_the_same(document: PlanDocument) -> None:
    assert as_text(yaml.safe_load(write(document))) == plain(document)


@pytest.mark.parametrize("kind", KINDS)
def test_every_golden_plan_is_written_as_it_is_read(kind: Kind) -> None:
    documents = [read_back(read_case(path).before.document) for path in cases()]

    assert [read_back(write(document, kind)) for document in documents] == documents


def test_the_sample_is_written_as_it_stands_there_but_for_its_comment() -> None:
    sample = files("app.samples").joinpath("northwind.yaml").read_text(encoding="utf-8")
    comment, _, plan = sample.partition("\n")

    assert write(read(sample, file="x").document) == plan
    assert comment.startswith("# ")


def test_the_example_of_the_page_as_it_is_written() -> None:
    document = read(NORTHWIND, file="x", scheduling=unscheduled).document

    assert write(document).partition("freezes:")[0].partition("calendars:\n")[2] == CALENDARS
    assert write(document).partition("after:\n")[2].partition("    start_no")[0] == AFTER
    assert json.loads(write(document, "json")) == plain(document)
    assert write(document, "json").startswith('{\n  "format": "backplan/1",\n  "id": ')


def test_texts_of_several_lines_and_long_ones_are_cut_at_blanks() -> None:
    long = "Northwind closes its books by hand. " * 5
    document = PlanDocument.model_validate(
        {
            "format": "backplan/1",
            "title": "2026-11-30",
            "seller": "No",
            "steps": [
                {
                    "id": "close",
                    "title": long.strip(),
                    "exit_criteria": "First:\nthe books\n",
                    "bring": ["a: b", long.strip()],
                    "result": ["one\n\n two", "three "],
                    "references": [{"title": "#1, draft", "url": "https://files.example/1"}],
                }
            ],
        }
    )

    assert write(document) == CUT


CALENDARS = """\
  seller:
    week: {mon: ["09:00-12:00", "13:00-17:00"], tue: "09:00-17:00", wed: null, sat: []}
    time_zone: America/New_York
    holidays:
      region: US-NY
      library: "0.109"
      from: 2026-11-01
      to: 2028-12-31
      days: [{date: 2026-11-26, name: Thanksgiving}]
    closed: [{from: 2026-12-24, to: 2027-01-01, reason: Year-end shutdown}]
    open: [{date: 2026-12-12, reason: Working Saturday}]
  customer: {holidays: DE-BY}
"""

AFTER = """\
      - contract-sent
      - {step: security-review, type: SS, lag: 2d}
      - {step: notice, lag: -2d, lag_calendar: predecessor}
"""

CUT = """\
format: backplan/1
title: "2026-11-30"
seller: "No"
steps:
  - id: close
    title: >-
      Northwind closes its books by hand. Northwind closes its books by hand. Northwind closes its books by hand.
      Northwind closes its books by hand. Northwind closes its books by hand.
    exit_criteria: |
      First:
      the books
    bring:
      - "a: b"
      - >-
        Northwind closes its books by hand. Northwind closes its books by hand. Northwind closes its books by hand.
        Northwind closes its books by hand. Northwind closes its books by hand.
    result:
      - |-
        one

         two
      - "three "
    references: [{title: "#1, draft", url: "https://files.example/1"}]
"""
