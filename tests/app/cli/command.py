"""The plans and words with which the command is tested."""

from collections.abc import Callable
from dataclasses import dataclass

PLAN = """\
format: backplan/1
title: Roll-out
as_of: 2026-11-23
critical_dates: [{id: go-live, step: go-live, date: 2026-12-04}]
steps:
  - {id: legal, title: Legal review, duration: 5d}
  - {id: go-live, title: Go-live, duration: 1d, after: legal}
"""
HEADLINE = "Go-live on Fri 4 Dec can be met; Legal review must start by Fri 27 Nov."

BROKEN = PLAN.replace("after: legal", "after: leagl").replace("5d", "1w")
"""The same with two mistakes."""

PROBLEMS = (
    "6 steps[0].duration: '1w': five days or seven? write '5d' (working days) or '1ew' (calendar weeks)",
    "7 steps[1].after: no step 'leagl'; did you mean 'legal'?",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a command left behind."""

    status: int
    out: str
    err: str


Backplan = Callable[..., Said]
"""Calls the command in a folder that holds `plan.yaml`."""
Terminal = Callable[..., Said]
"""Calls the command where somebody sits at a terminal; `err` is what that showed, with what was typed."""
