"""A template of one's own, as a workspace writes it, and the same a version later."""

from __future__ import annotations

from typing import TYPE_CHECKING

import yaml

from templates_library import YamlFile, read_own, ready_made

if TYPE_CHECKING:
    from templates_library import Library

OWN = """\
title: Portal roll-out
use_when: A customer of ours takes the new portal.
not_when: The customer is new; take mid-market SaaS then.
plan_title: New portal at {customer}
asks_for: By which day does the old portal go?
questions:
  segment: mid_market
  regulated: false
  first_time_vendor: false
critical_dates:
  - {id: go-live, step: go-live}
parts:
  - portal-check
  - {fragment: security-review, after: portal-check}
  - {fragment: go-live, after: security-review}
fragments:
  portal-check:
    title: Portal check
    about: What the old portal does that the new one has to do.
    phase: evaluation
    steps:
      - id: list-uses
        title: List what the old portal is used for
        side: customer
        owners: {customer: champion}
        duration: 4d
      - id: portal-report
        title: Report what is missing
        side: seller
        owners: {seller: solutions_engineer}
        duration: 3d
        after: list-uses
"""
LATER = OWN.replace("duration: 4d", "duration: 6d").replace(
    "        after: list-uses\n",
    """\
        after: {step: list-uses, lag: 2d}
      - id: portal-talk
        title: Talk about what is missing
        side: both
        owners: {customer: champion}
        duration: 1d
        after: portal-report
""",
)
STEPLESS = OWN.replace("duration: 3d", "duration: 3d\n        when: {regulated: true}").replace(
    "step: go-live}", "step: go-live}\n  - {id: report, step: portal-report, reserve: 5d}"
)
"""It has a critical date without its step where nothing is regulated."""
ENDLESS = OWN.replace(
    "{id: go-live, step: go-live}", "{id: first, step: list-uses}\n  - {id: go-live, step: go-live, reserve: 9999d}"
)


def own(text: str = OWN, *, version: int = 1) -> Library:
    """Return the library of a text."""
    return read_own("portal", YamlFile("portal.yaml", yaml.safe_load(text)), ready_made(), version=version)
