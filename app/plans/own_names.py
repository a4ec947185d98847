"""What a party adds gets an id of that party's own, and what it asks for in the same breath means that one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.verbs import OPERATION
from scheduler.plan import SELLER

from .spending import spent_ids

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.store import Unit
    from app.verbs import Verb

    from .opening import Opened

Names = dict[str, dict[str, str]]
"""By what they are ids of: as they were asked for, and as they are."""
OF = {
    **dict.fromkeys(("step", "steps", "before", "behind", "after", "predecessor"), "step"),
    **dict.fromkeys(("person", "owner", "owners", "by", "decided_by", "decider"), "person"),
    **dict.fromkeys(("party", "side"), "party"),
    "phase": "phase",
    "calendar": "calendar",
    "critical_date": "critical_date",
    "entry": "entry",
}
"""By the field that holds an id: of what it is one."""


def as_own(unit: Unit, opened: Opened, operations: Sequence[Verb]) -> tuple[Verb, ...]:
    """Return operations with the ids that what they add gets from the unit's actor.

    These depend on nothing that is hidden, and later operations that name what was added mean it by its new id. Raises
    Refused with `spent-id` where the seller's side gives an id that was given before.
    """
    actor, seen = unit.actor, opened.seen_by(unit.actor)
    spent = spent_ids(unit, opened.stored.id, actor.party) if any(one.adds for one in operations) else None
    names: Names = {}
    own: list[Verb] = []
    for operation in operations:
        meant = _meant(operation, names) if any(names.values()) else operation
        own.append(meant.as_own(actor.party, seen))
        if spent is not None:
            spent.refuse(own[-1], seen)
        if actor.party not in {None, SELLER} and own[-1] != meant:
            names.setdefault(meant.adds, {})[meant.added or ""] = own[-1].added or ""
    return tuple(own)


def _meant(operation: Verb, names: Names) -> Verb:
    written = operation.model_dump(mode="json", by_alias=True, exclude_unset=True) | {"do": operation.do}
    meant = _with_names(written, "", names)
    return operation if meant == written else OPERATION.validate_python(meant)


def _with_names(value: Any, field: str, names: Names) -> Any:  # noqa: ANN401 - plain data
    if isinstance(value, dict):
        return {key: _with_names(one, field if field == "owners" else key, names) for key, one in value.items()}
    if isinstance(value, list):
        return [_with_names(one, field, names) for one in value]
    return names.get(OF.get(field, ""), {}).get(value, value) if isinstance(value, str) else value
