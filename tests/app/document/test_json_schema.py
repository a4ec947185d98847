"""The JSON Schema for editors takes what the reader takes, and refuses nothing else."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator

from app.document import PlanDocument, Unreadable, json_schema, plain, read, read_plain
from tests.app.document.documents import documents
from tests.app.document.test_schema import errors_of, wrong_documents
from tests.golden.case import cases, read_case
from tests.golden.published_schema import FILE, published_schema

VALIDATOR = Draft202012Validator(json_schema())
PLAN = "format: backplan/1\ntitle: T\nas_of: 2026-01-05\n"


def faults(written: Any) -> list[str]:  # noqa: ANN401 - plain data
    """Return what an editor would underline."""
    return [f"{list(fault.path)}: {fault.message[:80]}" for fault in VALIDATOR.iter_errors(written)]


def readable(document: dict[str, Any]) -> bool:
    """Tell whether the reader takes plain data."""
    try:
        read_plain(document)
    except Unreadable:
        return False
    return True


def unseen_by_editors(error: Any) -> bool:  # noqa: ANN401 - an error of Pydantic
    """Tell whether an error is about a value that no JSON can hold."""
    return error["type"] == "string_unicode" or repr(error["input"]) == "nan"


def test_the_published_file_is_current() -> None:
    assert FILE.read_text(encoding="utf-8") == published_schema(), "make cases writes it anew"


def test_it_is_a_schema() -> None:
    Draft202012Validator.check_schema(json_schema())
    assert json_schema()["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_the_sample_and_all_golden_plans_fit() -> None:
    sample = read(files("app.samples").joinpath("northwind.yaml").read_bytes(), file="x").places.written
    golden = [json.loads(read_case(path).before.document) for path in cases()]

    assert [faults(document) for document in (sample, *golden) if faults(document)] == []


@given(document=documents())
def test_whatever_is_written_fits(document: PlanDocument) -> None:
    assert faults(plain(document)) == []


@pytest.mark.parametrize(
    "short",
    [
        "steps: [{id: a, title: A, duration: 1d}, {id: b, title: B, duration: 1d, after: a, slots: FREQ=DAILY}]",
        "steps: [{id: a, title: A, duration: 1d}, {id: b, title: B, duration: 1d, after: [a, {step: a, lag: 2d}]}]",
        "steps: [{id: a, title: A, duration: 1d, side: both, bring: A pen, owners: , after: , references: }]",
        "calendars: {seller: {holidays: US-NY, week: [mon, tue]}, customer: , hw: {week: {mon: 09:00-12:00, tue: }}}",
        "why:\npeople:\nhold:\nfreezes: [{from: 2026-03-02}]",
        "why: {concerns: [{id: a, text: A, probability: 1}], value: {investment: [{year: 2027, amount: 1.5}]}}",
    ],
)
def test_short_forms_fit(short: str) -> None:
    assert faults(read(PLAN + short, file="x").places.written) == []


@pytest.mark.parametrize(
    ("wrong", "fault"),
    [
        ({"titel": "T"}, "[]: Additional properties are not allowed ('titel' was unexpected)"),
        ({"resolution": "hour"}, "['resolution']: 'hour' is not valid under any of the given schemas"),
        ({"start": "30.11.2026"}, "['start']: '30.11.2026' is not valid under any of the given schemas"),
        ({"format": "backplan/2"}, "['format']: 'backplan/1' was expected"),
        ({"title": " "}, "['title']: ' ' does not match '\\\\S'"),
    ],
)
def test_an_editor_underlines_what_is_wrong(wrong: dict[str, Any], fault: str) -> None:
    assert faults({"format": "backplan/1", "title": "T", **wrong}) == [fault]


def test_it_takes_what_the_reader_takes() -> None:
    for document in wrong_documents()[::7]:
        errors = errors_of(document)
        fits = VALIDATOR.is_valid(document)
        if errors:
            assert not fits or all(map(unseen_by_editors, errors)), errors
        elif not fits:
            assert not readable(document), document
