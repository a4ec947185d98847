"""A document, and an operation on one, in which somebody has a pseudonym: at every place that names a person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from .masking import Mask

Plain = dict[str, Any]

PEOPLE = "people"
PERSON_KEYS = frozenset({"by", "asked_by", "owner", "decider", "decided_by", "ask"})
"""Keys of a document under which the id of a person stands, or one a party."""
OWNERS = "owners"
BY_PARTY = frozenset({OWNERS, "by"})
"""Keys under which persons stand by party."""
PARTIES_SAY = frozenset({"parties", "phases", "calendars", "freezes"})
"""Parts of a document in which no person is named: `by` is a party there."""
ASKED_KEYS = PERSON_KEYS | {"person", "to", "confirmed_by"}
"""Keys of an operation under which a person stands, by id or name."""
OF_PARTIES = ("_party", "_phase", "_calendar", "_closure", "_freeze")
"""Ends of verbs whose `by` is a party."""


def masked_document(written: Plain, mask: Mask, ids: Mapping[str, str], is_theirs: Callable[[Plain], bool]) -> Plain:
    """Return a state of a plan with the pseudonym; the same person can have had several ids in its time."""
    people = people_in(written)
    own = {str(one["id"]): ids[str(one["id"])] for one in people if is_theirs(one)}

    def part(key: str, value: Any) -> Any:  # noqa: ANN401 - plain data
        if key == PEOPLE:
            return [_masked(one, mask, own[one["id"]]) if one["id"] in own else _other(one, mask) for one in people]
        return mask.value(value if key in PARTIES_SAY else _renamed(value, own, PERSON_KEYS, key))

    return {key: part(key, value) for key, value in written.items()}


def masked_operation(asked: Plain, mask: Mask, ids: Mapping[str, str]) -> Plain:
    """Return an operation as it would have been asked for under the pseudonym."""
    verb = str(asked.get("do", ""))
    keys = ASKED_KEYS - {"by"} if verb.endswith(OF_PARTIES) else ASKED_KEYS
    masked: Plain = mask.value(_renamed(asked, ids, keys, "", mask))
    new = asked.get("new")
    if verb == "add_person" and isinstance(new, dict):
        theirs = mask.is_name(new.get("name")) or mask.text(str(new.get("email", ""))) == mask.id
        return {
            **masked,
            "new": _masked(new, mask, ids.get(str(new.get("id")), mask.id)) if theirs else _other(new, mask),
        }
    if verb == "edit_person" and isinstance(asked.get("set"), dict):
        return {**masked, "set": _edited(asked["set"], mask)}
    if verb == "delegate" and masked.get("email") == mask.id:
        return {key: value for key, value in masked.items() if key != "email"}
    return masked


def people_in(written: Plain) -> list[Plain]:
    """Return the people of a document."""
    return [one for one in written.get(PEOPLE) or () if isinstance(one, dict)]


def _edited(fields: Plain, mask: Mask) -> Plain:
    """Return what an edit of a person set: the address of this one is cleared."""
    named = {"name": mask.pseudonym} if mask.is_name(fields.get("name")) else {}
    gone = {"email": None} if mask.text(str(fields.get("email") or "")) == mask.id else {}
    return {**mask.value(fields), **named, **gone}


def _masked(person: Plain, mask: Mask, new_id: str) -> Plain:
    """Return the person without the address, and without why it was away; days that it was away move dates."""
    named = {"name": mask.pseudonym} if "name" in person else {}
    away = {"away": [_without_reason(one) for one in person["away"]]} if "away" in person else {}
    kept = {key: mask.value(value) for key, value in person.items() if key != "email"}
    return {**kept, "id": new_id, **named, **away}


def _without_reason(absence: Any) -> Any:  # noqa: ANN401 - plain data
    return {key: value for key, value in absence.items() if key != "reason"} if isinstance(absence, dict) else absence


def _other(person: Plain, mask: Mask) -> Plain:
    """Return somebody else, who may be called the same."""
    return {key: value if key in {"id", "name", "email"} else mask.value(value) for key, value in person.items()}


def _renamed(value: Any, ids: Mapping[str, str], keys: frozenset[str], key: str, mask: Mask | None = None) -> Any:  # noqa: ANN401 - plain data
    if isinstance(value, dict):
        by_party = key in BY_PARTY
        return {name: _renamed(one, ids, keys, key if by_party else name, mask) for name, one in value.items()}
    if isinstance(value, list):
        return [_renamed(one, ids, keys, key, mask) for one in value]
    if isinstance(value, str) and (key in keys or key == OWNERS):
        called = mask.pseudonym if mask is not None and mask.is_name(value) else value
        return ids.get(value, called)
    return value
