"""Operations as people type them, on a command line or in the address of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.document import PlacedProblem, Unreadable
from app.document.wire.steps import Link
from app.forms import FORMS
from scheduler.refusals import Refused

from .critical_dates import move_critical_date
from .expansion import expand_step
from .fields import edit_step
from .links import link, unlink
from .lookup import refused
from .owners import assign_owner
from .progress import finish_step, skip_step, start_step
from .spoken_steps import link_from, step_from
from .steps import add_step, remove_step

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from app.document import PlanDocument
    from scheduler.plan import Moment

    Apply = Callable[[PlanDocument, str, Moment], PlanDocument]

CLEARED = "take that back first, by setting '{step}.progress.{field}' to nothing"
"""How who types a change takes back what happened."""

Change = tuple[str, str]
"""The name of a form and a text in it: `("move", "go-live=2027-04-01")`."""


def changed(document: PlanDocument, changes: Iterable[Change], *, as_of: Moment) -> PlanDocument:
    """Return a document after changes, one after the other; raise Unreadable, which names the change, for a bad one."""
    for name, text in changes:
        try:
            document = APPLY[name](document, text, as_of)
        except Refused as refusal:
            raise Unreadable(
                PlacedProblem(code=one.code, path=(), sentence=one.sentence, file=f"{name} {text}", line=None)
                for one in refusal.problems
            ) from refusal
    return document


def _halves(name: str, text: str) -> tuple[str, str]:
    """Return what stands before and after the first equals sign."""
    before, sign, after = text.partition("=")
    if not sign or not before.strip():
        raise refused("bad-change", f"write it as {FORMS[name].takes}, such as {FORMS[name].example}")
    return before.strip(), after.strip()


def _parted(name: str, text: str) -> tuple[str, str]:
    """Return a step and what stands behind the first dot."""
    step, dot, rest = text.partition(".")
    if not dot or not rest:
        raise refused("bad-change", f"write it as {FORMS[name].takes}, such as {FORMS[name].example}")
    return step, rest


def _move(document: PlanDocument, text: str, _as_of: Moment) -> PlanDocument:
    date, to = _halves("move", text)
    return move_critical_date(document, date, to)


def _set(document: PlanDocument, text: str, _as_of: Moment) -> PlanDocument:
    place, value = _halves("set", text)
    step, field = _parted("set", place)
    return edit_step(document, step, field, value)


def _start(document: PlanDocument, text: str, as_of: Moment) -> PlanDocument:
    step, _, on = text.partition("=")
    return start_step(document, step.strip(), as_of=as_of, on=on.strip() or None, remedy=CLEARED)


def _finish(document: PlanDocument, text: str, as_of: Moment) -> PlanDocument:
    step, _, on = text.partition("=")
    return finish_step(document, step.strip(), as_of=as_of, on=on.strip() or None, remedy=CLEARED)


def _skip(document: PlanDocument, text: str, _as_of: Moment) -> PlanDocument:
    return skip_step(document, text.strip(), remedy=CLEARED)


def _add(document: PlanDocument, text: str, _as_of: Moment) -> PlanDocument:
    step, before = step_from(text, document)
    return add_step(document, step, before=before)


def _drop(document: PlanDocument, text: str, _as_of: Moment) -> PlanDocument:
    return remove_step(document, text.strip())


def _expand(document: PlanDocument, text: str, _as_of: Moment) -> PlanDocument:
    return expand_step(document, text.strip())


def _link(document: PlanDocument, text: str, _as_of: Moment) -> PlanDocument:
    step, predecessor = _halves("link", text)
    return link(document, step, Link.model_validate(link_from(predecessor, document)))


def _unlink(document: PlanDocument, text: str, _as_of: Moment) -> PlanDocument:
    step, predecessor = _halves("unlink", text)
    return unlink(document, step, predecessor)


def _give(document: PlanDocument, text: str, _as_of: Moment) -> PlanDocument:
    place, person = _halves("give", text)
    step, _, party = place.partition(".")
    return assign_owner(document, step, person, party or None)


APPLY: dict[str, Apply] = {
    "move": _move,
    "set": _set,
    "start": _start,
    "finish": _finish,
    "skip": _skip,
    "add": _add,
    "drop": _drop,
    "expand": _expand,
    "link": _link,
    "unlink": _unlink,
    "give": _give,
}
"""What carries out each form; the moment is the one from which is planned."""
