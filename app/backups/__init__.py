"""Backups of plans that are kept in a file, with what is attached to them, made while the service runs; and back."""

from .archive import BackupError
from .making import Made, back_up
from .restoring import Restored, restore

__all__ = ["BackupError", "Made", "Restored", "back_up", "restore"]
