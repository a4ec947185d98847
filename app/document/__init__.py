"""The plan document: its wire schema, and how a text becomes the engine's plan."""

from .limits import Limits
from .problems import PlacedProblem, Unreadable
from .reading import Reading, read

__all__ = ["Limits", "PlacedProblem", "Reading", "Unreadable", "read"]
