"""What is kept about one person in a workspace, and what becomes of it."""

from .exporting import export_person

__all__ = ["export_person"]
