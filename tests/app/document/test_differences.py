"""What differs between two documents leads from either to the other, whatever came, went or changed places."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.document.differences import differences, with_differences

if TYPE_CHECKING:
    from app.document.differences import Block

PAIRS: dict[str, tuple[Block, Block]] = {
    "a field": ({"title": "Plan"}, {"title": "Roll-out"}),
    "a field that comes": ({"title": "Plan"}, {"title": "Plan", "seller": "Acme"}),
    "a field of a block that comes with it": ({}, {"hold": {"reason": "Budget"}}),
    "a member between two": (
        {"steps": [{"id": "a"}, {"id": "c"}]},
        {"steps": [{"id": "a"}, {"id": "b"}, {"id": "c"}]},
    ),
    "members that change places, and one that goes": (
        {"steps": [{"id": "a"}, {"id": "b"}, {"id": "c"}, {"id": "d"}]},
        {"steps": [{"id": "d"}, {"id": "c"}, {"id": "a"}]},
    ),
    "the only member, for another one": ({"phases": [{"id": "a"}]}, {"phases": [{"id": "b"}]}),
    "the only member of a list in a block": (
        {"why": {"pains": [{"id": "a", "text": "A"}]}},
        {"why": {"pains": [{"id": "b", "text": "B"}]}},
    ),
    "the only link, for another one": (
        {"steps": [{"id": "a", "after": "x"}]},
        {"steps": [{"id": "a", "after": "y"}]},
    ),
    "the only link, for one with a lag": (
        {"steps": [{"id": "a", "after": "x"}]},
        {"steps": [{"id": "a", "after": [{"step": "y", "lag": "2d"}]}]},
    ),
    "the first link": ({"steps": [{"id": "a"}]}, {"steps": [{"id": "a", "after": "x"}]}),
    "a second link": ({"steps": [{"id": "a", "after": "x"}]}, {"steps": [{"id": "a", "after": ["x", "y"]}]}),
}


@pytest.mark.parametrize(("before", "after"), PAIRS.values(), ids=[*PAIRS])
def test_it_leads_there_and_back(before: Block, after: Block) -> None:
    found = differences(before, after)

    assert with_differences(before, found) == after
    assert with_differences(after, [one.back for one in found]) == before
