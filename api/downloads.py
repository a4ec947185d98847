"""A file on its way out: always to be saved, never shown beside the service's pages."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from starlette.responses import Response, StreamingResponse

from app.files.storage import CHUNK

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from app.plans import Download


def downloaded(file: Download) -> Response:
    """Return a file as an attachment with its own name."""
    plain = file.name.encode("ascii", "replace").decode().replace("?", "_").replace('"', "_").replace("\\", "_")
    headers = {
        "Content-Disposition": f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(file.name, safe='')}",
        "Content-Length": str(file.size),
        "Cache-Control": "private, no-store",
    }
    return StreamingResponse(_parts(file.content), headers=headers, media_type=file.media_type)


def _parts(content: BinaryIO) -> Iterator[bytes]:
    with content:
        while part := content.read(CHUNK):
            yield part
