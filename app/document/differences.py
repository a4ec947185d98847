"""What differs between two documents, field by field; members of lists are told apart by ids, not by places."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeGuard

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .places import Value

FieldPath = tuple[str, ...]
"""The way to a field: `("steps", "legal-review", "duration")`."""

Block = dict[str, "Value"]

LINKS = "after"
"""The list whose members are told apart by what they name; its only one is written bare."""

SPANS = {"closed": ("from", "to"), "away": ("from", "to"), "freezes": ("from", "to"), "open": ("date",)}
"""Lists whose members are told apart by their days, and by the party that keeps them to itself."""

ORDER = "<order>"
"""Stands at the end of the path of a list whose members changed places."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A field, a block or a member of a list that is another than before."""

    path: FieldPath
    before: Value
    """None where it was not there."""
    after: Value
    """None where it is gone."""
    behind: str | None = None
    """Of a member that came or went: the one that stood before it."""

    @property
    def back(self) -> Difference:
        """Return the way back."""
        return Difference(path=self.path, before=self.after, after=self.before, behind=self.behind)

    def touches(self, other: Difference) -> bool:
        """Tell whether two differences are about the same field, or one about a part of the other."""
        shared = min(len(self.path), len(other.path))
        return self.path[:shared] == other.path[:shared]


def differences(before: Block, after: Block) -> tuple[Difference, ...]:
    """Return what differs between two documents as plain data."""
    return tuple(_blocks(before, after, ()))


def with_differences(written: Block, found: Iterable[Difference]) -> Block:
    """Return a document as plain data with differences made in it, which what they are about has to allow."""
    changed = written
    for one in found:
        changed = _put(changed, one.path, one)
    return changed


def _blocks(before: Block, after: Block, path: FieldPath) -> Iterator[Difference]:
    for key in (*before, *(key for key in after if key not in before)):
        yield from _values(before.get(key), after.get(key), (*path, key))


def _values(before: Value, after: Value, path: FieldPath) -> Iterator[Difference]:
    if before == after:
        return
    old, new = _members(before, path), _members(after, path)
    if old is not None and new is not None:
        yield from _lists(old, new, path)
    elif isinstance(before, dict) and isinstance(after, dict):
        yield from _blocks(before, after, path)
    else:
        yield Difference(path=path, before=before, after=after)


def _lists(before: Block, after: Block, path: FieldPath) -> Iterator[Difference]:
    here, order = [key for key in before if key in after], [key for key in after if key in before]
    if here != order:  # first, so that what comes finds its place among the others
        yield Difference(path=(*path, ORDER), before=[*here], after=[*order])
    for key, behind in _neighbours(before):
        if key in after:
            yield from _values(before[key], after[key], (*path, key))
        else:
            yield Difference(path=(*path, key), before=before[key], after=None, behind=behind)
    for key, behind in _neighbours(after):
        if key not in before:
            yield Difference(path=(*path, key), before=None, after=after[key], behind=behind)


def _neighbours(members: Block) -> Iterator[tuple[str, str | None]]:
    return zip(members, (None, *members), strict=False)


def _members(value: Value, path: FieldPath) -> Block | None:
    """Return a list's members by what tells them apart; None for what is no such list."""
    if path and path[-1] == LINKS and value is not None:
        links = value if isinstance(value, list) else [value]
        return {_link_key(one): one for one in links}
    if not isinstance(value, list) or not value:
        return {} if value == [] else None
    if path and path[-1] in SPANS:
        named: Block = {_span_key(one, SPANS[path[-1]]): one for one in value if isinstance(one, dict)}
    else:
        named = {str(one["id"]): one for one in value if _is_named(one)}
    return named if len(named) == len(value) else None


def _is_bare(key: str, members: list[Value]) -> bool:
    return key == LINKS and len(members) == 1 and isinstance(members[0], str)


def _link_key(link: Value) -> str:
    if not isinstance(link, dict):
        return f"{link} FS"
    return f"{link['step']} {link.get('type', 'FS')}"


def _span_key(block: Block, keys: tuple[str, ...]) -> str:
    days = " to ".join(str(block[key]) for key in keys if key in block)
    return f"{days} ({block['private']})" if "private" in block else days


def _is_named(value: Value) -> TypeGuard[Block]:
    return isinstance(value, dict) and "id" in value


def _put(block: Block, path: FieldPath, one: Difference) -> Block:
    """Return a block with one difference made in it."""
    key, *inside = path
    value = block.get(key)
    if not inside:
        changed = {**block, key: one.after}
        return {name: inner for name, inner in changed.items() if inner is not None}
    if value is None:
        value = _empty(key, inside, one)
    members = _members(value, path[:1]) if not isinstance(value, dict) else None
    if members is not None:
        new = [*_put_member(members, tuple(inside), one).values()]
        return _with(block, key, new[0] if _is_bare(key, new) else new)
    if isinstance(value, dict):
        return _with(block, key, _put(value, tuple(inside), one))
    raise KeyError(path)


def _empty(key: str, inside: list[str], one: Difference) -> Value:
    """Return what is not there any more, empty: the list of a member that comes after the last one went, or a block."""
    is_member = _is_named(one.after) and inside == [one.after["id"]]
    return [] if key == LINKS or key in SPANS or is_member else {}


def _with(block: Block, key: str, value: Value) -> Block:
    """Return a block with a value; a list without members is none."""
    if value != []:
        return {**block, key: value}
    return {name: inner for name, inner in block.items() if name != key}


def _put_member(members: Block, path: FieldPath, one: Difference) -> Block:
    key, *inside = path
    if key == ORDER:
        return _ordered(members, one)
    if inside:
        member = members[key]
        if not isinstance(member, dict):
            raise KeyError(path)
        return {**members, key: _put(member, tuple(inside), one)}
    if one.after is None:
        return {name: member for name, member in members.items() if name != key}
    return members | {key: one.after} if key in members else _inserted(members, key, one)


def _inserted(members: Block, key: str, one: Difference) -> Block:
    names = [*members]
    at = names.index(one.behind) + 1 if one.behind in members else 0 if one.behind is None else len(names)
    names.insert(at, key)
    return {name: one.after if name == key else members[name] for name in names}


def _ordered(members: Block, one: Difference) -> Block:
    """Return members with the named ones in their new order, in the places that these had."""
    wanted = [name for name in one.after if name in members] if isinstance(one.after, list) else []
    moved, new_order = {*wanted}, iter(wanted)
    return {name: members[name] for name in (next(new_order) if one in moved else one for one in members)}
