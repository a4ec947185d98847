"""The part of a document that a party may see: what is not private to another, and fields that are marked for it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from app.document.visibility import may_see, narrowed_to, own_parties
from app.document.wire import PlanDocument
from app.document.wire.values import Wire
from scheduler.plan import CUSTOMER, SELLER

from .fields import CALENDAR, GET, PARTY, PERSON, PHASE, STEP, fields_of, named

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.document.wire.values import Says
    from scheduler.plan import PartyId
    from scheduler.refusals import Path

    from .fields import SchemaField


def visible(document: PlanDocument, party: PartyId) -> PlanDocument:
    """Return what a party may see of a document, the same whatever the rest of it says.

    Parties, calendars and phases that nothing visible names, and that another party put in, are left out: they would
    tell of what does. The revision is nobody's: it counts changes of what is hidden too.
    """
    seen = _Reader(document, party).block(document, ())
    if not isinstance(seen, PlanDocument):  # it has no `private`
        raise TypeError(document)
    names = frozenset(named(seen))
    calendars = {name for what, name in names if what == CALENDAR}
    known = {SELLER, CUSTOMER, party, *calendars, *(name for what, name in names if what == PARTY)}
    parties = tuple(one for one in seen.parties if one.id in known or one.by == party)
    with_their_own = {SELLER, CUSTOMER, *(one.id for one in parties)}
    return seen.model_copy(
        update={
            "parties": parties,
            "calendars": {
                name: one
                for name, one in seen.calendars.items()
                if (one.model_fields_set if name in with_their_own else name in calendars or one.by == party)
            },
            "phases": tuple(one for one in seen.phases if (PHASE, one.id) in names or one.by == party),
            "revision": None,
        }
    )


class _Reader:
    """Walks a document with the eyes of a party; what is seen as it is stays the very same block, list or value."""

    def __init__(self, document: PlanDocument, party: PartyId) -> None:
        """Find what is private to others, so that what names it can be left out."""
        self._document = document
        self._party = party
        self._hidden: dict[Says | None, frozenset[str]] = {
            STEP: self._hidden_of(document.steps),
            PERSON: self._hidden_of(document.people),
            GET: self._hidden_of(document.why.gets if document.why else ()),
        }

    def _hidden_of(self, blocks: Iterable[Any]) -> frozenset[str]:
        return frozenset(block.id for block in blocks if self._is_hidden(block))

    def _is_hidden(self, block: Wire) -> bool:
        return narrowed_to(self._document, block) not in {None, self._party}

    def block(self, block: Wire, path: Path) -> Wire | None:
        """Return what is left of a block; nothing where it is private, or says nothing without what is hidden."""
        if self._is_hidden(block):
            return None
        written, kept, as_it_is = block.model_fields_set, dict[str, Any](), True
        for field in fields_of(type(block)):
            if field.name not in written:  # then it is as the schema has it
                continue
            value = getattr(block, field.name)
            if value == field.default or not self._may_see(field, path):
                continue
            seen = value if field.is_for_all else self._value(value, field.names, (*path, field.key))
            if seen is None and field.needed:
                return None
            if seen is not None and seen != field.default:
                kept[field.name] = seen
                as_it_is = as_it_is and seen is value
        return block if as_it_is and len(kept) == len(written) else _of_nothing(type(block)).model_copy(update=kept)

    def _may_see(self, field: SchemaField, path: Path) -> bool:
        """Tell whether the party may see a field of the block at a path."""
        return field.visibility == "everyone" or may_see(
            self._party, field.visibility, own_parties(self._document, path)
        )

    def _value(self, value: Any, names: Says | None, path: Path) -> Any:  # noqa: ANN401 - whatever a field holds
        """Return what is left of a value; nothing where nothing is."""
        if isinstance(value, Wire):
            seen = self.block(value, path)
            return seen if seen is not None and seen.model_fields_set else None
        if isinstance(value, tuple):
            members = [self._member(one, names, (*path, at)) for at, one in enumerate(value)]
            return value if _is_same(members, value) else tuple(one for one in members if one is not None)
        if isinstance(value, dict):
            return self._by_name(value, names, path)
        return None if names is not None and value in self._hidden.get(names, ()) else value

    def _member(self, value: Any, names: Says | None, path: Path) -> Any:  # noqa: ANN401
        return self.block(value, path) if isinstance(value, Wire) else self._value(value, names, path)

    def _by_name(self, value: dict[str, Any], names: Says | None, path: Path) -> dict[str, Any]:
        if names is None and not any(isinstance(one, Wire) for one in value.values()):
            return value
        seen = {name: self._member(one, names, (*path, name)) for name, one in value.items()}
        return (
            value
            if _is_same(seen.values(), value.values())
            else {name: one for name, one in seen.items() if one is not None}
        )


@cache
def _of_nothing(model: type[Wire]) -> Wire:
    """Return a block that says nothing, to be copied: far quicker than to look up what every field is by itself."""
    return model.model_construct()


def _is_same(members: Iterable[object], of: Iterable[object]) -> bool:
    """Tell whether everybody is still there as they were."""
    return all(one is other for one, other in zip(members, of, strict=True))
