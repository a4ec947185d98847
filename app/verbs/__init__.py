"""Every operation on a plan document as a verb with its arguments: how it is asked for, kept in the log, and done."""

from .known import GROUPS, OPERATION, PERMANENT, VERBS
from .reading import read_operation, read_operations
from .verb import Occasion, Verb

__all__ = ["GROUPS", "OPERATION", "PERMANENT", "VERBS", "Occasion", "Verb", "read_operation", "read_operations"]
