"""A small plan to answer."""

import json
from typing import Any

from app.document import read
from app.projection import Projection, whole

PLAN: dict[str, Any] = {
    "format": "backplan/1",
    "id": "4b6f5a52-0d5e-4b0e-9c7a-6f4f0d3c2a11",
    "title": "Two steps",
    "customer": "Northwind",
    "seller": "Acme",
    "as_of": "2026-11-23",
    "calendars": {"customer": {"closed": [{"from": "2026-11-30", "to": "2026-11-30", "reason": "Stocktaking"}]}},
    "critical_dates": [
        {"id": "go-live", "step": "go-live", "date": "2026-12-04", "buffer": "2d", "reason": "The old licence ends"}
    ],
    "people": [{"id": "jo", "name": "Jo Kern", "party": "customer"}],
    "steps": [
        {
            "id": "legal",
            "title": "Legal review",
            "side": "customer",
            "owners": {"customer": "jo"},
            "duration": "5d",
            "agreed": {"finish": "2026-11-30", "by": {"customer": "jo"}, "on": "2026-11-20"},
        },
        {"id": "go-live", "title": "Go-live", "duration": "1d", "after": [{"step": "legal", "lag": "1d"}]},
    ],
}


def plan(**changed: object) -> Projection:
    """Return the plan with some of its keys anew."""
    return whole(read(json.dumps({**PLAN, **changed}), file="plan.json"))
