"""What belongs at a path, found by walking the wire schema."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from types import UnionType
from typing import TYPE_CHECKING, Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from .wire import PlanDocument
from .wire.values import Says
from .words import guess

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic.fields import FieldInfo

    from scheduler.refusals import Path

_SHOWN_KEYS = 3
_OTHER_NAMES = {
    **dict.fromkeys(("predecessors", "depends_on", "dependencies", "waits_for", "links"), "after"),
    **dict.fromkeys(("predecessor", "task", "activity"), "step"),
    **dict.fromkeys(("name", "label", "summary"), "title"),
    **dict.fromkeys(("owner", "assignee", "responsible"), "owners"),
    **dict.fromkeys(("tasks", "activities"), "steps"),
    **dict.fromkeys(("workdays", "days", "working_days"), "week"),
    **dict.fromkeys(("deadline", "due", "due_date"), "finish_no_later_than"),
    **dict.fromkeys(("delay", "wait"), "lag"),
    **dict.fromkeys(("length", "effort"), "duration"),
    **dict.fromkeys(("deadlines", "milestones", "dates"), "critical_dates"),
    **dict.fromkeys(("timezone", "tz"), "time_zone"),
}
"""What other tools and people call a key."""


Root = type[BaseModel]
"""The block in which a path begins: the document, or what is sent to change one."""


@dataclass(frozen=True, slots=True)
class Form:
    """One of the forms that a value may have."""

    kind: Any
    """A type, as annotations have it."""
    says: Says | None = None


def forms_at(path: Path, root: Root = PlanDocument) -> tuple[Form, ...]:
    """Return the forms that a schema has at a path; where it ends before the path does, those of its last part."""
    forms: tuple[Form, ...] = (Form(root),)
    for part in path:
        inner = tuple(form for outer in forms for form in _inside(outer, part))
        if not inner:
            break
        forms = inner
    return forms


def keys_at(path: Path, root: Root = PlanDocument) -> tuple[str, ...]:
    """Return the keys that the block at a path may have."""
    return tuple(key for form in forms_at(path, root) if (model := _model(form)) for key in _fields(model))


def meant_key(key: str, path: Path, root: Root = PlanDocument) -> str | None:
    """Return the key that was most probably meant in the block at a path."""
    keys = keys_at(path, root)
    other = _OTHER_NAMES.get(key.casefold().replace("-", "_").replace(" ", "_"), "")
    return other if other in keys else guess(key, keys, likeness=0.7)


def words_at(path: Path, root: Root = PlanDocument) -> tuple[str, ...]:
    """Return the words of which the one at a path must be."""
    forms = forms_at(path, root)
    return tuple(word for form in forms if get_origin(form.kind) is Literal for word in get_args(form.kind))


def what_belongs(path: Path, root: Root = PlanDocument) -> str:
    """Return what belongs at a path, in words that go after `here belongs`."""
    forms = forms_at(path, root)
    for form in forms:
        if form.says:
            return form.says.what
    for form in forms:
        model = _model(form)
        if model:
            *others, last = list(_fields(model))[:_SHOWN_KEYS]
            return f"a block with keys such as {', '.join(others)} and {last}" if others else f"a block with {last!r}"
        if get_origin(form.kind) is Literal:
            return "one of " + ", ".join(get_args(form.kind))
        name = _NAMES.get(get_origin(form.kind) or form.kind)
        if name:
            return name
    return "something else"


def takes_any_text(path: Path, root: Root = PlanDocument) -> bool:
    """Return whether any text will do at a path."""
    return any(form.says is not None and form.says.free for form in forms_at(path, root))


def takes_any_number(path: Path, root: Root = PlanDocument) -> bool:
    """Return whether a number may be whole or not at a path."""
    return {int, float} <= {form.kind for form in forms_at(path, root)}


def number_means(path: Path, root: Root = PlanDocument) -> str:
    """Return the text that a bare number most probably stands for at a path, or nothing."""
    return next((form.says.number for form in forms_at(path, root) if form.says), "")


def says_of(info: FieldInfo) -> Says | None:
    """Return what belongs in a field of text."""
    return next((form.says for form in _unwrapped(info.annotation, _said(info.metadata)) if form.says), None)


_NAMES = {
    int: "a whole number",
    float: "a number",
    bool: "true or false",
    tuple: "a list",
    list: "a list",
    dict: "a block of keys",
    str: "text",
}


def _inside(form: Form, part: str | int) -> Iterator[Form]:
    """Give the forms of a part of a value."""
    origin, arguments = get_origin(form.kind), get_args(form.kind)
    model = _model(form)
    if model and isinstance(part, str):
        info = _fields(model).get(part)
        if info is not None:
            yield from _unwrapped(info.annotation, _said(info.metadata))
    elif origin in {tuple, list} and isinstance(part, int):
        yield from _unwrapped(arguments[0], None)
    elif origin is dict and isinstance(part, str):
        yield from _unwrapped(arguments[1], None)


def _unwrapped(annotation: Any, says: Says | None) -> Iterator[Form]:  # noqa: ANN401 - they have no type
    """Give the forms that an annotation allows, without the wrapping."""
    if get_origin(annotation) is Annotated:
        inner, *metadata = get_args(annotation)
        yield from _unwrapped(inner, _said(metadata) or says)
    elif get_origin(annotation) in {Union, UnionType}:
        for member in get_args(annotation):
            yield from _unwrapped(member, says)
    elif annotation is not type(None):
        yield Form(annotation, says)


def _said(metadata: list[Any]) -> Says | None:
    return next((mark for mark in metadata if isinstance(mark, Says)), None)


def _model(form: Form) -> type[BaseModel] | None:
    return form.kind if isinstance(form.kind, type) and issubclass(form.kind, BaseModel) else None


@cache
def _fields(model: type[BaseModel]) -> dict[str, FieldInfo]:
    return {info.alias or name: info for name, info in model.model_fields.items()}
