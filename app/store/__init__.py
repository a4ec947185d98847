"""Where plans live: the one package that knows SQL, on SQLite or PostgreSQL."""

from .database import BusyError, Database, open_database
from .unit import Most, Unit

__all__ = ["BusyError", "Database", "Most", "Unit", "open_database"]
