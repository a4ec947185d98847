"""Content in a bucket of any storage that speaks S3; its client is an extra, `backplan[s3]`."""

from __future__ import annotations

import io
from contextlib import contextmanager
from hashlib import sha256
from typing import TYPE_CHECKING, BinaryIO, cast

import obstore
from obstore.exceptions import BaseError
from obstore.store import S3Store

from .storage import CHUNK, Content, MissingContentError, Put, StorageError, checked, is_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from obstore import BytesStream
    from obstore.store import S3Config

    from .address import S3Address


class S3Storage:
    """Keeps content in a bucket; the keys to it come from the environment, as with every S3 client (`AWS_...`)."""

    def __init__(self, address: S3Address) -> None:
        """Find the bucket; whether it lets us in is seen at the first use."""
        config: S3Config = {"region": address.region} if address.region else {}
        if address.endpoint:
            config |= {"endpoint": address.endpoint, "virtual_hosted_style_request": False}
        plain = address.endpoint is not None and address.endpoint.startswith("http:")
        with _told():
            self._bucket = S3Store(address.bucket, config=config, client_options={"allow_http": plain})

    def put(self, key: str, content: BinaryIO) -> Put:
        """Keep content, in one request: the storage has all of it, or nothing."""
        start, digest = content.tell(), sha256()
        while chunk := content.read(CHUNK):
            digest.update(chunk)
        size = content.tell() - start
        content.seek(start)
        with _told():
            obstore.put(self._bucket, checked(key), content, use_multipart=False)
        return Put(size=size, sha256=digest.hexdigest())

    def open(self, key: str) -> BinaryIO:
        """Return content as a stream."""
        try:
            with _told():
                found = obstore.get(self._bucket, checked(key))
                return cast("BinaryIO", io.BufferedReader(_Remote(found.stream(CHUNK)), CHUNK))
        except FileNotFoundError as error:
            raise MissingContentError(key) from error

    def delete(self, key: str) -> None:
        """Forget content."""
        with _told():
            obstore.delete(self._bucket, checked(key))

    def contents(self) -> Iterator[Content]:
        """Yield everything, by key."""
        with _told():
            for some in obstore.list(self._bucket):
                yield from (Content(key=one["path"], at=one["last_modified"]) for one in some if is_key(one["path"]))


class _Remote(io.RawIOBase):
    """What comes from the bucket, as a stream."""

    def __init__(self, chunks: BytesStream) -> None:
        """Read nothing yet."""
        self._chunks, self._rest = chunks, memoryview(b"")

    def readable(self) -> bool:
        """Tell that it can be read."""
        return True

    def readinto(self, buffer: object) -> int:
        """Fill as much of a buffer as has come."""
        with _told():
            while not self._rest and (chunk := next(self._chunks, None)) is not None:
                self._rest = memoryview(bytes(chunk))
        into = memoryview(cast("bytearray", buffer)).cast("B")
        size = min(len(into), len(self._rest))
        into[:size], self._rest = self._rest[:size], self._rest[size:]
        return size


@contextmanager
def _told() -> Iterator[None]:
    """Tell what the client says in the words of storages; what is not there stays a FileNotFoundError."""
    try:
        yield
    except BaseError as error:
        raise StorageError(str(error).partition("\n")[0]) from error
