"""Opens the storage that an operator chose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .address import read_address
from .folder import FolderStorage
from .storage import Storage, StorageError

if TYPE_CHECKING:
    from pathlib import Path


def open_storage(files: str, folder: Path) -> Storage:
    """Return the storage at an address; `folder` is where the service writes all that it writes on this machine."""
    address = read_address(files)
    if address is None:
        return FolderStorage(folder / "files")
    try:
        from .s3 import S3Storage
    except ModuleNotFoundError as error:
        message = "the client of S3 storage is not installed; install backplan with its extra: [s3]"
        raise StorageError(message) from error
    return S3Storage(address)
