"""Revisions of a document in little room: a full copy now and then, and differences to it.

A difference is the text compressed with the full copy as its dictionary: it holds what is new and where the rest
stands. So each revision is one step away from a full copy, and comes back to the byte.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import insert, select, update
from zstandard import DICT_TYPE_RAWCONTENT, ZstdCompressionDict, ZstdCompressor, ZstdDecompressor, ZstdError

from . import tables
from .unit import Unit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

FULL_EVERY = 64
"""Revisions from one full copy to the next."""
WORTHWHILE = 2
"""So many times smaller than a full copy a difference has to be: else a full copy serves what comes after it."""
LEVEL = 9


class BrokenRevisionError(ValueError):
    """What is kept of a revision does not give its text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """A revision as it is kept."""

    number: int
    base: int | None
    """The revision that it is a difference to; None for a full copy."""
    body: bytes


def add_revision(unit: Unit, plan: str, number: int, text: bytes) -> int:
    """Keep a revision's text, and return how many bytes it took."""
    full = Revision(number=number, base=None, body=_packed(text, None))
    kept = _difference(unit, plan, number, text)
    if kept is None or len(kept.body) * WORTHWHILE > len(full.body):
        kept = full
    unit.connection.execute(
        insert(tables.revisions).values(plan=plan, number=kept.number, base=kept.base, body=kept.body)
    )
    return len(kept.body)


def revision_text(unit: Unit, plan: str, number: int) -> bytes:
    """Return a revision's text, to the byte."""
    kept = _kept(unit, plan, number)
    return _unpacked(kept.body, None if kept.base is None else _full_text(unit, plan, kept.base))


def revision_texts(unit: Unit, plan: str) -> Iterator[bytes]:
    """Yield the text of every revision, oldest first."""
    full: bytes | None = None
    for kept in _all(unit, plan):
        text = _unpacked(kept.body, None if kept.base is None else full)
        full = text if kept.base is None else full
        yield text


def rewrite_revisions(unit: Unit, plan: str, change: Callable[[bytes], bytes]) -> bool:
    """Let every revision have had another text, under the same numbers; tell whether any has.

    A difference is to the full copy before it, so that it is made anew where that one is another.
    """
    before, after, changed = b"", b"", False
    for kept in _all(unit, plan):
        full = (None, None) if kept.base is None else (before, after)
        text = _unpacked(kept.body, full[0])
        new = change(text)
        if kept.base is None:
            before, after = text, new
        if new != text or (kept.base is not None and before != after):
            own = (tables.revisions.c.plan == plan, tables.revisions.c.number == kept.number)
            unit.connection.execute(update(tables.revisions).where(*own).values(body=_packed(new, full[1])))
            changed = changed or new != text
    return changed


def _all(unit: Unit, plan: str) -> list[Revision]:
    table = tables.revisions
    rows = unit.connection.execute(select(table).where(table.c.plan == plan).order_by(table.c.number))
    return [Revision(number=row.number, base=row.base, body=row.body) for row in rows]


def _difference(unit: Unit, plan: str, number: int, text: bytes) -> Revision | None:
    """Return a revision as a difference to the last full copy; None where a new one is due."""
    if number == 1:
        return None
    before = _kept(unit, plan, number - 1)
    base = before.number if before.base is None else before.base
    if number - base >= FULL_EVERY:
        return None
    return Revision(number=number, base=base, body=_packed(text, _full_text(unit, plan, base)))


def _full_text(unit: Unit, plan: str, number: int) -> bytes:
    return _unpacked(_kept(unit, plan, number).body, None)


def _kept(unit: Unit, plan: str, number: int) -> Revision:
    table = tables.revisions
    row = unit.connection.execute(select(table).where(table.c.plan == plan, table.c.number == number)).one()
    return Revision(number=row.number, base=row.base, body=row.body)


def _packed(text: bytes, dictionary: bytes | None) -> bytes:
    return ZstdCompressor(level=LEVEL, write_checksum=True, dict_data=_dictionary(dictionary)).compress(text)


def _unpacked(body: bytes, dictionary: bytes | None) -> bytes:
    return ZstdDecompressor(dict_data=_dictionary(dictionary)).decompress(body)


def _dictionary(text: bytes | None) -> ZstdCompressionDict | None:
    return None if text is None else ZstdCompressionDict(text, dict_type=DICT_TYPE_RAWCONTENT)


def kept_revisions(unit: Unit, plan: str) -> Iterator[Revision]:
    """Yield a plan's revisions as they are kept, oldest first, no more than a few of them in memory."""
    table = tables.revisions
    query = select(table).where(table.c.plan == plan).order_by(table.c.number)
    with unit.connection.execute(query.execution_options(yield_per=FULL_EVERY)) as rows:
        for row in rows:
            yield Revision(number=row.number, base=row.base, body=row.body)


def text_in(kept: Revision, full: bytes | None) -> bytes:
    """Return the text of a revision, given that of the full copy that it is a difference to; raise BrokenRevisionError.

    What was compressed carries its length and a checksum.
    """
    try:
        return _unpacked(kept.body, None if kept.base is None else full)
    except ZstdError as error:
        raise BrokenRevisionError(str(error)) from error
