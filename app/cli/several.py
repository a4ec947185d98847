"""Several files one after the other, of which a bad one does not stop the others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from .files import called
from .output import complain, say_json
from .status import DONE, REFUSED

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Iterable, Iterator

    from app.answers.values import Answer
    from app.document import Unreadable

T = TypeVar("T")
A = TypeVar("A", bound="Answer")


def each(files: Iterable[str], read: Callable[[str], T]) -> Iterator[tuple[str, T | Unreadable]]:
    """Give what is read of each file, or what is wrong with it."""
    from app.document import Unreadable

    for file in files:
        found: T | Unreadable
        try:
            found = read(file)
        except Unreadable as unreadable:
            found = unreadable
        yield called(file), found


def say_answers(
    asked: Namespace, answer_to: Callable[[str], A], *, fails: Callable[[A], bool] = lambda _: False
) -> int:
    """Say the answer to one file as JSON, or to several with the file's name in each: a list, or a line for each.

    Return the status: what was refused, or `fails`, spoils it.
    """
    status, answers = DONE, []
    for file, found in each(asked.files, answer_to):
        answer, bad = _told(found, fails)
        status = max(status, bad)
        if asked.format == "ndjson":
            say_json({"file": file, **answer})
        else:
            answers.append(answer if len(asked.files) == 1 else {"file": file, **answer})
    if asked.format == "json":
        say_json(answers[0] if len(asked.files) == 1 else answers, indent=2)
    return status


def _told(found: A | Unreadable, fails: Callable[[A], bool]) -> tuple[dict[str, Any], int]:
    """Return an answer as plain data; problems are said to people too, who may not see where the JSON goes."""
    from app.answers import ProblemsAnswer
    from app.document import Unreadable

    if not isinstance(found, Unreadable):
        return found.model_dump(mode="json"), REFUSED if fails(found) else DONE
    complain(*map(str, found.problems))
    return ProblemsAnswer.of(found).model_dump(mode="json"), REFUSED
