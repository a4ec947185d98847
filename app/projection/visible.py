"""The part of a document that a party may see: what is not private to another, and fields that are marked for it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple, get_args

from app.document.marked import mark_of
from app.document.visibility import may_see, narrowed_to, own_parties, visibility_of
from app.document.wire import CriticalDate, PlanDocument
from app.document.wire.values import CalendarRef, GetRef, PartyRef, PersonRef, PhaseRef, Says, StepRef, Wire
from scheduler.plan import CUSTOMER, SELLER

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from app.document.wire.visible import Visibility
    from scheduler.plan import PartyId
    from scheduler.refusals import Path

STEP, PERSON, GET = mark_of(StepRef), mark_of(PersonRef), mark_of(GetRef)
"""What belongs where something is named that may be private."""
PARTY, CALENDAR, PHASE = mark_of(PartyRef), mark_of(CalendarRef), mark_of(PhaseRef)
"""What belongs where something is named that is seen as far as something visible names it."""
REFERENCES = frozenset({STEP, PERSON, GET, PARTY, CALENDAR, PHASE})

NOTHING_WITHOUT = {(CriticalDate, "step")}
"""References that may be absent, but whose block would mean something else without them."""


def visible(document: PlanDocument, party: PartyId) -> PlanDocument:
    """Return what a party may see of a document, the same whatever the rest of it says.

    Parties, calendars and phases that nothing visible names, and that another party put in, are left out: they would
    tell of what does. The revision is
    nobody's: it counts changes of what is hidden too.
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


def named(value: Any, names: Says | None = None) -> Iterator[tuple[Says, str]]:  # noqa: ANN401 - whatever a field holds
    """Yield what is named in a part of a document, each with what belongs there."""
    if isinstance(value, Wire):
        for field in _fields(type(value)):
            yield from named(getattr(value, field.name), field.names)
    elif isinstance(value, tuple):
        for one in value:
            yield from named(one, names)
    elif isinstance(value, dict):
        for key, one in value.items():
            yield from named(one, names)
            if names == PERSON:  # one person a party
                yield PARTY, key
    elif names is not None and value is not None:
        yield names, value


def only_the_sellers(block: Wire) -> Iterator[str]:
    """Yield the fields, in a part of a document, that say something which only the seller may see."""
    for field in _fields(type(block)):
        value = getattr(block, field.name)
        if value == field.default:
            continue
        if field.visibility == SELLER:
            yield field.key
        else:
            inside = value.values() if isinstance(value, dict) else value if isinstance(value, tuple) else (value,)
            for one in inside:
                if isinstance(one, Wire):
                    yield from only_the_sellers(one)


class _Reader:
    """Walks a document with the eyes of a party."""

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
        own = own_parties(self._document, path)
        kept: dict[str, Any] = {}
        for field in _fields(type(block)):
            value = getattr(block, field.name)
            if value == field.default or not may_see(self._party, field.visibility, own):
                continue
            seen = self._value(value, field.names, (*path, field.key))
            if seen is None and field.needed:
                return None
            if seen is not None and seen != field.default:
                kept[field.name] = seen
        return type(block).model_construct(**kept)

    def _value(self, value: Any, names: Says | None, path: Path) -> Any:  # noqa: ANN401 - whatever a field holds
        """Return what is left of a value; nothing where nothing is."""
        if isinstance(value, Wire):
            seen = self.block(value, path)
            return seen if seen is not None and seen.model_fields_set else None
        if isinstance(value, tuple):
            return tuple(
                seen for at, one in enumerate(value) if (seen := self._member(one, names, (*path, at))) is not None
            )
        if isinstance(value, dict):
            return self._by_name(value, names, path)
        return None if value in self._hidden.get(names, ()) else value

    def _member(self, value: Any, names: Says | None, path: Path) -> Any:  # noqa: ANN401
        return self.block(value, path) if isinstance(value, Wire) else self._value(value, names, path)

    def _by_name(self, value: dict[str, Any], names: Says | None, path: Path) -> dict[str, Any]:
        if names is None and not any(isinstance(one, Wire) for one in value.values()):
            return value
        seen = {name: self._member(one, names, (*path, name)) for name, one in value.items()}
        return {name: one for name, one in seen.items() if one is not None}


class _Field(NamedTuple):
    """What the walk needs to know of a field of the schema."""

    name: str
    """In Python."""
    key: str
    """In the document."""
    default: object
    visibility: Visibility
    names: Says | None
    """What it names, where that may be hidden."""
    needed: bool
    """Whether its block is nothing without it."""


@cache
def _fields(model: type[Wire]) -> tuple[_Field, ...]:
    return tuple(
        _Field(
            name=name,
            key=info.alias or name,
            default=info.default,
            visibility=visibility_of(model, name),
            names=next((mark for mark in _marks(info.annotation, info.metadata) if mark in REFERENCES), None),
            needed=info.is_required() or (model, name) in NOTHING_WITHOUT,
        )
        for name, info in model.model_fields.items()
    )


def _marks(annotation: object, metadata: Iterable[object] = ()) -> Iterator[Says]:
    """Yield the marks of a type and of the types inside it."""
    yield from (mark for mark in (*metadata, *getattr(annotation, "__metadata__", ())) if isinstance(mark, Says))
    for inner in get_args(annotation):
        yield from _marks(inner)
