"""Plans that the tests of exports share."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from app.document import read
from app.projection import Audience, Projection, whole

PLAN_ID = "4b6f5a52-0d5e-4b0e-9c7a-6f4f0d3c2a11"


def seen(*steps: dict[str, Any], reads: Audience | None = None, **plan: object) -> Projection:
    """Return a plan of these steps, as of Monday 23 November 2026, with nothing hidden."""
    document = {
        "format": "backplan/1",
        "id": PLAN_ID,
        "title": "Roll-out",
        "as_of": "2026-11-23",
        "steps": [{"title": step["id"].replace("-", " ").capitalize(), **step} for step in steps],
        **plan,
    }
    return replace(whole(read(json.dumps(document), file="plan.json")), audience=reads)
