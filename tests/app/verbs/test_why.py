"""Why the customer buys: what is said of it comes, changes and goes."""

from __future__ import annotations

import pytest

from app.verbs import OPERATION
from tests.app.verbs.doing import Asked, Changes, changes, refusal

OVERTIME = {"id": "overtime", "text": "A month of evenings", "by": "jo"}
CASE: Asked = {"do": "add_to_why", "to": "gets", "new": {"id": "case", "text": "A case study", "by": "jo"}}
LEAD: Asked = {"do": "add_to_why", "to": "gives", "new": {"id": "lead", "text": "Ana leads", "get": "case"}}
VALUE = {"currency": "EUR", "benefits": [{"driver": "Overtime that ends", "year": 2027, "amount": 70000}]}
PAIN = {"id": "month", "text": "The close takes a month", "by": "jo"}

DONE: list[tuple[list[Asked], Changes]] = [
    ([{"do": "add_to_why", "to": "pains", "new": OVERTIME}], {"why.pains.overtime": (None, OVERTIME)}),
    (
        [{"do": "add_to_why", "to": "consequences", "new": OVERTIME}],
        {"why.consequences": (None, [OVERTIME])},
    ),
    (
        [
            {
                "do": "edit_in_why",
                "to": "criteria",
                "entry": "close",
                "set": {"target": 1, "measured": 1.5, "unit": None},
            }
        ],
        {
            "why.criteria.close.target": (2, 1),
            "why.criteria.close.measured": (None, 1.5),
            "why.criteria.close.unit": ("days", None),
        },
    ),
    ([{"do": "remove_from_why", "to": "pains", "entry": "month"}], {"why.pains": ([PAIN], None)}),
    (
        [CASE, LEAD, {"do": "remove_from_why", "to": "gives", "entry": "lead"}],
        {"why.gets": (None, [CASE["new"]])},
    ),
    (
        [{"do": "set_why", "of": "current_way", "set": {"text": "By hand", "measured": "20 days"}}],
        {"why.current_way": (None, {"text": "By hand", "measured": "20 days"})},
    ),
    (
        [{"do": "set_why", "of": "solution", "set": {"text": "One ledger for all", "by": None}}],
        {"why.solution.text": ("One ledger", "One ledger for all"), "why.solution.by": ("ana", None)},
    ),
    (
        [{"do": "set_why", "of": "solution", "set": {"text": None, "by": None}}],
        {"why.solution": ({"text": "One ledger", "by": "ana"}, None)},
    ),
    ([{"do": "set_why", "of": "value", "set": VALUE}], {"why.value": (None, VALUE)}),
    (
        [{"do": "set_why", "of": "value", "set": VALUE}, {"do": "set_why", "of": "value", "set": dict.fromkeys(VALUE)}],
        {},
    ),
]


@pytest.mark.parametrize(
    ("operations", "changed"), DONE, ids=[f"{at} {one[-1]['do']}" for at, (one, _) in enumerate(DONE)]
)
def test_it_changes_this_and_nothing_else(operations: list[Asked], changed: Changes) -> None:
    assert changes(*operations) == changed


REFUSED: list[tuple[list[Asked], str, str]] = [
    (
        [{"do": "add_to_why", "to": "pains", "new": PAIN}],
        "duplicate-id",
        "there is an entry 'month' already; take another name",
    ),
    (
        [{"do": "add_to_why", "to": "pains", "new": {"text": "Evenings"}}],
        "missing-key",
        "why.pains[1].id: 'id' is missing; add it with an id such as legal-review",
    ),
    (
        [{"do": "add_to_why", "to": "pains", "new": {**OVERTIME, "txt": "Evenings"}}],
        "unknown-key",
        "why.pains[1].txt: no key 'txt' here; did you mean 'text'?",
    ),
    (
        [{"do": "add_to_why", "to": "pains", "new": {**OVERTIME, "by": "joe"}}],
        "unknown-person",
        "plan (changed) why.pains[1].by: no person 'joe'; did you mean 'jo'?",
    ),
    (
        [{"do": "edit_in_why", "to": "pains", "entry": "moth", "set": {"text": "Evenings"}}],
        "unknown-entry",
        "no entry 'moth'; did you mean 'month'?",
    ),
    (
        [{"do": "edit_in_why", "to": "pains", "entry": "month", "set": {"id": "evenings"}}],
        "permanent-id",
        "an entry keeps its id for good; change what it is called instead",
    ),
    (
        [{"do": "edit_in_why", "to": "pains", "entry": "month", "set": {"text": None}}],
        "missing-key",
        "why.pains[0].text: 'text' is missing; add it with text",
    ),
    (
        [{"do": "edit_in_why", "to": "concerns", "entry": "capacity", "set": {"probability": 3}}],
        "number-out-of-range",
        "why.concerns[0].probability: probability cannot be 3; write 1 or less",
    ),
    (
        [{"do": "remove_from_why", "to": "gives", "entry": "lead"}],
        "unknown-entry",
        "no entry 'lead'; there is no entry at all",
    ),
    (
        [CASE, LEAD, {"do": "remove_from_why", "to": "gets", "entry": "case"}],
        "still-named",
        "'case' is still named by 'lead' in why.gives; name what else is received for that first",
    ),
    (
        [{"do": "set_why", "of": "solution", "set": {"text": None}}],
        "missing-key",
        "why.solution.text: 'text' is missing; add it with text",
    ),
]


@pytest.mark.parametrize(("operations", "code", "sentence"), REFUSED)
def test_it_is_refused_in_these_words(operations: list[Asked], code: str, sentence: str) -> None:
    assert refusal(*operations) == (code, sentence)


def test_a_list_of_another_name_is_not_asked_for() -> None:
    with pytest.raises(ValueError, match="pain"):
        OPERATION.validate_python({"do": "add_to_why", "to": "pain", "new": OVERTIME})
