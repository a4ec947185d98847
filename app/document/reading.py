"""Read a plan document: text in, the document and the engine's plan out, or every problem at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from scheduler.checks import problems_of

from .limits import Limits
from .mend import validated
from .places import Places
from .plain import plain
from .problems import Problems, Unreadable
from .read_plan import read_plan
from .references import check_references
from .text import read_text, take_plain

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from scheduler.plan import Moment, Plan
    from scheduler.refusals import Problem

    from .places import Value
    from .wire import PlanDocument

    Checks = Callable[[Plan, Moment], tuple[Problem, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A document that can be scheduled."""

    document: PlanDocument
    """All that is written, in the form of the schema."""
    plan: Plan
    """What the engine needs of it."""
    as_of: Moment
    """The moment from which is planned."""
    places: Places
    """The line of everything in the text."""


_LIMITS = Limits()


def read(
    text: str | bytes,
    *,
    file: str,
    today: Callable[[str], date] | None = None,
    as_of: str | None = None,
    limits: Limits = _LIMITS,
    checks: Checks | None = None,
) -> Reading:
    """Return what a YAML or JSON text says; raise Unreadable with all of its problems where something is wrong.

    `file` is what the problems call the text, `today` gives the day in a time zone where neither the caller (`as_of`)
    nor the document says from when to plan.
    """
    written, problems = read_text(text, file=file, limits=limits)
    return _read(written, problems, today=today, as_of=as_of, checks=checks)


def read_plain(
    written: dict[str, Value],
    *,
    file: str = "plan",
    today: Callable[[str], date] | None = None,
    as_of: str | None = None,
    limits: Limits = _LIMITS,
) -> Reading:
    """Return what plain data says, like `read`; its problems have a path and no line."""
    problems = take_plain(written, file=file, limits=limits)
    return _read(written, problems, today=today, as_of=as_of)


def reread(
    document: PlanDocument,
    *,
    file: str = "plan",
    today: Callable[[str], date] | None = None,
    as_of: str | None = None,
    limits: Limits = _LIMITS,
) -> Reading:
    """Return what a document says after a change of it, which nothing has checked yet; like `read_plain`."""
    return read_plain(plain(document), file=file, today=today, as_of=as_of, limits=limits)


def plan_of(document: PlanDocument, as_of: Moment) -> Plan:
    """Return the engine's plan of a part of a document that has been read; whether it can be scheduled is not asked."""
    problems = Problems("plan", Places({}, None), _LIMITS)
    written = as_of.isoformat(" ", "minutes") if isinstance(as_of, datetime) else as_of.isoformat()
    found = read_plan(document, {}, problems, today=None, as_of=written)
    if problems or found is None:
        raise Unreadable(problems.in_order())
    return found[0]


def _read(
    written: dict[str, Value],
    problems: Problems,
    *,
    today: Callable[[str], date] | None,
    as_of: str | None,
    checks: Checks | None = None,
) -> Reading:
    document = validated(written, problems)
    newer = problems.told("format-newer")
    if newer or document is None:
        # What this version does not know may be right in the next one.
        raise Unreadable(newer or problems.in_order())
    found = read_plan(document, written, problems, today=today, as_of=as_of)
    check_references(document, problems)
    if found is not None:
        check = checks or partial(problems_of, stretches=problems.limits.stretches)
        for problem in check(*found):
            problems.tell(problem.code, problem.path, problem.sentence, settles=False)
    if problems or found is None:
        raise Unreadable(problems.in_order())
    plan, since = found
    return Reading(document=document, plan=plan, as_of=since, places=problems.places)
