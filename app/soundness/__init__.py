"""Whether a database is sound: what is kept twice says the same, and what is referred to is there."""

from .checking import Checked, check_database
from .fault import Fault

__all__ = ["Checked", "Fault", "check_database"]
