"""The calculator's plan becomes a stored one, without retyping: the same steps, answers and changes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.plans.creating import create_plan
from app.templates import library_for

from .calculation import calculate

if TYPE_CHECKING:
    from datetime import date

    from app.plans import Changed
    from app.store import Unit

    from .inputs import Inputs


def keep(unit: Unit, inputs: Inputs, *, today: date, seller: str = "") -> Changed:
    """Keep what was typed as a plan of whoever keeps it; it has the id that its calendar entries have already.

    A template is the workspace's own or a ready-made one. `seller` is who sells, where nobody has typed that.
    """
    library = library_for(unit, inputs.template)
    calculation = calculate(replace(inputs, seller=inputs.seller or seller), today=today, library=library)
    document = calculation.reading.document
    version = document.template.version if document.template else None
    source = {"from": "template", "template": inputs.template, "version": version}
    return create_plan(unit, document, owner=unit.actor.id, source=source)
