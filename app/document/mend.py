"""What can be read of a document in spite of its errors, so that all of its problems are told at once."""

from __future__ import annotations

from collections import defaultdict
from itertools import islice
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from scheduler.plan import SELLER

from .places import Value, value_at, written_part
from .sentences import place_of, said
from .shape import meant_key
from .wire import FORMAT, PlanDocument

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

    from scheduler.refusals import Path

    from .problems import Problems

_ROUNDS = 12
_FORMS = 2
"""As many errors may be about one value."""
_BEGINNINGS = (2000, 200, 20)
_LISTED = 10
"""So many times the problems that can be told may be listed to choose from."""
_PLACEHOLDERS: dict[str, Value] = {"format": FORMAT, "title": "?", "text": "?", "date": "?", "party": SELLER}
"""Stand in for required values, which have been told, so that what contains them is still looked at."""


def validated(written: dict[str, Value], problems: Problems) -> PlanDocument | None:
    """Return the document as the schema reads it, without what is told to be wrong; nothing where that fails."""
    try:
        return PlanDocument.model_validate(written)
    except ValidationError as error:
        if error.error_count() > _FORMS * problems.limits.problems:
            _tell_beginning(written, problems)
            raise problems.too_many() from error
        errors = error.errors(include_url=False)
    draft = _Draft(written, problems)
    for _ in range(_ROUNDS):
        draft.mend(errors)
        try:
            return PlanDocument.model_validate(draft.data)
        except ValidationError as error:
            errors = error.errors(include_url=False)
    return None


def _tell_beginning(written: dict[str, Value], problems: Problems) -> None:
    """Tell what is wrong at the beginning of a document with so many errors that their list would fill the memory."""
    for length in _BEGINNINGS:
        beginning = _beginning(written, length)
        try:
            PlanDocument.model_validate(beginning)
        except ValidationError as error:
            if error.error_count() > _LISTED * problems.limits.problems and length > _BEGINNINGS[-1]:
                continue
            draft = _Draft(beginning, problems)
            for one in error.errors(include_url=False):
                if one["type"] != "missing":  # it may stand behind the beginning
                    draft.tell(one)
        return


def _beginning(value: Value, length: int) -> Any:  # noqa: ANN401 - of what it is given
    """Return a value with the first items of its lists and the first keys of its blocks."""
    if isinstance(value, dict):
        return {key: _beginning(inner, length) for key, inner in islice(value.items(), length)}
    return [_beginning(inner, length) for inner in value[:length]] if isinstance(value, list) else value


class _Draft:
    """A copy of the document that loses what is wrong, round by round."""

    def __init__(self, written: dict[str, Value], problems: Problems) -> None:
        self.data: Value = _copy(written)
        self._problems = problems
        self._doomed: set[Path] = set()

    def mend(self, errors: list[ErrorDetails]) -> None:
        """Tell the errors and take away what they are about."""
        # Unknown keys first: a missing one may just be misspelt.
        for error in sorted(errors, key=lambda error: error["type"] != "extra_forbidden"):
            self.tell(error)
            self._mend_one(error)
        self._remove_doomed()

    def tell(self, error: ErrorDetails) -> None:
        """Tell an error of the schema."""
        code, sentence = said(error)
        path = place_of(error)
        if error["type"] == "extra_forbidden":
            # What is in a misspelt list is worth reading; of a misspelt value nothing more can be said.
            self._problems.tell(code, path, sentence, settles=not isinstance(error["input"], (list, dict)))
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
            elif path[:1] == ("calendars",) and len(real) == len(("calendars", "name")):
                # It stays known to the steps that name it.
                self._replace(real, {})
            else:
                self._doomed.add(real)

    def _has(self, path: Path) -> bool:
        block = value_at(self.data, written_part(self.data, path[:-1]))
        return isinstance(block, dict) and path[-1] in block

    def _fill(self, path: Path) -> None:
        """Put a placeholder where something is missing, or take away what cannot be without it."""
        key = str(path[-1])
        around = written_part(self.data, path[:-1])
        block = value_at(self.data, around)
        if isinstance(block, dict) and key in block:
            return
        if isinstance(block, dict) and key in _PLACEHOLDERS:
            block[key] = _PLACEHOLDERS[key]
        else:
            self._doomed.add(around)

    def _rename_or_remove(self, path: Path) -> None:
        """Read a misspelt key as the one that was meant, so that nothing is said to be missing for it."""
        around = written_part(self.data, path[:-1])
        block = value_at(self.data, around)
        key = str(path[-1])
        if not isinstance(block, dict) or key not in block:
            return
        value = block.pop(key)
        meant = meant_key(key, path[:-1])
        if meant is not None and meant not in block:
            block[meant] = value
            self._problems.origins.rename(path[:-1], key, meant)

    def _replace(self, path: Path, value: Value) -> None:
        holder = value_at(self.data, path[:-1])
        if isinstance(holder, dict):
            holder[str(path[-1])] = value
        elif isinstance(holder, list) and isinstance(path[-1], int):
            holder[path[-1]] = value

    def _remove_doomed(self) -> None:
        """Take away what was found wrong, the deepest first, so that the paths of the others still hold."""
        holders: dict[Path, set[str | int]] = defaultdict(set)
        for path in self._doomed:
            holders[path[:-1]].add(path[-1])
        for path in sorted(holders, key=len, reverse=True):
            holder, parts = value_at(self.data, path), holders[path]
            if isinstance(holder, dict):
                for key in parts:
                    holder.pop(str(key), None)
            elif isinstance(holder, list):
                gone = {part for part in parts if isinstance(part, int)}
                self._problems.origins.drop(path, gone, len(holder))
                holder[:] = [item for index, item in enumerate(holder) if index not in gone]
        self._doomed.clear()


def _copy(value: Value) -> Value:
    """Return a copy in which nothing is shared, as aliases share it; the depth has been bounded before."""
    if isinstance(value, dict):
        return {key: _copy(inner) for key, inner in value.items()}
    return [_copy(inner) for inner in value] if isinstance(value, list) else value
