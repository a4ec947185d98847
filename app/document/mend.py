"""What can be read of a document in spite of its errors, so that all of its problems are told at once."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from pydantic import ValidationError

from .places import Value, written_part
from .sentences import KEY, said
from .shape import keys_at
from .wire import FORMAT, PlanDocument
from .words import guess

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

    from scheduler.refusals import Path

    from .problems import Problems

_ROUNDS = 12
_PLACEHOLDERS: dict[str, Value] = {"format": FORMAT, "title": "?", "date": "?"}
"""Stand in for required values, which have been told, so that what contains them is still looked at."""


def validated(written: dict[str, Value], problems: Problems) -> PlanDocument | None:
    """Return the document as the schema reads it, without what is told to be wrong; nothing where too little is left."""
    try:
        return PlanDocument.model_validate(written)
    except ValidationError as error:
        errors = error.errors(include_url=False)
    draft = _Draft(written, problems)
    for _ in range(_ROUNDS):
        draft.mend(errors)
        try:
            return PlanDocument.model_validate(draft.data)
        except ValidationError as error:
            errors = error.errors(include_url=False)
    return None


class _Draft:
    """A copy of the document that loses what is wrong, round by round."""

    def __init__(self, written: dict[str, Value], problems: Problems) -> None:
        self.data: Value = _copy(written)
        self._problems = problems
        self._doomed: dict[Path, set[int]] = defaultdict(set)

    def mend(self, errors: list[ErrorDetails]) -> None:
        """Tell the errors and take away what they are about."""
        # Unknown keys first: a missing one may just be misspelt.
        for error in sorted(errors, key=lambda error: error["type"] != "extra_forbidden"):
            self._tell(error)
            self._mend_one(error)
        # Deepest first, so that the paths of the others still hold.
        for path in sorted(self._doomed, key=len, reverse=True):
            items = self._at(path)
            if isinstance(items, list):
                self._problems.origins.drop(path, self._doomed[path], len(items))
                items[:] = [item for index, item in enumerate(items) if index not in self._doomed[path]]
        self._doomed.clear()

    def _tell(self, error: ErrorDetails) -> None:
        code, sentence = said(error)
        path: Path = error["loc"]
        if path[-1:] == (KEY,):
            path = path[:-1]
        if error["type"] == "extra_forbidden":
            self._problems.tell(code, path, sentence, settles=len(path) > 1)
        elif error["type"] != "missing" or not self._has(path):
            self._problems.tell(code, path, sentence)

    def _mend_one(self, error: ErrorDetails) -> None:
        path: Path = error["loc"]
        if error["type"] == "missing":
            self._fill(path)
        elif error["type"] == "extra_forbidden":
            self._rename_or_remove(path)
        else:
            real = written_part(self.data, path)
            value = error["input"]
            if error["type"] == "string_type" and isinstance(value, (int, float)):
                self._replace(real, str(value))
            else:
                self._remove(real)

    def _has(self, path: Path) -> bool:
        block = self._at(written_part(self.data, path[:-1]))
        return isinstance(block, dict) and path[-1] in block

    def _fill(self, path: Path) -> None:
        """Put a placeholder where something is missing, or take away what cannot be without it."""
        key = str(path[-1])
        around = written_part(self.data, path[:-1])
        block = self._at(around)
        if isinstance(block, dict) and key in block:
            return
        if isinstance(block, dict) and key in _PLACEHOLDERS:
            block[key] = _PLACEHOLDERS[key]
        else:
            self._remove(around)

    def _rename_or_remove(self, path: Path) -> None:
        """Read a misspelt key as the one that was meant, so that nothing is said to be missing for it."""
        around = written_part(self.data, path[:-1])
        block = self._at(around)
        key = str(path[-1])
        if not isinstance(block, dict) or key not in block:
            return
        value = block.pop(key)
        meant = guess(key, keys_at(path[:-1]))
        if meant is not None and meant not in block:
            block[meant] = value
            self._problems.origins.rename(path[:-1], key, meant)

    def _replace(self, path: Path, value: Value) -> None:
        holder = self._at(path[:-1])
        if isinstance(holder, dict) and path:
            holder[str(path[-1])] = value
        elif isinstance(holder, list) and path and isinstance(path[-1], int):
            holder[path[-1]] = value

    def _remove(self, path: Path) -> None:
        if not path:
            return
        holder = self._at(path[:-1])
        if isinstance(holder, dict):
            holder.pop(str(path[-1]), None)
        elif isinstance(holder, list) and isinstance(path[-1], int):
            self._doomed[path[:-1]].add(path[-1])

    def _at(self, path: Path) -> Value:
        here = self.data
        for part in path:
            if isinstance(here, dict) and isinstance(part, str):
                here = here.get(part)
            elif isinstance(here, list) and isinstance(part, int):
                here = here[part]
        return here


def _copy(value: Value) -> Value:
    """Return a copy in which nothing is shared, as aliases share it; the depth has been bounded before."""
    if isinstance(value, dict):
        return {key: _copy(inner) for key, inner in value.items()}
    return [_copy(inner) for inner in value] if isinstance(value, list) else value
