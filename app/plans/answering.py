"""How long an answer is kept for who sends the same request again, and the sweep of those that nobody gets any more."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from app.store.kept_answers import sweep_answers

if TYPE_CHECKING:
    from app.store import Unit

KEPT_FOR = timedelta(hours=24)


def sweep(unit: Unit) -> int:
    """Forget the answers of all workspaces that are too old to be given again, and return how many there were."""
    return sweep_answers(unit, before=unit.now - KEPT_FOR)
