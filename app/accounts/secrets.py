"""Secrets that are shown once and kept as digests: drawn long enough that nobody guesses them."""

from __future__ import annotations

import re
import secrets
from hashlib import sha256

TOKEN = "bpt_"  # noqa: S105 - how one begins, which lets scanners of code find it
"""How an API token begins."""
SESSION = "bpc_"
"""How the cookie of a session begins."""
ONE_TIME = "bpo_"
"""How the secret of a one-time address begins."""
FEED = "bpf_"
"""How the secret of a calendar feed begins."""
SHARE = "bps_"
"""How the secret of a share link begins."""
PARTICIPANT = "bpp_"
"""How what a participant's browser or tool shows begins."""
ASKED = "bpq_"
"""How what a browser keeps begins that asked for a code."""

_BYTES = 32


def drawn(prefix: str) -> str:
    """Return a new secret."""
    return prefix + secrets.token_urlsafe(_BYTES)


def digest(secret: str) -> str:
    """Return what is kept of a secret: as it is long and drawn by chance, a plain digest tells nothing of it."""
    return sha256(secret.encode()).hexdigest()


_DRAWN = re.compile(rb"(bp[a-z]_)[A-Za-z0-9_-]{43}")


def hidden(text: bytes) -> bytes:
    """Return a text without the secrets in it: what is kept of an answer that showed one."""
    return _DRAWN.sub(rb"\1shown-once", text)
