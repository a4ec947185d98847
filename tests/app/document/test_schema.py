"""The wire schema: every field says what it is, every error of it has a sentence of ours, and the JSON Schema fits."""

from __future__ import annotations

import copy
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from pydantic import ValidationError

from app.document import CODES, PlanDocument, Unreadable, read
from app.document.durations import read_duration
from app.document.hours import read_stretch, read_time
from app.document.identifiers import read_id
from app.document.moments import read_day, read_moment
from app.document.problems import Wrong
from app.document.sentences import BOUNDS, SENTENCES, said
from tests.app.document.refusals import unscheduled

if TYPE_CHECKING:
    from collections.abc import Callable

NORTHWIND = Path(__file__).with_name("northwind.yaml").read_text(encoding="utf-8")
WRITTEN: dict[str, Any] = read(NORTHWIND, file="x", scheduling=unscheduled).places.written  # type: ignore[assignment]

WRONG: list[Any] = [None, True, 7, -7, 1.5, float("nan"), "", "?", "\ud800", [], [None], [7], [[]], {}, {"x": 1}, ["x"]]

JARGON = re.compile(
    r"Input should|Extra inputs|valid|dictionary|instance|tuple|literal|pattern|string|integer|float|boolean|mapping"
    r"|constraint|parse|schema|None|NoneType|\bint\b|\bstr\b|\bdict\b",
)


def paths(value: Any, *path: str | int) -> list[tuple[str | int, ...]]:  # noqa: ANN401 - plain data
    """Return every path of a document."""
    found: list[tuple[str | int, ...]] = [path] if path else []
    if isinstance(value, (dict, list)):
        for key in value if isinstance(value, dict) else range(len(value)):
            found += paths(value[key], *path, key)
    return found


def errors_of(document: dict[str, Any]) -> list[Any]:
    """Return the schema's errors about a document."""
    try:
        PlanDocument.model_validate(document)
    except ValidationError as error:
        return error.errors(include_url=False)
    return []


def wrong_documents() -> list[dict[str, Any]]:
    """Return the Northwind plan with each of its values replaced by each wrong one, removed, and joined by another."""
    documents = []
    for path in paths(WRITTEN):
        for wrong in [*WRONG, "remove", "add"]:
            document: Any = copy.deepcopy(WRITTEN)
            holder = document
            for part in path[:-1]:
                holder = holder[part]
            if wrong == "remove":
                del holder[path[-1]]
            elif wrong == "add" and isinstance(holder, dict):
                holder["x"] = 1
            else:
                holder[path[-1]] = wrong
            documents.append(document)
    return documents


def test_every_error_of_the_schema_has_a_sentence_of_ours() -> None:
    provoked: dict[str, set[str]] = {}
    for document in wrong_documents():
        for error in errors_of(document):
            code, sentence = said(error)
            assert code in CODES
            # What somebody wrote is repeated in quotes; around it stand only words of ours.
            assert not JARGON.search(re.sub(r"'[^']*'", "", sentence)), sentence
            provoked.setdefault(error["type"], set()).add(sentence)
    assert set(provoked) == {*SENTENCES, *BOUNDS}


def fields() -> list[tuple[str, str, dict[str, Any]]]:
    """Return every field of the JSON Schema with its block."""
    schema = PlanDocument.model_json_schema()
    blocks = {"PlanDocument": schema, **schema["$defs"]}
    return [
        (block, name, field) for block, body in blocks.items() for name, field in body.get("properties", {}).items()
    ]


@pytest.mark.parametrize(("block", "name", "field"), fields())
def test_every_field_has_a_sentence(block: str, name: str, field: dict[str, Any]) -> None:
    assert re.fullmatch(r"[A-Z].*\.", field.get("description", "")), f"{block}.{name}"


def test_only_what_a_plan_cannot_be_without_is_required() -> None:
    schema = PlanDocument.model_json_schema()
    required = {name: body["required"] for name, body in schema["$defs"].items() if "required" in body}
    assert schema["required"] == ["format", "title"]
    assert required == {
        "Absence": ["from"],
        "Closure": ["from"],
        "Benefit": ["driver", "year", "amount"],
        "Concern": ["id", "text"],
        "Consequence": ["id", "text"],
        "Criterion": ["id", "text"],
        "CriticalDate": ["id", "date"],
        "CurrentWay": ["text"],
        "DailyCost": ["from", "amount"],
        "Decision": ["id", "text"],
        "Freeze": ["from"],
        "Get": ["id", "text"],
        "Give": ["id", "text"],
        "Hold": ["since"],
        "Holiday": ["date"],
        "Holidays": ["region"],
        "Investment": ["year", "amount"],
        "Link": ["step"],
        "OpenDay": ["date"],
        "Pain": ["id", "text"],
        "Party": ["id"],
        "Person": ["id", "party"],
        "Phase": ["id"],
        "Promise": ["id", "text"],
        "Question": ["id", "text", "about"],
        "Slots": ["rule"],
        "Solution": ["text"],
        "Step": ["id", "title"],
    }


def patterns_of(*path: str) -> set[str]:
    """Return the patterns that the JSON Schema has for a field of a block."""
    return set(
        re.findall(
            r"'pattern': '((?:[^'\\]|\\.)*)'",
            repr(PlanDocument.model_json_schema()["$defs"][path[0]]["properties"][path[1]]),
        )
    )


@pytest.mark.parametrize(
    ("block", "field", "reader", "examples"),
    [
        (
            "Step",
            "duration",
            lambda text: read_duration(text, lead=True),
            ["10d", "1w", "-2d", "3ed", "2ew", "90m", "d", "1.5d", ""],
        ),
        ("Step", "id", read_id, ["a", "A-b_9", "-a", "a b", "", "a" * 64, "a" * 65, "ä"]),
        (
            "Step",
            "must_start_on",
            read_moment,
            [
                "2026-11-30",
                "2026-11-30 10:00",
                "2026-11-30T10:00:00Z",
                "2026-11-30T10:00+01:00",
                "30.11.2026",
                "2026-11-30T10:00:30",
                "2026-11-30T25:00",
            ],
        ),
        ("OpenDay", "date", read_day, ["2026-11-30", "2026-11-30 10:00", "2026-1-5"]),
        ("OpenDay", "hours", read_stretch, ["09:00-17:00", "22:00-24:00", "9-17", "24:00-25:00"]),
        ("Meeting", "at", read_time, ["09:30", "9:30", "24:00", "23:59"]),
    ],
)
def test_the_published_patterns_are_those_of_the_reader(
    block: str, field: str, reader: Callable[[str], object], examples: list[str]
) -> None:
    (pattern,) = patterns_of(block, field)
    pattern = pattern.replace("\\\\", "\\")
    for example in examples:
        try:
            reader(example)
            taken = True
        except Wrong:
            taken = False
        assert bool(re.search(pattern, example)) == taken, example


def test_a_document_cannot_be_changed() -> None:
    document = read(NORTHWIND, file="x", scheduling=unscheduled).document
    with pytest.raises(ValidationError):
        document.title = "Another"  # type: ignore[misc]


def test_what_was_read_can_be_written_and_read_again() -> None:
    document = read(NORTHWIND, file="x", scheduling=unscheduled).document
    written = document.model_dump_json(by_alias=True, exclude_unset=True)
    assert read(written, file="x.json", scheduling=unscheduled).document == document


def test_an_unreadable_document_is_a_refusal() -> None:
    with pytest.raises(Unreadable) as unreadable:
        read("title: T", file="x", today=None)
    assert [problem.code for problem in unreadable.value.problems] == ["format-missing", "as-of-missing"]
