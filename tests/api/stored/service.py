"""A service with a workspace, a token of it, and a clock that stands still until it is set."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import httpx

from api.main import create_app
from app.accounts.tokens import make_token
from app.callers import MEMBER, Right
from app.plans import change_plan
from app.settings import Settings
from app.store import Database
from app.store.members import join_workspace
from app.store.migrations import upgrade
from app.store.users import User, add_user
from app.store.workspaces import add_workspace
from tests.api.server import serving
from tests.stored import ANA, BEN, START
from tests.unused import unused_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from fastapi import FastAPI

    from api.state import Service
    from app.actors import Actor
    from app.verbs import Verb

EVERYTHING = frozenset(Right)


@dataclass(slots=True, kw_only=True)
class Kept:
    """A service that keeps plans, reached by a tool of one workspace."""

    client: httpx.Client
    database: Database
    workspace: str
    token: str
    """Of a tool that may do everything."""
    app: FastAPI
    clock: list[datetime] = field(default_factory=lambda: [START])
    """The moment that it is, as the one thing in it."""

    @property
    def service(self) -> Service:
        """All that it has."""
        found: Service = self.app.state.service
        return found

    def send(  # noqa: PLR0913 - a request, and all that it may have
        self,
        method: str,
        path: str,
        *,
        token: str | None = None,
        json: Any = None,  # noqa: ANN401 - plain data
        content: str | bytes | None = None,
        params: dict[str, str] | None = None,
        headers: dict[str, str] | None = None,
    ) -> httpx.Response:
        """Send a request as the tool, or as whoever has another token."""
        shown = {"authorization": f"Bearer {self.token if token is None else token}", **(headers or {})}
        return self.client.request(method, path, json=json, content=content, params=params, headers=shown)

    def tokens(self, rights: Iterable[Right], *, workspace: str | None = None) -> str:
        """Return a token with some rights, of this or another workspace."""
        with self.database.writing(workspace=workspace or self.workspace, actor=ANA, now=self.clock[0]) as unit:
            return make_token(unit, "CRM", rights)

    def change(self, plan: str, actor: Actor, operations: Sequence[Verb]) -> None:
        """Let somebody change a plan, by whatever door."""
        with self.database.writing(workspace=self.workspace, actor=actor, now=self.clock[0]) as unit:
            change_plan(unit, plan, operations)

    def another_workspace(self) -> str:
        """Keep one more workspace, and return its id."""
        with self.database.writing(workspace="", actor=ANA, now=self.clock[0]) as unit:
            return add_workspace(unit, "Globex")

    def operated_by(self, operators: str) -> None:
        """Set whose admins operate the service."""
        settings = replace(self.service.settings, operators=operators)
        self.app.state.service = replace(self.service, settings=settings)

    def later(self, **by: float) -> None:
        """Let time pass."""
        self.clock[0] += timedelta(**by)


@contextmanager
def keeping(folder: Path, *, database: str = "sqlite", **settings: Any) -> Iterator[Kept]:  # noqa: ANN401 - of any kind
    """Serve with a database of its own, and a token of its one workspace."""
    clock = [START]
    unused_in(folder)
    app = create_app(Settings(data_dir=folder, database=database, **settings), now=lambda: clock[0])
    service: Service = app.state.service
    upgrade(service.database)
    with service.database.writing(workspace="", actor=ANA, now=START) as unit:
        workspace = add_workspace(unit, "Acme")
    with service.database.writing(workspace=workspace, actor=ANA, now=START) as unit:
        for one in (ANA, BEN):
            user = User(id=one.id, email=f"{one.id}@acme.example", name=one.name, made_at=START)
            add_user(unit, user)
            join_workspace(unit, one.id, role=MEMBER, workspace=workspace)
        token = make_token(unit, "CRM", EVERYTHING)
    with serving(app=app) as client:
        yield Kept(client=client, database=service.database, workspace=workspace, token=token, app=app, clock=clock)
    service.database.close()
