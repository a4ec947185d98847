"""What is hidden from a party in a document, and how it is called otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.app.projection.private import Document, blocks

if TYPE_CHECKING:
    from collections.abc import Container

STEPS = frozenset({"step", "after"})
"""Where a step is named."""
PEOPLE = frozenset({"by", "owner", "asked_by", "decider", "decided_by", "ask", "seller", "customer", "hw"})
"""Where a person is named; under the party where there is one of each."""
GETS = frozenset({"get"})
"""Where a get is named."""


def parties(document: Document) -> list[str]:
    """Return the parties of a plan."""
    return ["seller", "customer", *(party["id"] for party in document.get("parties", []))]


def others(document: Document, party: str) -> list[str]:
    """Return all parties of a plan but one."""
    return [name for name in parties(document) if name != party]


def is_hidden(one: Document, party: str) -> bool:
    """Tell whether a block is private to another party."""
    return one.get("private") not in {None, party}


def hidden(document: Document, party: str) -> list[Document]:
    """Return the blocks that are private to others."""
    return [one for one in blocks(document) if is_hidden(one, party)]


def hidden_steps(document: Document, party: str) -> list[Document]:
    """Return the steps that are private to others."""
    return [step for step in document["steps"] if is_hidden(step, party)]


def hidden_people(document: Document, party: str) -> list[Document]:
    """Return the people who are private to others."""
    return [person for person in document["people"] if is_hidden(person, party)]


def rename(one: Document, new: str, document: Document, where: Container[str]) -> None:
    """Give a block another id, also where it is named."""
    _renamed(document, where, one["id"], new)
    one["id"] = new


def _renamed(part: Any, where: Container[str], old: str, new: str) -> None:  # noqa: ANN401 - any part of a document
    for key, value in part.items() if isinstance(part, dict) else enumerate(part):
        if isinstance(value, dict):
            inside = {*value} if key == "owners" and "owner" in where else where  # whatever the parties are called
            _renamed(value, inside, old, new)
        elif isinstance(value, list):
            if key in where:
                value[:] = [new if one == old else one for one in value]
            _renamed(value, where, old, new)
        elif key in where and value == old:
            part[key] = new
