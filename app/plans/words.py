"""Words that people say about a plan, bounded and without what cannot be shown."""

from __future__ import annotations

from app.document.text import is_unusable
from app.operations.lookup import refused


def said(text: str, *, what: str, longest: int) -> str:
    """Return a text as it is kept; refused where it is empty, too long or holds a control character."""
    plain = text.replace("\r\n", "\n").strip()
    if not plain:
        raise refused("nothing-said", f"{what} says nothing; write something")
    if len(plain) > longest:
        raise refused("too-long", f"{what} has {len(plain):,} characters; {longest:,} are the most")
    if is_unusable(plain):
        raise refused("unusable-character", f"a control character in {what} cannot be shown; delete it")
    return plain
