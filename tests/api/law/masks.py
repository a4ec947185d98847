"""What is drawn by chance, told by the order in which it was met: two services then tell the same tale."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import httpx

OTHERWISE = frozenset({"date", "x-request-id"})
"""Headers that differ from answer to answer."""
_DRAWN = re.compile(
    r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|bp[a-z]_[A-Za-z0-9_-]{43}|\+[0-9a-f]{16,32}@|127\.0\.0\.1:[0-9]+"
)
_KEY = re.compile(r' name="form-key" value="[A-Za-z0-9_-]{43,64}"')
"""Each browser's own, made of what it shows."""
_PLAN = "4b6f5a52-0d5e-4b0e-9c7a-6f4f0d3c2a11"


@dataclass(slots=True, kw_only=True)
class Masks:
    """The names that stand for what one service drew."""

    names: dict[str, str] = field(default_factory=dict)

    def told(self, answer: httpx.Response) -> tuple[int, dict[str, str], bytes]:
        """Return all that an answer tells."""
        known = len(self.names)
        text = answer.content.decode("latin-1").replace(answer.headers.get("x-request-id", "\0"), "the request's id")
        body = self.masked(_KEY.sub("", text))
        headers = {name: self.masked(one) for name, one in answer.headers.items() if name not in OTHERWISE}
        if len(self.names) > known or body != text:
            headers.pop("etag", None)  # of bytes that hold what was drawn
        return answer.status_code, headers, body.encode("latin-1")

    def masked(self, text: str) -> str:
        """Return a text with what was drawn told by its name."""
        return _DRAWN.sub(lambda found: self._name(found[0]), text)

    def _name(self, drawn: str) -> str:
        return drawn if drawn == _PLAN else self.names.setdefault(drawn, f"drawn-{len(self.names)}")
