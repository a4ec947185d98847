"""What a person can change in a plan: an operation takes a document and returns another, with nothing else changed."""

from app.forms import FORMS

from .codes import CODES, PARTS
from .critical_dates import move_critical_date
from .expansion import expand_step
from .fields import edit_step
from .links import link, unlink
from .owners import assign_owner
from .progress import finish_step, skip_step, start_step
from .spoken import APPLY, Change, changed
from .steps import add_step, remove_step

__all__ = [
    "APPLY",
    "CODES",
    "FORMS",
    "PARTS",
    "Change",
    "add_step",
    "assign_owner",
    "changed",
    "edit_step",
    "expand_step",
    "finish_step",
    "link",
    "move_critical_date",
    "remove_step",
    "skip_step",
    "start_step",
    "unlink",
]
