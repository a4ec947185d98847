"""Whatever somebody does to a plan, the reader answers with a plan or with sentences that have a place."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.document import CODES as READER
from app.document import read
from scheduler.refusals import CODES as ENGINE
from scheduler.schedule import schedule
from tests.app.document.refusals import refused, unscheduled

NORTHWIND = Path(__file__).with_name("northwind.yaml").read_text(encoding="utf-8")
# Read by the reader itself, since other YAML readers make dates of dates.
DATA: dict[str, Any] = read(NORTHWIND, file="northwind.yaml", scheduling=unscheduled).places.written  # type: ignore[assignment]

ODD: st.SearchStrategy[Any] = st.sampled_from(
    [
        *(None, True, 0, -1, 7.5, 10**30, "", " ", "x", "10d", "1w", "90m", "-2d", "2026-11-30", "2026-11-30T10:00"),
        *("30.11.2026", "customer", "both", "seller", "go-live", "Europe/Berln", "US-XX", "22:00-06:00", "milestone"),
        *("minute", "backplan/2", [], {}, [[]], [None], [{}], {"": None}, {"step": "x"}, {"from": "2026-01-02"}),
        *(["mon", "sun"], "\u2028", "\x85", "'", '"'),
    ]
)
KEYS = st.sampled_from(
    ["step", "steps", "durations", "id", "titel", "x", "", "from", "kind", "Kind", "after", "0", "week", "[key]"]
)
EXOTIC = st.sampled_from(
    [
        *(
            "&a ",
            "*a",
            "!!x ",
            "---\n",
            "...\n",
            "\t",
            ": ",
            "- ",
            "[",
            "]",
            "{",
            "}",
            '"',
            "'",
            "#",
            "\x00",
            "|\n",
            "%",
        ),
        *("\u2028", "? ", ".nan", ".inf", "1e999", "<<: ", "\ufeff", "\r", "\x85", "@", "`", "\\u0000", "\n", "  "),
        *("0x1F", "true", "null"),
    ]
)


def places(value: Any) -> list[tuple[Any, Any]]:  # noqa: ANN401 - plain data
    """Return every container with each of its keys or indexes."""
    found: list[tuple[Any, Any]] = []
    if isinstance(value, (dict, list)):
        for key in value if isinstance(value, dict) else range(len(value)):
            found += [(value, key), *places(value[key])]
    return found


@st.composite
def mutated_documents(draw: st.DrawFn) -> dict[str, Any]:
    """Give the Northwind plan with some of its values removed, replaced, renamed, doubled or put elsewhere."""
    document = copy.deepcopy(DATA)
    for _ in range(draw(st.integers(1, 6))):
        found = places(document)
        if not found:
            break
        holder, key = found[draw(st.integers(0, len(found) - 1))]
        change = draw(st.sampled_from(["remove", "replace", "rename", "double", "move", "add"]))
        if change == "remove":
            del holder[key]
        elif change == "replace":
            holder[key] = copy.deepcopy(draw(ODD))
        elif change == "rename" and isinstance(holder, dict):
            holder[draw(KEYS)] = holder.pop(key)
        elif change == "double" and isinstance(holder, list):
            holder.append(copy.deepcopy(holder[key]))
        elif change == "move":
            other, there = found[draw(st.integers(0, len(found) - 1))]
            other[there] = copy.deepcopy(holder[key])
        elif isinstance(holder, dict):
            holder[draw(KEYS)] = copy.deepcopy(draw(ODD))
        else:
            holder.insert(0, copy.deepcopy(draw(ODD)))
    return document


@st.composite
def mutated_texts(draw: st.DrawFn) -> str:
    """Give the Northwind plan with some of its characters removed, doubled, or exotic ones put in."""
    text = NORTHWIND if draw(st.booleans()) else json.dumps(DATA, indent=1)
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 40)))
        middle = draw(st.one_of(st.just(""), st.just(text[start:end] * 2), EXOTIC, st.text(max_size=3)))
        text = text[:start] + middle + text[end:]
    return text


def check(text: str) -> None:
    """Read a text; problems have known codes, sentences of ours, and lines that the text has."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
    lines += sum(text.count(other) for other in "\x85\u2028\u2029")

    for problem in refused(text, scheduling=schedule):
        assert problem.line is not None
        assert 1 <= problem.line <= lines
        assert problem.sentence
        assert problem.code in {*READER, *ENGINE}
        str(problem).encode()


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(mutated_documents(), st.sampled_from(["json", "lines", "yaml", "flow"]))
def test_a_mutated_document_is_read_or_refused(document: dict[str, Any], form: str) -> None:
    if form == "json":
        check(json.dumps(document))
    elif form == "lines":
        check(json.dumps(document, indent=1, ensure_ascii=False))
    else:
        check(yaml.safe_dump(document, sort_keys=False, default_flow_style=form == "flow", allow_unicode=True))


@settings(max_examples=500, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(mutated_texts())
def test_a_mutated_text_is_read_or_refused(text: str) -> None:
    check(text)


@settings(max_examples=100, deadline=None)
@given(mutated_documents())
def test_a_document_is_told_the_same_however_it_is_written(document: dict[str, Any]) -> None:
    def told(text: str) -> list[tuple[str, object, str]]:
        return [(problem.code, problem.path, problem.sentence) for problem in refused(text, scheduling=schedule)]

    compact = told(json.dumps(document))
    assert compact == told(json.dumps(document, indent=2))
    assert compact == told(yaml.safe_dump(document, sort_keys=False, default_flow_style=True, width=10**6))
