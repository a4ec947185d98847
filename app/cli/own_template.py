"""A template by its name in the library, or by the file that somebody wrote it in."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from .files import called, read_file

if TYPE_CHECKING:
    from datetime import date

    from templates_library import Library

ENDINGS = (".yaml", ".yml", ".json")
"""What a file with a template ends with; no template of the library is called so."""


def template_named(name: str, *, today: date) -> tuple[str, Library]:
    """Return a template's id and the library that has it; raise UnusableTemplate with all that is wrong in a file."""
    from app.templates import read_template
    from templates_library import ready_made

    if not name.lower().endswith(ENDINGS):
        return name, ready_made()
    template_id = re.sub(r"[^a-z0-9]+", "-", Path(name).stem.lower()).strip("-")[:64] or "template"
    return template_id, read_template(read_file(name), template_id, file=called(name), today=today)
