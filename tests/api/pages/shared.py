"""A service with a plan that is shared, over real HTTP: a browser for each of those who come by a link."""

from __future__ import annotations

import re
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

import httpx

from api.main import create_app
from app.accounts.letters import Post
from app.links import Issued, Wanted, make_link
from app.mail import Mail
from app.settings import Settings
from app.store.migrations import upgrade
from tests.api.server import serving
from tests.stored import START, Stored, stored_plan
from tests.unused import unused_in

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.store.share_links import Level

_KEY = re.compile(r'name="form-key" value="([^"]+)"')
AT = "https://plans.acme.example"


@dataclass(slots=True, kw_only=True)
class Sharing:
    """The service, its plan, and the letters that left."""

    home: str
    stored: Stored
    now: datetime = START
    letters: list[Mail] = field(default_factory=list)
    browsers: list[httpx.Client] = field(default_factory=list)

    def browser(self) -> Guest:
        """Return a new browser."""
        http = httpx.Client(base_url=self.home, trust_env=False, timeout=60, follow_redirects=True)
        self.browsers.append(http)
        return Guest(http=http)

    def share(self, level: Level = "name", *, party: str = "customer", **wanted: Any) -> Issued:  # noqa: ANN401
        """Share the plan."""
        with self.stored.writing() as unit:
            return make_link(unit, self.stored.plan, Wanted(party=party, level=level, **wanted), mails=True)

    def code(self) -> str:
        """Return the code that came last."""
        found = re.search(r"Your code is (\d{6})\n", self.letters[-1].text)
        assert found is not None
        return found[1]


@dataclass(slots=True, kw_only=True)
class Guest:
    """A browser of somebody who has a link."""

    http: httpx.Client

    def get(self, path: str) -> httpx.Response:
        """Open a page."""
        return self.http.get(path)

    def post(self, path: str, *, page: str = "", **fields: str) -> httpx.Response:
        """Send a form, with the key that its page gave, and follow where that leads."""
        found = _KEY.search(self.get(page).text) if page else None
        key = {"form-key": found[1]} if found else {}
        return self.http.post(path, data={**key, **fields}, headers={"Sec-Fetch-Site": "same-origin"})


@contextmanager
def sharing(folder: Path, settings: Settings | None = None, *, mails: bool = True) -> Iterator[Sharing]:
    """Serve a plan from a folder of its own."""
    built: list[Sharing] = []
    unused_in(folder)
    app = create_app(settings or Settings(data_dir=folder), now=lambda: built[0].now)
    service = app.state.service
    upgrade(service.database)
    built.append(Sharing(home="", stored=stored_plan(service.database)))
    post = Post(at=AT, send_it=(lambda _, letter: built[0].letters.append(letter)) if mails else None)
    app.state.service = replace(service, post=post)
    with serving(app=app) as client:
        built[0].home = f"http://{client.base_url.host}:{client.base_url.port}"
        try:
            yield built[0]
        finally:
            for http in built[0].browsers:
                http.close()
