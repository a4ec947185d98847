"""Blocks of a document edited as they are written, and read again in the words of the schema."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.document import PlanDocument, plain
from app.document.blocks import read_block
from app.names import unknown
from scheduler.refusals import Refused, quoted

from .lookup import refused

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from app.document.differences import Block
    from app.document.places import Value
    from scheduler.plan import PartyId

Key = str | tuple[str, ...]


def edited(document: PlanDocument, change: Callable[[Block], Block]) -> PlanDocument:
    """Return a document after a change of what it says; raise Refused with all that the schema does not take."""
    return read_block(PlanDocument, change(plain(document)))


def with_fields(block: Block, fields: Mapping[str, Value]) -> Block:
    """Return a block with fields set; null clears one."""
    return {name: value for name, value in {**block, **fields}.items() if value is not None}


class Members:
    """A list of the document whose members are told apart by an id, or by other keys."""

    def __init__(self, what: str, *path: str, key: Key = "id", eyes: PartyId | None = None) -> None:
        """Say what a member is called, where the list stands, and which party's members alone count, if not all."""
        self.what = what
        self.path = path
        self.key: tuple[str, ...] = (key,) if isinstance(key, str) else key
        self.eyes = eyes

    def seen_by(self, party: PartyId | None) -> Members:
        """Return the same list as a party sees it: what others keep to themselves is in nobody's way."""
        return Members(self.what, *self.path, key=self.key, eyes=party)

    def added(self, written: Block, new: Block, *, behind: str | None = None) -> Block:
        """Return a document with one more member, behind another one or the last."""
        there = self._listed(written)
        name = self._name(new)
        if name in {self._name(one) for one in there if self._is_seen(one)}:
            raise self._duplicate(name)
        at = len(there) if behind is None else self._at(there, behind) + 1
        return self._with(written, [*there[:at], new, *there[at:]])

    def set(self, written: Block, name: str, fields: Mapping[str, Value]) -> Block:
        """Return a document with fields of a member set; what tells it apart stays."""
        there = self._listed(written)
        at = self._at(there, name)
        if "id" in fields and "id" in self.key:
            raise refused("permanent-id", f"{self._one} keeps its id for good; change what it is called instead")
        changed, others = with_fields(there[at], fields), [*there[:at], *there[at + 1 :]]
        if self._name(changed) in {self._name(one) for one in others}:
            raise self._duplicate(self._name(changed))
        return self._with(written, [*there[:at], changed, *there[at + 1 :]])

    def without(self, written: Block, name: str) -> Block:
        """Return a document without a member."""
        there = self._listed(written)
        at = self._at(there, name)
        return self._with(written, [*there[:at], *there[at + 1 :]])

    def reordered(self, written: Block, names: list[str], behind: str | None) -> Block:
        """Return a document with members put behind another one, or first, in the order in which they are named."""
        there = self._listed(written)
        moved = [there[self._at(there, name)] for name in dict.fromkeys(names)]
        if behind in names:
            raise refused("behind-itself", f"{quoted(behind)} changes its place too; name one that stays where it is")
        left = [one for one in there if one not in moved]
        at = 0 if behind is None else self._at(left, behind) + 1
        return self._with(written, [*left[:at], *moved, *left[at:]])

    def member(self, written: Block, name: str) -> Block:
        """Return a member."""
        there = self._listed(written)
        return there[self._at(there, name)]

    def _listed(self, written: Block) -> list[Block]:
        here: Value = written
        for part in self.path:
            here = here.get(part) if isinstance(here, dict) else None
        return [one for one in here if isinstance(one, dict)] if isinstance(here, list) else []

    def _with(self, written: Block, members: list[Block]) -> Block:
        return _put(written, self.path, [*members] or None)

    def _at(self, members: list[Block], name: str) -> int:
        for at, one in enumerate(members):
            if self._name(one) == name and self._is_seen(one):
                return at
        called = [
            (self._name(one), str(one.get("name") or one.get("title") or one.get("text") or ""))
            for one in members
            if self._is_seen(one)
        ]
        raise unknown(self.what.replace(" ", "-"), name, called)

    def _is_seen(self, member: Block) -> bool:
        return self.eyes is None or member.get("private") in {None, self.eyes}

    def _name(self, member: Block) -> str:
        """Return what tells a member apart."""
        first, *others = (member.get(key) for key in self.key)
        return span(str(first or ""), *(str(other) if other else None for other in others))

    @property
    def _one(self) -> str:
        return f"an {self.what}" if self.what[0] in "aeiou" else f"a {self.what}"

    def _duplicate(self, name: str) -> Refused:
        other = "take another name" if self.key == ("id",) else "edit that one, or take other days"
        return refused("duplicate-id", f"there is {self._one} {quoted(name)} already; {other}")


def span(first: str, last: str | None = None) -> str:
    """Return what a period is called; one without a last day ends on its first."""
    return first if last in {None, first} else f"{first} to {last}"


def _put(block: Block, path: tuple[str, ...], value: Value) -> Block:
    key, *inside = path
    if inside:
        inner = block.get(key)
        value = _put(inner if isinstance(inner, dict) else {}, tuple(inside), value) or None
    return with_fields(block, {key: value})


PARTIES = Members("party", "parties")
PEOPLE = Members("person", "people")
PHASES = Members("phase", "phases")
CRITICAL_DATES = Members("critical date", "critical_dates")
STEPS = Members("step", "steps")
FREEZES = Members("freeze", "freezes", key=("from", "to"))
