"""Where plans live: the one package that knows SQL, on SQLite or PostgreSQL."""

from .database import BusyError, Database, open_database
from .unit import Unit

__all__ = ["BusyError", "Database", "Unit", "open_database"]
