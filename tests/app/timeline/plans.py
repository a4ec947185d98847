"""A small plan, each part of which the drawing shows."""

import json
from typing import Any

from app.document import read
from app.projection import Projection, whole

PLAN: dict[str, Any] = {
    "format": "backplan/1",
    "title": "Two steps",
    "as_of": "2026-11-23",
    "customer": "Northwind",
    "seller": "Acme",
    "calendars": {"customer": {"closed": [{"from": "2026-11-26", "to": "2026-11-27", "reason": "Stocktaking"}]}},
    "critical_dates": [{"id": "go-live", "step": "go-live", "date": "2026-12-11", "buffer": "2d"}],
    "people": [{"id": "jo", "name": "Jo Kern", "party": "customer"}],
    "steps": [
        {"id": "legal", "title": "Legal review", "side": "customer", "owners": {"customer": "jo"}, "duration": "5d"},
        {"id": "go-live", "title": "Go-live", "side": "both", "duration": "1d", "after": ["legal"]},
    ],
}


def plan(**changed: object) -> Projection:
    """Return the plan with some of its keys anew."""
    return whole(read(json.dumps({**PLAN, **changed}), file="plan.json"))


def step(number: int, **changed: object) -> dict[str, Any]:
    """Return one of its steps with some keys anew."""
    return {**PLAN["steps"][number], **changed}
