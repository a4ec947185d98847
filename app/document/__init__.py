"""The plan document: its wire schema, how a text becomes the engine's plan, and how a document becomes a text."""

from .codes import CODES
from .holidays_written import with_holidays_written
from .json_schema import json_schema
from .limits import Limits
from .places import Places
from .plain import plain
from .problems import PlacedProblem, Unreadable
from .reading import Reading, plan_of, read, read_plain, reread
from .wire import PlanDocument
from .writing import Kind, write

__all__ = [
    "CODES",
    "Kind",
    "Limits",
    "PlacedProblem",
    "Places",
    "PlanDocument",
    "Reading",
    "Unreadable",
    "json_schema",
    "plain",
    "plan_of",
    "read",
    "read_plain",
    "reread",
    "with_holidays_written",
    "write",
]
