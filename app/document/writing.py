"""Write a plan document: the same document gives the same text, and the text gives the same document."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Literal

from .plain import plain
from .yaml_lines import yaml_lines

if TYPE_CHECKING:
    from .wire import PlanDocument

Kind = Literal["yaml", "json"]


def write(document: PlanDocument, kind: Kind = "yaml") -> str:
    """Return a document as text, in the order of the schema and without what goes without saying."""
    written = plain(document)
    if kind == "json":
        return json.dumps(written, ensure_ascii=False, allow_nan=False, indent=2) + "\n"
    return "".join(f"{line}\n" for line in yaml_lines(written))
