"""What a plan leaves as: calendar files, sheets, letters, pages; each rendered from a projection alone."""

from .export import EXPORTS, Export, Exported, export

__all__ = ["EXPORTS", "Export", "Exported", "export"]
