"""Plain routes, which the log and the numbers name as they are declared: their addresses can be secret."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.routing import Match, Route

if TYPE_CHECKING:
    from starlette.types import Scope


class Named(Route):
    """A plain route that leaves its name with each request."""

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Tell whether it is meant, and leave its name."""
        match, found = super().matches(scope)
        return match, {**found, "route": self}
