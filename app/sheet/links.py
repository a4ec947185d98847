"""What steps wait for, as people write it: numbers, ids or titles, with a type and a lag behind (`3FS+2d`)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.document.words import guess
from app.exports.rows import folded

from .amounts import amount
from .grid import text_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from .grid import Cell
    from .notes import Notes

_TYPES = {"fs": "FS", "ss": "SS", "ff": "FF", "sf": "SF", "ea": "FS", "aa": "SS", "ee": "FF", "ae": "SF"}
"""As Microsoft Project writes them in English and in German."""
_SUFFIX = re.compile(r"(?i)(.*?)\s*(fs|ss|ff|sf|ea|aa|ee|ae)?\s*(?:([+-])\s*(\d+(?:[.,]\d+)?\s*[a-z%ä ]*))?\s*")
_NOTHING = {"-", "\N{EN DASH}", "none", "n/a", "keine", "start"}
"""What people write for no predecessor at all."""
_APART = re.compile(r"\s*[;,\n]\s*|\s+(?:and|und|&)\s+")
_NUMBER = re.compile(r"(?i)(?:#|no\.?|row|step|task|zeile|schritt|nr\.?)?\s*(\d+(?:\.\d+)*)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A step by all the names that others may know it by."""

    id: str
    written: str
    """The id that the sheet itself gives, if it does."""
    title: str
    numbers: tuple[str, ...]
    """What stands in the columns of numbers."""
    row: int
    """Its row in the sheet, counted from 1."""
    ordinal: int
    """Its place among the rows below the headings, counted from 1."""
    place: str
    """The cell of what it waits for."""
    after: Cell


class Links:
    """Finds out which steps are meant."""

    def __init__(self, steps: Sequence[Named], notes: Notes) -> None:
        """Look at all that the steps wait for, to find out what bare numbers count."""
        self._notes = notes
        self._ids = {step.written.casefold(): step.id for step in reversed(steps) if step.written}
        self._titles = {folded(step.title): step.id for step in reversed(steps)}
        self._guesses = 0
        self._names = {step.title for step in steps}
        self._numbers, self._counted = self._by_number(steps)

    def of(self, step: Named) -> list[dict[str, Any]]:
        """Return the links of a step; what is not understood is told."""
        text = re.sub(r"[^\S\n]+", " ", text_of(step.after)).strip()
        whole = self._link(text, step) if text else None
        if not text or (whole is None and text.casefold() in _NOTHING):
            return []
        found = [whole] if whole else [link for part in self._parts(text) if (link := self._told(part, step))]
        return [dict(link) for link in dict.fromkeys(tuple(link.items()) for link in found)]

    def tell_numbers(self) -> None:
        """Tell what bare numbers were taken for, where the sheet does not say so itself."""
        if self._counted:
            self._notes.tell("", f"numbers of predecessors were read as {self._counted}")

    def _by_number(self, steps: Sequence[Named]) -> tuple[dict[str, str], str]:
        """Return what numbers mean: a column of them tells, else the reading that leads to earlier steps more often."""
        if any(step.numbers for step in steps):
            return {number: step.id for step in reversed(steps) for number in reversed(step.numbers)}, ""
        rows = {str(step.row): step.id for step in steps}
        ordinals = {str(step.ordinal): step.id for step in steps}
        named = [(number, step) for step in steps for number in _numbers_in(text_of(step.after), self._titles)]
        if not named:
            return rows, ""
        by_row = sum(number in rows and int(number) < step.row for number, step in named)
        by_ordinal = sum(number in ordinals and int(number) < step.ordinal for number, step in named)
        if by_ordinal > by_row:
            return ordinals, "counting the rows below the headings"
        return rows, "rows of the sheet"

    def _parts(self, text: str) -> list[str]:
        """Return the names in a cell; where a title has a comma or an `and` itself, semicolons alone separate."""
        by_semicolon = [part for part in re.split(r"\s*[;\n]\s*", text) if part]
        if len(by_semicolon) > 1 and all(self._known(part) for part in by_semicolon):
            return by_semicolon
        return [part for one in by_semicolon for part in ([one] if self._known(one) else _APART.split(one)) if part]

    def _known(self, text: str) -> bool:
        found = _suffixed(text)
        return self._step(text) is not None or (found is not None and self._step(found[1]) is not None)

    def _told(self, part: str, step: Named) -> dict[str, Any] | None:
        link = self._link(part, step)
        if link is None:
            self._guesses += 1
            near = guess(part, self._names) if self._guesses <= _GUESSES else None
            meant = f" (did you mean {near!r}?)" if near else ""
            sentence = f"there is no step {part!r}{meant}; {step.title!r} was read as if it did not wait for it"
            self._notes.tell(step.place, sentence)
        return link

    def _link(self, text: str, step: Named) -> dict[str, Any] | None:
        found = _suffixed(text)
        exact = self._step(text)
        if exact is not None or found is None:
            return self._unless_itself(exact, step, {}) if exact else None
        meant = self._step(found[1])
        if meant is None:
            return None
        link: dict[str, Any] = {}
        if found[2] and _TYPES[found[2].casefold()] != "FS":
            link["type"] = _TYPES[found[2].casefold()]
        if found[4]:
            lag = amount(found[4])
            if lag is None:
                self._notes.tell(step.place, f"the lag of {text!r} is no amount of time; the link has none")
            elif lag.text:
                link["lag"] = f"-{lag.text}" if found[3] == "-" else lag.text
        return self._unless_itself(meant, step, link)

    def _unless_itself(self, meant: str, step: Named, link: dict[str, Any]) -> dict[str, Any] | None:
        if meant == step.id:
            self._notes.tell(step.place, f"{step.title!r} waits for itself here; the link was left out")
            return {}
        return {"step": meant, **link}

    def _step(self, text: str) -> str | None:
        title = folded(text)
        if not title:
            return None
        by_name = self._ids.get(text.strip().casefold()) or self._titles.get(title)
        if by_name or title in self._numbers:
            return by_name or self._numbers[title]
        number = _NUMBER.fullmatch(title)
        return self._numbers.get(number[1]) if number else None


def _suffixed(text: str) -> re.Match[str] | None:
    """Return a name with its type and lag; what is too long for one is none."""
    return _SUFFIX.fullmatch(text) if len(text) <= _LONGEST else None


_GUESSES = 50
"""Names that lead nowhere for which a near one is looked for, which takes its time."""
_LONGEST = 500
"""Letters of a name with type and lag."""


def _numbers_in(text: str, titles: Iterable[str]) -> list[str]:
    """Return the bare whole numbers among the names in a cell."""
    if folded(text) in titles:
        return []
    found = [_suffixed(part) for part in _APART.split(text)]
    numbers = [_NUMBER.fullmatch(one[1]) for one in found if one]
    return [one[1] for one in numbers if one and one[1].isdigit()]
