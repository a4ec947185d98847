"""What is kept about one person in a workspace, and what becomes of it."""

from .asking import (
    ERASE_PERSON,
    erase_by_email,
    erase_myself,
    erase_person_in,
    erase_whom,
    erasure_named,
    erasures_of,
    my_erasure,
)
from .codes import CODES
from .doing import erase_person
from .exporting import export_person, kept_about
from .foreseeing import Foreseen, foresee
from .whom import Called, Whom, oneself, people_called, person_in, whom_of

__all__ = [
    "CODES",
    "ERASE_PERSON",
    "Called",
    "Foreseen",
    "Whom",
    "erase_by_email",
    "erase_myself",
    "erase_person",
    "erase_person_in",
    "erase_whom",
    "erasure_named",
    "erasures_of",
    "export_person",
    "foresee",
    "kept_about",
    "my_erasure",
    "oneself",
    "people_called",
    "person_in",
    "whom_of",
]
