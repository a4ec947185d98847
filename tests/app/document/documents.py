"""Plan documents drawn from the schema itself, so that a new field is tried without anybody thinking of it."""

from __future__ import annotations

from types import UnionType
from typing import TYPE_CHECKING, Annotated, Any, Literal, Union, get_args, get_origin

from annotated_types import Le
from hypothesis import strategies as st

from app.document import PlanDocument
from app.document.wire.values import Says, Wire

if TYPE_CHECKING:
    from collections.abc import Iterable

CHARACTERS = st.characters(exclude_categories=["Cs", "Cc"], include_characters="\t\n")
NASTY = [
    *("", " ", "y", "No", "on", "~", "null", "-", "- a", "a: b", "a:", "a #b", "#", "'", '"', "\\", "|", ">-", "{a}"),
    *("1", "1_000", "10:30", "1e5", "0x1F", "0o17", "017", ".5", "+1", "-.inf", ".NaN", "=", "<<", "a?", "[", "a,b"),
    *("2026-11-30", "2026-11-30T10:00:00Z", "---", "...", "%", "@", "`", "!x", "&x", "*x", "?", "? a", "\n", "a\n"),
    *("a\n\n", "a\nb", " a\nb", "a \nb", "a\n\n b\n", "a\tb", "\u2028", "\ufeff", "\u200e", "\xa0", "\uffff", "Größe"),
    *("👩\u200d💻", "日本", "(a)", "a" * 130, "a" * 1100, "word " * 40 + "end", "two  blanks " * 20 + "x"),
]
TEXTS = st.one_of(st.sampled_from(NASTY), st.text(CHARACTERS, max_size=40))
NAMES = st.sampled_from(["seller", "customer", "hw", "Nights", "on", "1", "é", "a b", "legal-review"])
FLOATS = st.floats(allow_nan=False, allow_infinity=False)
FREE = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-(10**20), 10**20), FLOATS, TEXTS),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(TEXTS, inner, max_size=3)),
    max_leaves=6,
)
TIMES = ["2026-11-30 10:00", "2026-11-30T10:00:00Z", "2026-11-30T10:00+01:00"]
WRITTEN = {
    "an id such": ["a", "legal-review", "on", "007", "2026-11-30", "1e5", "A" * 64],
    "a duration": ["10d", "3ed", "-2d", "90m"],
    "a day such": ["2026-11-30", "2027-02-28"],
    "a time of day": ["09:30", "10:00"],
    "hours": ["09:00-12:00", "13:00-24:00"],
    "a time zone": ["Europe/Berlin", "UTC"],
    "an e-mail address": ["jo@northwind.example"],
    "a currency": ["EUR"],
    "an address": ["https://files.example/draft?a=[b]", "mailto:jo@northwind.example"],
    "a rule": ["FREQ=WEEKLY;BYDAY=TU"],
    "a length": ["90m"],
    "a country": ["US", "US-NY"],
}

BETWEEN = {"a year such as 2027": st.integers(1900, 2199), "a probability from 0 to 1, such as 0.3": st.floats(0, 1)}


def documents() -> st.SearchStrategy[PlanDocument]:
    """Return plan documents that the schema takes, whatever they say."""
    return _block(PlanDocument).map(PlanDocument.model_validate)


def _block(model: type[Wire]) -> st.SearchStrategy[dict[str, Any]]:
    fields = {
        info.alias or name: (info, _form(info.annotation, info.metadata)) for name, info in model.model_fields.items()
    }
    return st.fixed_dictionaries(
        {key: form for key, (info, form) in fields.items() if info.is_required()},
        optional={key: form for key, (info, form) in fields.items() if not info.is_required()},
    )


def _form(annotation: Any, marks: Iterable[Any] = ()) -> st.SearchStrategy[Any]:  # noqa: ANN401
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _form(arguments[0], (*arguments[1:], *marks))
    if origin in {Union, UnionType}:
        return st.one_of(*(_form(one, marks) for one in arguments))
    if origin in {tuple, dict}:
        return _many(annotation)
    if isinstance(annotation, type) and issubclass(annotation, Wire):
        return st.deferred(lambda: _block(annotation))
    most = next((int(str(mark.le)) for mark in marks if isinstance(mark, Le)), 10**20)
    return _value(annotation, next((mark for mark in marks if isinstance(mark, Says)), None), most)


def _many(annotation: Any) -> st.SearchStrategy[Any]:  # noqa: ANN401
    arguments = get_args(annotation)
    if get_origin(annotation) is tuple:
        return st.lists(_form(arguments[0]), max_size=3)
    days = get_args(get_args(arguments[0])[0]) if get_origin(arguments[0]) is Annotated else ()
    return st.dictionaries(st.sampled_from(days) if days else NAMES, _form(arguments[1]), max_size=3)


def _value(annotation: Any, says: Says | None, most: int) -> st.SearchStrategy[Any]:  # noqa: ANN401
    if says is not None and says.what in BETWEEN:
        return BETWEEN[says.what]
    if get_origin(annotation) is Literal:
        return st.sampled_from(get_args(annotation))
    if annotation is str:
        assert says is not None
        if says.what == "a title":
            return TEXTS.map(lambda text: text if text.strip() else "T")
        known = next((texts for what, texts in WRITTEN.items() if says.what.startswith(what)), None)
        timed = TIMES if "[T ]" in (says.pattern or "") else []
        return st.sampled_from([*known, *timed]) if known else TEXTS
    simple: dict[Any, st.SearchStrategy[Any]] = {
        type(None): st.none(),
        bool: st.booleans(),
        int: st.integers(0, most),
        float: FLOATS,
    }
    return simple.get(annotation, FREE)
