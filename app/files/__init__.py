"""Where the content of attached files is kept, under keys that say nothing: a folder, or S3 storage."""

from .address import FOLDER, S3Address, read_address
from .kinds import KINDS, Kind, kind_of
from .names import cleaned
from .places import open_storage
from .storage import Content, MissingContentError, Put, Storage, StorageError

__all__ = [
    "FOLDER",
    "KINDS",
    "Content",
    "Kind",
    "MissingContentError",
    "Put",
    "S3Address",
    "Storage",
    "StorageError",
    "cleaned",
    "kind_of",
    "open_storage",
    "read_address",
]
