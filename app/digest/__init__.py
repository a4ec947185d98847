"""The daily digest: what one person is told of all plans of a workspace, in at most one mail a day."""

from .finding import EVERY_QUARTER, FIND_DUE, WRITE, find_due
from .writing import write_digest

__all__ = ["EVERY_QUARTER", "FIND_DUE", "WRITE", "find_due", "write_digest"]
