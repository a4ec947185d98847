"""What somebody asks for is read in words: every mistake at its place, with the nearest right name."""

from __future__ import annotations

from typing import Any

import pytest

from app.document import CODES
from app.operations import CODES as OF_OPERATIONS
from app.verbs import VERBS, read_operations
from app.verbs.reading import MOST
from app.verbs.steps import EditStep
from scheduler.refusals import Problem, Refused

LONGER: dict[str, Any] = {"do": "edit_step", "step": "legal", "set": {"duration": "15d"}}
ODD: tuple[Any, ...] = (None, 7, -1.5, True, "", "\x07", [], {}, [7], {"x": 7}, "of no use")


def problems_of(value: object) -> tuple[Problem, ...]:
    """Return what is wrong with plain data; nothing where it is operations."""
    try:
        read_operations(value)
    except Refused as refused:
        return refused.problems
    return ()


def test_one_operation_is_read_and_a_list_in_its_order() -> None:
    longer = EditStep(step="legal", set={"duration": "15d"})

    assert read_operations(LONGER) == (longer,)
    assert read_operations([LONGER, {"do": "remove_step", "step": "x"}])[0] == longer
    assert read_operations([]) == ()


@pytest.mark.parametrize(
    ("value", "sentences"),
    [
        (
            {"do": "finish_stap", "step": "legal"},
            ["unknown-verb operations.do: no verb 'finish_stap'; did you mean 'finish_step'?"],
        ),
        (
            [LONGER, {"do": "remove_step", "stap": "legal"}],
            [
                "missing-key operations[1].step: 'step' is missing; add it with text",
                "unknown-key operations[1].stap: no key 'stap' here; did you mean 'step'?",
            ],
        ),
        (
            [LONGER, {"step": "legal"}, LONGER | {"set": {}}],
            [
                "missing-key operations[1].do: 'do' is missing; add it with a verb such as finish_step",
                "wrong-form operations[2].set: this is empty; here belongs a block of keys with something in it",
            ],
        ),
        ("finish it", ["wrong-type operations: here belongs a block with 'do', not the text 'finish it'"]),
        (
            {"do": "close_plan", "result": "wonn"},
            ["unknown-word operations.result: result cannot be 'wonn'; did you mean 'won'?"],
        ),
        (
            {"do": "add_step", "new": {"id": "pilot", "title": 7, "sidee": "customer"}, "before": "training"},
            [
                "wrong-type operations.new.title: here belongs a title, not the number 7; put it in quotes",
                "unknown-key operations.new.sidee: no key 'sidee' here; did you mean 'side'?",
                "wrong-type operations.before: here belongs a list, not the text 'training'",
            ],
        ),
        (
            {"do": "link", "step": "training", "to": {"step": "legal", "type": "XX"}},
            ["unknown-word operations.to.type: type cannot be 'XX'; write one of FS, SS, FF, SF"],
        ),
        (
            [LONGER] * (MOST + 1),
            ["too-many-operations operations: there are 101 operations; at most 100 are done at once, so send fewer"],
        ),
    ],
)
def test_what_cannot_be_read_is_told(value: object, sentences: list[str]) -> None:
    assert [f"{one.code} {one}" for one in problems_of(value)] == sentences


def test_the_place_is_that_of_the_operations() -> None:
    with pytest.raises(Refused, match=r"body\.operations\[0\]: here belongs a block with 'do'"):
        read_operations([7], at=("body", "operations"))


@pytest.mark.parametrize("name", VERBS)
def test_whatever_stands_in_a_field_is_read_or_refused_in_words(name: str) -> None:
    tried = [{**VERBS[name].example, field: odd} for field in VERBS[name].model_fields for odd in ODD]
    problems = [problem for one in tried for problem in problems_of(one)]

    assert problems
    assert {one.code for one in problems} <= {*CODES, *OF_OPERATIONS}
    assert {one.path[0] for one in problems} == {"operations"}
