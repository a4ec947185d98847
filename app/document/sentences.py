"""What the schema finds wrong, said in words that somebody without programming knowledge understands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from .shape import meant_key, number_means, takes_any_number, takes_any_text, what_belongs, words_at
from .wire import FORMAT, PlanDocument
from .words import NOT_FINITE, did_you_mean, named, shown

if TYPE_CHECKING:
    from collections.abc import Callable

    from pydantic_core import ErrorDetails

    from scheduler.refusals import Path

    from .shape import Root


def said(error: ErrorDetails, root: Root = PlanDocument) -> tuple[str, str]:
    """Return the code and the sentence for an error of a schema."""
    path = place_of(error, root)
    if path == ("format",) and root is PlanDocument:
        return _format(error)
    if is_about_key(error):
        day = str(path[-1])
        return (
            "unknown-word",
            f"{shown(day)} is no day of the week{did_you_mean(day, words_at_week(), _DAYS, likeness=0.75)}",
        )
    if error["type"] in BOUNDS:
        bound, more = BOUNDS[error["type"]]
        key = path[-1]
        return "number-out-of-range", f"{key} cannot be {error['input']}; write {error['ctx'][bound]:.15g} or {more}"
    sentence = SENTENCES.get(error["type"]) or OF_OTHERS.get(error["type"], _wrong_type)
    return sentence(_At(path, root), error["input"])


def place_of(error: ErrorDetails, root: Root = PlanDocument) -> Path:
    """Return the path of an error in the document, without what Pydantic adds to it."""
    path = error["loc"]
    # Of a number that may be whole or not, each form complains by itself.
    is_form = bool(path) and path[-1] in {"int", "float"} and takes_any_number(path[:-1], root)
    return path[:-1] if is_about_key(error) or is_form else path


def is_about_key(error: ErrorDetails) -> bool:
    """Return whether a key itself is wrong, which is marked at the end of the path, and not its value."""
    return error["type"] == "literal_error" and error["loc"][-1:] == ("[key]",)


def words_at_week() -> tuple[str, ...]:
    """Return the names of the days."""
    return ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


_DAYS = "; write mon, tue, wed, thu, fri, sat or sun"


class _At(NamedTuple):
    """A place, and the block in which its path begins."""

    path: Path
    root: Root


_Sentence: TypeAlias = "Callable[[_At, Any], tuple[str, str]]"


def _format(error: ErrorDetails) -> tuple[str, str]:
    value = error["input"]
    if error["type"] == "missing" or value is None:
        return "format-missing", f"the plan does not say its format; begin with 'format: {FORMAT}'"
    newer = re.fullmatch(r"backplan/[0-9]{1,6}", value) if isinstance(value, str) else None
    if newer:
        return (
            "format-newer",
            f"this plan is written in {value}, by a newer version of Backplan; this one reads {FORMAT}",
        )
    return "format-unknown", f"{named(value)} is no format of a plan; write 'format: {FORMAT}'"


def _missing(at: _At, _: Any) -> tuple[str, str]:  # noqa: ANN401 - what stands there may be anything
    return "missing-key", f"{str(at.path[-1])!r} is missing; add it with {what_belongs(*at)}"


def _unknown_key(at: _At, _: Any) -> tuple[str, str]:  # noqa: ANN401
    key = str(at.path[-1])
    newer = "; is this written by a newer version of Backplan?"
    meant = meant_key(key, at.path[:-1], at.root)
    return "unknown-key", f"no key {shown(key)} here" + (f"; did you mean {meant!r}?" if meant else newer)


def _wrong_type(at: _At, value: Any) -> tuple[str, str]:  # noqa: ANN401
    if value is None:
        return "wrong-type", f"this is empty; here belongs {what_belongs(*at)}"
    return "wrong-type", f"here belongs {what_belongs(*at)}, not {named(value)}"


def _no_text(at: _At, value: Any) -> tuple[str, str]:  # noqa: ANN401
    code, sentence = _wrong_type(at, value)
    if isinstance(value, (int, float)) and takes_any_text(*at):
        return code, f"{sentence}; put it in quotes"
    meant = number_means(*at).format(value) if isinstance(value, int) and not isinstance(value, bool) else ""
    return code, f"{sentence}; write {meant!r} if that is meant" if meant else sentence


def _unknown_word(at: _At, value: Any) -> tuple[str, str]:  # noqa: ANN401
    if not isinstance(value, str):
        return _wrong_type(at, value)
    words = words_at(*at)
    otherwise = f"; write one of {', '.join(words)}" if len(words) > 1 else f"; write {words[0]!r} or leave it out"
    return "unknown-word", f"{at.path[-1]} cannot be {shown(value)}{did_you_mean(value, words, otherwise)}"


def _wrong_form(at: _At, value: Any) -> tuple[str, str]:  # noqa: ANN401
    empty = not str(value).strip()
    return (
        "wrong-form",
        f"{'this is empty' if empty else f'{shown(value)} does not fit'}; here belongs {what_belongs(*at)}",
    )


def _empty(at: _At, _: Any) -> tuple[str, str]:  # noqa: ANN401
    return "wrong-form", f"this is empty; here belongs {what_belongs(*at)} with something in it"


def _broken_text(_at: _At, _value: Any) -> tuple[str, str]:  # noqa: ANN401
    return "unusable-character", "a control character in this text cannot be shown; delete it"


def _not_finite(_at: _At, _value: Any) -> tuple[str, str]:  # noqa: ANN401
    return "not-finite", NOT_FINITE


SENTENCES: dict[str, _Sentence] = {
    "missing": _missing,
    "extra_forbidden": _unknown_key,
    "string_type": _no_text,
    "int_type": _wrong_type,
    "float_type": _wrong_type,
    "bool_type": _wrong_type,
    "model_type": _wrong_type,
    "dict_type": _wrong_type,
    "tuple_type": _wrong_type,
    "literal_error": _unknown_word,
    "string_pattern_mismatch": _wrong_form,
    "string_unicode": _broken_text,
    "finite_number": _not_finite,
}
"""Every type of error that the schema can give, but for those about bounds; a test provokes them all."""

OF_OTHERS: dict[str, _Sentence] = {"too_short": _empty}
"""Types of errors that only the schemas of operations give."""

BOUNDS = {"greater_than_equal": ("ge", "more"), "less_than_equal": ("le", "less")}
