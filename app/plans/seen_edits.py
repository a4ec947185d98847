"""An edit sets a list or a block to what its author wants to see there: what is hidden in it stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.document import plain
from app.document.differences import LINKS, differences, with_differences
from app.projection.visible import visible

if TYPE_CHECKING:
    from app.document import PlanDocument
    from app.document.differences import Block, FieldPath
    from app.document.places import Value
    from app.verbs import Verb
    from scheduler.plan import PartyId


def with_unseen_kept(operation: Verb, document: PlanDocument, party: PartyId | None) -> Verb:
    """Return an edit of a party as it is to be done to a document, of which the party may not see all.

    What it sets differs from what the party sees there; these differences are made in what there is.
    """
    if party is None or operation.edits is None:
        return operation
    fields: dict[str, Value] = getattr(operation, "set", {})
    there = _at(plain(document), operation.edits)
    if not any(_has_parts(name, there.get(name)) for name in fields):
        return operation
    seen = _at(plain(visible(document, party)), operation.edits)
    kept = {name: _merged(there.get(name), seen.get(name), new, name) for name, new in fields.items()}
    return operation.model_copy(update={"set": kept})


def _has_parts(name: str, value: Value) -> bool:
    """Tell whether a field has parts of which some may be hidden; a single link is written bare."""
    return isinstance(value, list | dict) or (name == LINKS and value is not None)


def _merged(there: Value, seen: Value, new: Value, name: str) -> Value:
    """Return a value that is there, of which somebody sees something, as somebody wants it."""
    if there == seen or not _has_parts(name, there):
        return new
    empty: Value = {} if isinstance(there, dict) else []
    before, after = ({name: empty if one is None else one} for one in (seen, new))
    return with_differences({name: there}, differences(before, after)).get(name)


def _at(block: Block, path: FieldPath) -> Block:
    """Return the block at a path; an empty one where there is none."""
    here: Value = block
    for key in path:
        if isinstance(here, list):
            here = next((one for one in here if isinstance(one, dict) and one.get("id") == key), None)
        else:
            here = here.get(key) if isinstance(here, dict) else None
    return here if isinstance(here, dict) else {}
