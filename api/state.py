"""What one running service has: its settings, its database, and the gate that plans pass one after the other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app import clock

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from starlette.requests import Request

    from app.accounts.known_tokens import KnownTokens
    from app.accounts.letters import Post
    from app.accounts.provider import Provider
    from app.feeds import Subscriptions
    from app.files import Storage
    from app.settings import Settings
    from app.store import Database
    from app.webhooks import Outside

    from .gate import Gate
    from .metrics import Metrics
    from .rates import Rates
    from .readiness import Readiness


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """All that routes need besides the request."""

    settings: Settings
    gate: Gate
    database: Database
    """Nothing is read from it before somebody asks for what is kept."""
    subscriptions: Subscriptions
    rates: Rates
    storage: Callable[[], Storage]
    """Where attached files are kept; opened when somebody first asks for it."""
    tokens: KnownTokens
    """Who tools are."""
    hashing: Gate
    """Apart from the other, so that whoever tries passwords keeps nobody from plans."""
    calling: Gate
    """Apart too: another system that is slow to answer holds up nobody else."""
    outside: Outside
    """How addresses are called that users name."""
    post: Post
    """How letters leave."""
    readiness: Readiness
    """Whether requests had better come here."""
    metrics: Metrics
    """What whoever watches the service reads."""
    provider: Provider | None = None
    """Where else people sign in than here."""
    now: Callable[[], datetime] = clock.now
    """What time it is, for all that is kept."""


def service_of(request: Request) -> Service:
    """Return the service that a request came to."""
    service: Service = request.app.state.service
    return service
