"""Calendar files: what an entry is, and the file that every calendar app reads."""

from .calendar_file import Kept, calendar_file, event
from .entries import Entry, entries
from .export import fitting, ics
from .scope import Scope, mine

__all__ = ["Entry", "Kept", "Scope", "calendar_file", "entries", "event", "fitting", "ics", "mine"]
