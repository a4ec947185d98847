"""What has to be known of the schema's fields by whoever looks at a document with the eyes of a party."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple, get_args

from app.document.marked import mark_of
from app.document.visibility import visibility_of
from app.document.wire import CriticalDate
from app.document.wire.values import CalendarRef, GetRef, PartyRef, PersonRef, PhaseRef, Says, StepRef, Wire
from scheduler.plan import SELLER

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from app.document.wire.visible import Visibility

STEP, PERSON, GET = mark_of(StepRef), mark_of(PersonRef), mark_of(GetRef)
"""What belongs where something is named that may be private."""
PARTY, CALENDAR, PHASE = mark_of(PartyRef), mark_of(CalendarRef), mark_of(PhaseRef)
"""What belongs where something is named that is seen as far as something visible names it."""
REFERENCES = frozenset({STEP, PERSON, GET, PARTY, CALENDAR, PHASE})

PRIVATE = "private"
"""The field that narrows its block to a party."""
NOTHING_WITHOUT = {(CriticalDate, "step")}
"""References that may be absent, but whose block would mean something else without them."""


class SchemaField(NamedTuple):
    """A field of the schema."""

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
    blocks: tuple[type[Wire], ...]
    """The kinds of blocks in it."""
    is_for_all: bool
    """Whether everybody who sees its block sees what it says, whatever that is."""


@cache
def fields_of(model: type[Wire]) -> tuple[SchemaField, ...]:
    """Return the fields of a block of the schema."""
    return tuple(_field(model, name) for name in model.model_fields)


def _field(model: type[Wire], name: str) -> SchemaField:
    info, visibility = model.model_fields[name], visibility_of(model, name)
    names = next((mark for mark in _marks(info.annotation, info.metadata) if mark in REFERENCES), None)
    blocks = tuple(_blocks(info.annotation))
    return SchemaField(
        name=name,
        key=info.alias or name,
        default=info.default,
        visibility=visibility,
        names=names,
        needed=info.is_required() or (model, name) in NOTHING_WITHOUT,
        blocks=blocks,
        is_for_all=visibility == "everyone" and names not in {STEP, PERSON, GET} and all(map(_is_for_all, blocks)),
    )


def _is_for_all(model: type[Wire]) -> bool:
    """Tell whether everybody who sees a block sees the whole of it: nothing in it is hidden, and it is never empty."""
    fields = fields_of(model)
    return all(field.is_for_all and field.name != PRIVATE for field in fields) and any(field.needed for field in fields)


@cache
def _naming(model: type[Wire]) -> tuple[SchemaField, ...]:
    """Return the fields of a block that name something, or have something in them that does."""
    return tuple(field for field in fields_of(model) if field.names is not None or any(map(_naming, field.blocks)))


def named(value: Any, names: Says | None = None) -> Iterator[tuple[Says, str]]:  # noqa: ANN401 - whatever a field holds
    """Yield what is named in a part of a document, each with what belongs there."""
    if isinstance(value, Wire):
        for field in _naming(type(value)):
            inner = getattr(value, field.name)
            if inner is not field.default:
                yield from named(inner, field.names)
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
    for field in fields_of(type(block)):
        value = getattr(block, field.name)
        if value == field.default:
            continue
        if field.visibility == SELLER:
            yield field.key
        elif field.blocks:
            inside = value.values() if isinstance(value, dict) else value if isinstance(value, tuple) else (value,)
            for one in inside:
                if isinstance(one, Wire):
                    yield from only_the_sellers(one)


def _marks(annotation: object, metadata: Iterable[object] = ()) -> Iterator[Says]:
    """Yield the marks of a type and of the types inside it."""
    yield from (mark for mark in (*metadata, *getattr(annotation, "__metadata__", ())) if isinstance(mark, Says))
    for inner in get_args(annotation):
        yield from _marks(inner)


def _blocks(annotation: object) -> Iterator[type[Wire]]:
    """Yield the blocks of the schema that a type is, or has inside it."""
    if isinstance(annotation, type) and issubclass(annotation, Wire):
        yield annotation
    for inner in get_args(annotation):
        yield from _blocks(inner)
