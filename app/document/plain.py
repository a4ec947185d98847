"""A document as plain data, in its one written order and as short as the schema reads it."""

from __future__ import annotations

import re
from functools import cache
from operator import attrgetter
from types import UnionType
from typing import TYPE_CHECKING, Annotated, Any, TypeVar, Union, get_args, get_origin

from scheduler.plan import CUSTOMER, SELLER

from .wire.calendars import WeekForms
from .wire.values import OneOrMany, Says, ShortFor, Wire

if TYPE_CHECKING:
    from collections.abc import Callable

    from .places import Value
    from .wire import PlanDocument

    Plainly = Callable[[Any], Value]

T = TypeVar("T")

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class Bare(str):
    """A text that YAML shows without quotation marks: a key of the schema, or a day where a day belongs."""

    __slots__ = ()


def plain(document: PlanDocument) -> dict[str, Value]:
    """Return what a document says: keys in the order of the schema, names sorted, nothing that goes without saying."""
    return _block(type(document))(document)


@cache
def _block(model: type[Wire]) -> Callable[[Wire], dict[str, Value]]:
    """Return what makes a plain block of one of these; what is as the schema has it anyway is left out."""
    fields = [
        (Bare(info.alias or name), attrgetter(name), info.default, _plainly(info.annotation, tuple(info.metadata)))
        for name, info in model.model_fields.items()
    ]

    def plainly(block: Wire) -> dict[str, Value]:
        return {
            key: inner(value)
            for key, read, default, inner in fields
            if (value := read(block)) is not default and value != default
        }

    return plainly


def _plainly(annotation: Any, marks: tuple[Any, ...]) -> Plainly:  # noqa: ANN401 - annotations have no type
    """Return what makes plain data of the values of an annotation."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _plainly(arguments[0], (*arguments[1:], *marks))
    if origin in {Union, UnionType} and len(arguments) == len(("a form", None)) and arguments[1] is type(None):
        return _or_nothing(_plainly(arguments[0], marks))
    if origin is tuple:
        return _list(_plainly(arguments[0], ()), may_be_one=_mark(OneOrMany, marks) is not None)
    if origin is dict:
        names = _by_name(arguments[0], _plainly(arguments[1], ()))
        return names if _mark(WeekForms, marks) is None else _week(names)
    if isinstance(annotation, type) and issubclass(annotation, Wire):
        short = _mark(ShortFor, marks)
        return _block(annotation) if short is None else _shortened(_block(annotation), short.key)
    says = _mark(Says, marks)
    return _sorted if says is None else _as_it_is if says.free else _bare_day


def _mark(kind: type[T], marks: tuple[Any, ...]) -> T | None:
    return next((mark for mark in marks if isinstance(mark, kind)), None)


def _or_nothing(inner: Plainly) -> Plainly:
    return lambda value: None if value is None else inner(value)


def _list(inner: Plainly, *, may_be_one: bool) -> Plainly:
    def listed(values: tuple[Any, ...]) -> Value:
        items = [inner(value) for value in values]
        return items[0] if may_be_one and len(items) == 1 and isinstance(items[0], str) else items

    return listed


def _by_name(names: Any, inner: Plainly) -> Callable[[dict[str, Any]], dict[str, Value]]:  # noqa: ANN401
    """Return what sorts by name: days of the week in their order; the seller, the customer, then all others."""
    known = get_args(get_args(names)[0]) if get_origin(names) is Annotated else (SELLER, CUSTOMER)
    first = {name: place for place, name in enumerate(known)}

    def named(values: dict[str, Any]) -> dict[str, Value]:
        ordered = sorted(values, key=lambda name: (first.get(name, len(first)), name))
        return {name: inner(values[name]) for name in ordered}

    return named


def _week(names: Callable[[dict[str, Any]], dict[str, Value]]) -> Plainly:
    """Return what writes a week of usual hours as a list of its days."""
    return lambda week: names(week) if any(hours is not None for hours in week.values()) else [*names(week)]


def _shortened(block: Callable[[Wire], dict[str, Value]], key: str) -> Plainly:
    def short(value: Wire) -> Value:
        written = block(value)
        return written[key] if written.keys() == {key} else written

    return short


def _bare_day(value: Value) -> Value:
    return Bare(value) if isinstance(value, str) and _DAY.fullmatch(value) else value


def _as_it_is(value: Value) -> Value:
    return value


def _sorted(value: Value) -> Value:
    """Return what the schema does not look into, with its keys sorted."""
    if isinstance(value, dict):
        return {key: _sorted(inner) for key, inner in sorted(value.items())}
    return [_sorted(inner) for inner in value] if isinstance(value, list) else value
