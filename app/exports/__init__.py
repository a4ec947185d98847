"""What a plan leaves as: calendar files, sheets, letters, pages; each rendered from a projection alone."""

from .codes import CODES
from .export import EXPORTS, Export, Exported, export

__all__ = ["CODES", "EXPORTS", "Export", "Exported", "export"]
