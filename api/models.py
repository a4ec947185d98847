"""A body of JSON as a model: read as closely as a plan document, and refused with the place of each mistake."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ValidationError

from app.document import Limits, PlacedProblem, Unreadable
from app.document.json_text import JsonRefusedError, json_lines, read_json, refuse_excess
from app.document.problems import Wrong
from app.document.text import is_kept

from .problems import BODY

if TYPE_CHECKING:
    from app.document.places import Value
    from scheduler.refusals import Path

M = TypeVar("M", bound=BaseModel)

SMALL = Limits(size=100_000, values=10_000, depth=20)
"""How much is read of a body that says what to do."""


def model_of(model: type[M], text: bytes, limits: Limits) -> M:
    """Read a model, or refuse it with the place of each mistake."""
    try:
        return model.model_validate(_written(text, limits))
    except ValidationError as error:
        errors: list[Any] = error.errors(include_url=False, include_input=False)
        raise RequestValidationError([{**one, "loc": ("body", *one["loc"])} for one in errors]) from error


def _written(text: bytes, limits: Limits) -> object:
    """Return the plain data of a text, read as closely as that of a plan."""
    try:
        whole = text.decode("utf-8-sig")
        found = read_json(whole, limits)
        refuse_excess(found.value, limits, whole)
    except UnicodeError as error:
        raise _unreadable("not-utf-8", "the text is not UTF-8; send it again with the encoding UTF-8", 1) from error
    except JsonRefusedError as refused:
        raise _unreadable(refused.code, refused.sentence, refused.line) from refused
    except Wrong as wrong:
        raise _wrong_at((), wrong.code, wrong.sentence) from wrong
    for twice in json_lines(whole).twice if found.repeats else ():
        raise _wrong_at(twice.path, "duplicate-key", f"{str(twice.path[-1])!r} is here twice; keep one of them")
    if ESCAPE in whole:
        _refuse_unkeepable(found.value, ())
    return found.value


ESCAPE = "\\u"
"""How JSON names what stands in no text that is UTF-8."""


def _refuse_unkeepable(value: Value, path: Path) -> None:
    """Refuse a null character, and half of any other: no database takes them."""
    members = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, one in members:
        _refuse_unkeepable(key if isinstance(key, str) else None, path)
        _refuse_unkeepable(one, (*path, key))
    if isinstance(value, str) and not is_kept(value):
        raise _wrong_at(path, "unusable-character", "a control character in this text cannot be shown; delete it")


def _unreadable(code: str, sentence: str, line: int) -> Exception:
    if code in {"bad-json", "not-utf-8"}:
        return Unreadable([PlacedProblem(code=code, path=(), sentence=sentence, file=BODY[1], line=line)])
    return _wrong_at((), code, f"line {line}: {sentence}")


def _wrong_at(path: Path, code: str, sentence: str) -> RequestValidationError:
    said = {"code": code, "sentence": sentence}
    return RequestValidationError([{"type": "refused", "loc": ("body", *path), "ctx": said}])
