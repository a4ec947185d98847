"""The plan document: its wire schema, and how a text becomes the engine's plan."""

from .codes import CODES
from .limits import Limits
from .places import Places
from .problems import PlacedProblem, Unreadable
from .reading import Reading, read
from .wire import PlanDocument

__all__ = ["CODES", "Limits", "PlacedProblem", "Places", "PlanDocument", "Reading", "Unreadable", "read"]
