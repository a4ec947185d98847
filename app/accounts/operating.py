"""Who looks after the service itself: the admins of one workspace, and of no other tenant's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.store.workspaces import is_alone

if TYPE_CHECKING:
    from app.store import Unit


def is_operating(unit: Unit, operators: str) -> bool:
    """Tell whether the unit's workspace operates the service: it is named, or nothing is and there is no other."""
    return unit.workspace == operators if operators else is_alone(unit)
