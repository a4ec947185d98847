"""Read the library's files: YAML to the schema, every mistake told by file, line and path."""

from __future__ import annotations

import reprlib
from typing import TYPE_CHECKING, Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError

from scheduler.refusals import quoted

from .mistakes import unknown
from .schema import PATTERNS
from .yaml_file import YamlFile, read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path as FilePath

    from pydantic_core import ErrorDetails

    from scheduler.refusals import Path

M = TypeVar("M", bound=BaseModel)


def read_block(path: FilePath, model: type[M]) -> tuple[YamlFile, M | None]:
    """Return a file that is one block of the schema; nothing of it where it is wrong, which its mistakes tell."""
    file = read_yaml(path)
    return file, validated(file, (), file.value, model)


def read_blocks(path: FilePath, model: type[M]) -> tuple[YamlFile, dict[str, M]]:
    """Return a file that has a block of the schema under each of its names, without those that are wrong."""
    file = read_yaml(path)
    found = {name: validated(file, (name,), value, model) for name, value in _names(file)}
    return file, {name: one for name, one in found.items() if one is not None}


def read_texts(path: FilePath) -> tuple[YamlFile, dict[str, str]]:
    """Return a file that has a text under each of its names."""
    file = read_yaml(path)
    for name, value in _names(file):
        if not isinstance(value, str):
            file.tell((name,), "here belongs a text")
    return file, {name: str(value) for name, value in _names(file)}


def _names(file: YamlFile) -> Iterator[tuple[str, Any]]:
    if not isinstance(file.value, dict):
        file.tell((), "here belongs a block of names")
        return
    yield from file.value.items()


def validated(file: YamlFile, path: Path, value: object, model: type[M]) -> M | None:
    """Return a value as the schema reads it; nothing where it is wrong, which the file's mistakes tell."""
    try:
        return model.model_validate(value)
    except ValidationError as error:
        for one in error.errors(include_url=False):
            file.tell((*path, *one["loc"]), _sentence(one, model))
        return None


def _sentence(error: ErrorDetails, model: type[BaseModel]) -> str:
    *around, last = error["loc"] or ("",)
    if error["type"] == "missing":
        return f"{str(last)!r} is missing"
    if error["type"] == "extra_forbidden":
        return unknown("key", str(last), _keys(model, tuple(around)), " here")
    if error["type"] == "literal_error":
        return unknown("word", str(error["input"]), _words(error), f"; write {error['ctx']['expected']}")
    given = error["input"]
    shown = quoted(given) if isinstance(given, str) else reprlib.repr(given)
    said = PATTERNS.get(error.get("ctx", {}).get("pattern", ""), f"{error['msg'][:1].lower()}{error['msg'][1:]}")
    return f"{said}, not {shown}"


def _words(error: ErrorDetails) -> list[str]:
    return [word.strip("' ") for word in error["ctx"]["expected"].replace(" or ", ",").split(",")]


def _keys(model: type[BaseModel], path: Path) -> list[str]:
    """Return the keys that the block at a path may have."""
    for part in path:
        field = model.model_fields.get(str(part))
        found = _model_in(field.annotation) if field else model
        if found is None:
            return []
        model = found
    return list(model.model_fields)


def _model_in(annotation: Any) -> type[BaseModel] | None:  # noqa: ANN401 - annotations have no type
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in get_args(annotation) if (found := _model_in(part))), None)
