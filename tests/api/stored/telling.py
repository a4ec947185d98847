"""A request of the story that the OpenAPI document tells."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.store import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One request, and what it shows."""

    operation: str
    """The route's operation id."""
    name: str
    says: str
    path: dict[str, str] = field(default_factory=dict)
    parameters: dict[str, str] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    sent: Any = None
    """The body: plain data, or text as it is."""
    sent_as: str = "application/json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What the customer does meanwhile, at a door of its own."""

    does: Callable[[Unit], object] | None = None
    mails: bool | None = None
    """Whether the service sends mail from now on; as before where absent."""
