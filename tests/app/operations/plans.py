"""A plan to change, and what a change of it shows."""

from collections.abc import Callable
from datetime import date
from difflib import ndiff

import pytest

from app.document import PlanDocument, read, write
from app.operations import Change, changed
from scheduler.refusals import Problem, Refused

TODAY = date(2026, 11, 23)

PLAN = """\
format: backplan/1
title: Roll-out
customer: Northwind
seller: Acme
parties:
  - {id: hw, name: Hammer Hardware}
as_of: 2026-11-23
critical_dates:
  - {id: go-live, date: 2027-03-15, step: go-live, buffer: 5d}
people:
  - {id: ana, name: Ana Ruiz, party: seller}
  - {id: jo, name: Jo Kern, party: customer}
steps:
  - id: legal
    title: Legal review
    side: customer
    owners: {customer: jo}
    duration: 10d
    progress: {started: 2026-11-20, remaining: 8d, blocked: {since: 2026-11-20, reason: Counsel is busy}}
  - {id: order, title: Order, kind: milestone, after: legal}
  - {id: setup, title: Set-up, duration: 5d, after: {step: order, lag: 2d}}
  - {id: done, title: Kickoff, duration: 1d, progress: {finished: 2026-11-19}}
  - id: training
    title: Training
    duration: 3d
    after: [{step: setup, type: SS, lag: 1d}, order]
  - {id: go-live, title: Go-live, duration: 1d, after: [training, {step: setup, lag: 3d}]}
  - {id: buy, title: Purchasing, duration: 9d, fragment: procurement}
"""


def document() -> PlanDocument:
    """Return the plan as it is before any change."""
    return read(PLAN, file="plan.yaml").document


def difference(after: PlanDocument) -> list[str]:
    """Return the lines of the written document that are gone (-) and new (+)."""
    lines = ndiff(write(document()).splitlines(), write(after).splitlines())
    return [line for line in lines if line[0] in "+-"]


def after(*changes: Change) -> list[str]:
    """Make changes as they are typed, and return the difference."""
    return difference(changed(document(), changes, as_of=TODAY))


def refusal(call: Callable[[], object]) -> list[Problem]:
    """Return why an operation is refused."""
    with pytest.raises(Refused) as refused:
        call()
    return list(refused.value.problems)


def refused_as(*change: Change) -> list[tuple[str, str]]:
    """Return the codes and lines with which a typed change is refused."""
    return [(one.code, str(one)) for one in refusal(lambda: changed(document(), change, as_of=TODAY))]
