"""What can be done with stored plans: each use case is one function of a unit, and never commits."""

from .advancing import advance_day
from .changing import change_plan, preview_change
from .conflicts import Clash, Conflict
from .creating import create_plan
from .opening import Opened, open_plan
from .recording import Changed
from .undoing import redo, undo

__all__ = [
    "Changed",
    "Clash",
    "Conflict",
    "Opened",
    "advance_day",
    "change_plan",
    "create_plan",
    "open_plan",
    "preview_change",
    "redo",
    "undo",
]
