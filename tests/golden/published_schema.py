"""The file `docs/plan.schema.json`, which editors complete and check plans by, made from the schema."""

from __future__ import annotations

import json
from pathlib import Path

from app.document import json_schema

FILE = Path(__file__).parents[2] / "docs" / "plan.schema.json"


def published_schema() -> str:
    """Return the file as it should be."""
    return json.dumps(json_schema(), ensure_ascii=False, indent=1) + "\n"


def rewrite_published_schema() -> None:
    """Write the file anew."""
    FILE.write_text(published_schema(), encoding="utf-8")
