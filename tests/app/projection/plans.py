"""Plans with secrets, and what a party sees of them."""

from __future__ import annotations

from app.document import read
from app.projection import Audience, Projection, project
from scheduler.explain import explain

FRAME = """
format: backplan/1
title: Northwind roll-out
customer: Northwind
seller: Acme
as_of: 2026-01-05
"""


def seen_by(party: str, plan: str) -> Projection:
    """Return what a party sees of a plan, as of Monday 5 January 2026."""
    reading = read(FRAME + plan, file="plan.yaml")
    return project(reading, reading.schedule, Audience(party=party))


def said(projection: Projection, step: str, date: str) -> str:
    """Return why a step has a date."""
    return explain(projection.schedule, step, date).sentence  # type: ignore[arg-type]
