"""Where attached files are kept, as an operator writes it: `folder`, or the address of a bucket."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

FOLDER = "folder"
"""Below the folder of all that the service writes."""
_BUCKET = re.compile(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")
_REGION = re.compile(r"[a-z0-9-]{1,40}")


@dataclass(frozen=True, slots=True, kw_only=True)
class S3Address:
    """A bucket."""

    bucket: str
    endpoint: str | None = None
    """Whose it is; Amazon's where absent."""
    region: str | None = None
    """What the environment says, else us-east-1, where absent."""


def read_address(text: str) -> S3Address | None:
    """Return the bucket that a text names, None for the folder; raise ValueError with what it must be."""
    if text == FOLDER:
        return None
    parts = urlsplit(text)
    said = dict(parse_qsl(parts.query, keep_blank_values=True))
    bucket, endpoint, region = parts.netloc, said.pop("endpoint", None), said.pop("region", None)
    if (
        parts.scheme != "s3"
        or not _BUCKET.fullmatch(bucket)
        or parts.path.strip("/")
        or parts.fragment
        or said
        or not (endpoint is None or _is_endpoint(endpoint))
        or not (region is None or _REGION.fullmatch(region))
    ):
        message = "must be folder, or a bucket such as s3://backplan?endpoint=https://s3.example.com&region=eu"
        raise ValueError(message)
    return S3Address(bucket=bucket, endpoint=endpoint, region=region)


def _is_endpoint(text: str) -> bool:
    """Tell whether a text is the address of a service, without a password in it."""
    try:
        parts = urlsplit(text)
        named = parts.hostname is not None and (parts.port is None or parts.port > 0)
    except ValueError:
        return False
    return (
        parts.scheme in {"http", "https"} and named and parts.username is None and not (parts.query or parts.fragment)
    )
