"""Names and addresses in texts, and what stands there instead: a rule for texts of which nobody knows what they mean.

An address goes wherever it stands. A name goes where it stands whole, in whatever case: one of a single word only at
places that hold a name, since it can be any word of a sentence.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

BLANKS = r"\s+"


class Mask:
    """What replaces somebody in texts."""

    def __init__(self, *, emails: Iterable[str], names: Iterable[str], pseudonym: str, id: str) -> None:  # noqa: A002 - what plans call it
        """Know what to look for."""
        self.pseudonym = pseudonym
        self.id = id
        self.names = frozenset(called(one) for one in names if one.strip())
        self._addresses = _either(rf"(?<![\w.+-]){re.escape(one)}(?![\w-])(?!\.\w)" for one in emails)
        several = sorted((one.split() for one in self.names if " " in one), key=len, reverse=True)
        self._names = _either(rf"(?<!\w){BLANKS.join(map(re.escape, one))}(?!\w)" for one in several)

    def is_name(self, text: object) -> bool:
        """Tell whether a text is a name of this person and nothing else."""
        return isinstance(text, str) and called(text) in self.names

    def finds(self, text: str) -> bool:
        """Tell whether a text would be another one."""
        return any(pattern is not None and pattern.search(text) for pattern in (self._addresses, self._names))

    def text(self, text: str) -> str:
        """Return a text without the person; an address gives way to a word, as it may be part of a longer one."""
        masked = text if self._addresses is None else self._addresses.sub(self.id, text)
        return masked if self._names is None else self._names.sub(self.pseudonym, masked)

    def value(self, value: Any) -> Any:  # noqa: ANN401 - plain data
        """Return plain data without the person in any of its texts."""
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, dict):
            return {self.text(key): self.value(one) for key, one in value.items()}
        return [self.value(one) for one in value] if isinstance(value, list) else value


def called(name: str) -> str:
    """Return a name without regard to case and to how many blanks are in it."""
    return " ".join(name.split()).casefold()


def _either(patterns: Iterable[str]) -> re.Pattern[str] | None:
    joined = "|".join(patterns)
    return re.compile(joined, re.IGNORECASE) if joined else None
