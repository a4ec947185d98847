"""Plans that people keep in a sheet: columns are guessed, the guess is shown, and nothing is lost silently."""

from .codes import CODES
from .limits import SheetLimits
from .notes import Note
from .problems import SheetProblem
from .reading import ReadColumn, SheetReading, read_sheet
from .telling import told

__all__ = ["CODES", "Note", "ReadColumn", "SheetLimits", "SheetProblem", "SheetReading", "read_sheet", "told"]
