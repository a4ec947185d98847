"""What can be read about the service on the service itself: its routes, and every code with cause and cure."""

from .codes import Entry, entries
from .page import page

__all__ = ["Entry", "entries", "page"]
