"""A workspace's own templates: put in, kept version by version, found for those who make plans, compared."""

from .codes import CODES
from .comparing import Compared, Differing, compared, differing, newer_version
from .finding import keep_ready_made, library_for, library_used, own_listed, own_shown
from .putting import Put, archive_template, newest_version, of_workspace, put_template, restore_template
from .reading import UnusableTemplate, read_template

__all__ = [
    "CODES",
    "Compared",
    "Differing",
    "Put",
    "UnusableTemplate",
    "archive_template",
    "compared",
    "differing",
    "keep_ready_made",
    "library_for",
    "library_used",
    "newer_version",
    "newest_version",
    "of_workspace",
    "own_listed",
    "own_shown",
    "put_template",
    "read_template",
    "restore_template",
]
