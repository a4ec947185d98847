"""What is kept about one person in a workspace, and what becomes of it."""

from .asking import ERASE_PERSON, erase_by_email, erase_myself, erase_person_in, erasure_named, erasures_of
from .doing import erase_person
from .exporting import export_person

__all__ = [
    "ERASE_PERSON",
    "erase_by_email",
    "erase_myself",
    "erase_person",
    "erase_person_in",
    "erasure_named",
    "erasures_of",
    "export_person",
]
