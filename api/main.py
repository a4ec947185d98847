"""The application: every door, put together."""

from __future__ import annotations

import os
from functools import cache, partial
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from fastapi import Depends, FastAPI

from app import clock
from app.accounts.known_tokens import KnownTokens
from app.accounts.letters import Post
from app.accounts.provider import Provider
from app.feeds import Subscriptions
from app.files import open_storage
from app.mail import send
from app.settings import Settings, read_settings
from app.store import Most, open_database

from .at_hand import AtHand
from .entry import refuse_unkeepable_place
from .envelope import Envelope
from .gate import Gate, in_turn
from .known import Known
from .lifespan import lifespan
from .log import set_up
from .metrics import Metrics
from .pages import DOOR_HANDLERS, DOORS, calculator, static
from .pages.providing import BACK
from .pages.shared import routes as shared_pages
from .pages.stored import routes as stored_pages
from .problems import HANDLERS
from .rates import Rates
from .readiness import Readiness
from .routes import ROUTERS, feeds, watching
from .state import Service

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from starlette.types import Receive, Scope, Send


def create_app(settings: Settings | None = None, *, now: Callable[[], datetime] = clock.now) -> FastAPI:
    """Return the application; without settings it takes those of the environment, or raises WrongSettings."""
    settings = settings or read_settings(os.environ)
    set_up()
    service = _service(settings, now)
    app = Application(
        service,
        title="Backplan",
        version=version("backplan"),
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        redirect_slashes=False,
        exception_handlers={**HANDLERS, **DOOR_HANDLERS, **shared_pages.HANDLERS},
        lifespan=lifespan,
    )
    app.add_middleware(Known)
    app.add_middleware(Envelope)
    app.router.routes.extend(feeds.routes)  # first, for they are asked for most, and those behind are tried in turn
    for router in (*ROUTERS, static.router, calculator.forms):
        app.include_router(router)
    for router in (stored_pages.router, shared_pages.router, *DOORS):
        app.include_router(router, dependencies=[Depends(refuse_unkeepable_place)])
    app.router.routes.extend(watching.routes)
    app.include_router(calculator.router, dependencies=[Depends(in_turn, scope="function")])
    return app


class Application(FastAPI):
    """All doors; what is at hand leaves before anybody looks for one."""

    def __init__(self, service: Service, **said: Any) -> None:  # noqa: ANN401 - what the framework takes
        """Serve with all that a running service has."""
        super().__init__(**said)
        self.state.service = service
        self._front = AtHand(super().__call__, service)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        await self._front(scope, receive, send)


HASHING, HASHING_WAITING = 2, 30
"""Passwords that are hashed at once, and requests that wait meanwhile."""

CALLING, CALLING_WAITING = 4, 8
"""Other systems that are called at once for whoever waits for the answer, and requests that wait meanwhile."""


def _service(settings: Settings, now: Callable[[], datetime]) -> Service:
    most = Most(steps=settings.max_steps, links=settings.max_links, critical_dates=settings.max_critical_dates)
    database = open_database(settings.database_url, most=most)
    return Service(
        settings=settings,
        gate=Gate(at_once=settings.at_once, waiting=settings.waiting, patience=settings.patience),
        hashing=Gate(at_once=HASHING, waiting=HASHING_WAITING, patience=settings.patience),
        calling=Gate(at_once=CALLING, waiting=CALLING_WAITING, patience=settings.patience),
        outside=settings.courier.outside,
        database=database,
        tokens=KnownTokens(database),
        post=Post(
            at=settings.address,
            send_it=send if settings.smtp else None,
            replies=settings.reply_to if settings.smtp else "",
        ),
        provider=_provider(settings),
        now=now,
        subscriptions=Subscriptions(database, public=settings.address),
        rates=Rates(),
        readiness=Readiness(database),
        metrics=Metrics(database, now),
        storage=cache(partial(open_storage, settings.files, settings.data_dir)),
    )


def _provider(settings: Settings) -> Provider | None:
    if not settings.oidc_issuer:
        return None
    return Provider(
        issuer=settings.oidc_issuer,
        client_id=settings.oidc_client_id,
        client_secret=settings.oidc_client_secret,
        back=f"{settings.address}{BACK}",
        domains=tuple(filter(None, settings.oidc_domains.split(","))),
    )
