"""A service with its people, over real HTTP: a browser for each of them, without scripts."""

from __future__ import annotations

import re
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from html import unescape
from typing import TYPE_CHECKING

import httpx

from api.main import create_app
from api.starting import first_address
from app.settings import Settings
from app.store.migrations import upgrade
from tests.api.server import serving
from tests.unused import unused_in

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from fastapi import FastAPI

ANA, BEN = "ana@acme.example", "ben@acme.example"
PASSWORD = "a horse that counts"  # noqa: S105 - of nobody who is real
START = datetime(2026, 11, 23, 9, tzinfo=UTC)
_KEY = re.compile(r'name="form-key" value="([^"]+)"')


@dataclass(slots=True, kw_only=True)
class Browser:
    """A browser of one person: it keeps cookies, and says where its forms are from."""

    http: httpx.Client
    home: str

    def get(self, path: str) -> httpx.Response:
        """Open a page, and follow where it leads."""
        return self.http.get(path, follow_redirects=True)

    def post(self, path: str, page: str = "", **fields: str) -> httpx.Response:
        """Send a form of a page, with the key that the page gave it, and follow where that leads."""
        key = {"form-key": self.key(page)} if page else {}
        return self.http.post(path, data={**key, **fields}, headers={"Origin": self.home}, follow_redirects=True)

    def hand_in(self, path: str, page: str, *, file: bytes | None = None, **fields: str) -> httpx.Response:
        """Send a form that takes a file, and follow where that leads."""
        chosen = ("", b"") if file is None else ("chosen.yaml", file)
        data = {"form-key": self.key(page), **fields}
        headers = {"Origin": self.home}
        return self.http.post(path, data=data, files={"file": chosen}, headers=headers, follow_redirects=True)

    def key(self, page: str) -> str:
        """Return what a page puts into its forms."""
        found = _KEY.search(self.get(page).text)
        assert found is not None
        return found[1]

    def signs_in(self, email: str = ANA, password: str = PASSWORD, **fields: str) -> httpx.Response:
        """Sign in."""
        return self.post("/sign-in", email=email, password=password, **fields)


@dataclass(slots=True, kw_only=True)
class House:
    """The service, and the time that it is there."""

    app: FastAPI
    home: str
    now: datetime = START
    browsers: list[httpx.Client] = field(default_factory=list)

    def browser(self, **headers: str) -> Browser:
        """Return a new browser."""
        http = httpx.Client(base_url=self.home, trust_env=False, timeout=60, headers=headers)
        self.browsers.append(http)
        return Browser(http=http, home=self.home)

    def first(self) -> str:
        """Return where the first admin comes in."""
        address = first_address(self.app.state.service)
        assert address is not None
        return path_of(address)

    def ana(self) -> Browser:
        """Let the first admin come in."""
        browser = self.browser()
        said = {"password": PASSWORD, "name": "Ana Ruiz", "email": ANA, "workspace": "Acme"}
        browser.post(self.first(), **said)
        assert "Ana Ruiz" in browser.get("/account").text
        return browser

    def joins(self, ana: Browser, email: str = BEN, role: str = "member") -> Browser:
        """Let somebody join whom the admin invites."""
        shown = ana.post("/workspace/invite", "/workspace", email=email, role=role).text
        browser = self.browser()
        browser.post(invited(shown), password=PASSWORD, name="Ben Ott")
        return browser


@contextmanager
def house(folder: Path, settings: Settings | None = None) -> Iterator[House]:
    """Serve from a folder of its own, where it is the day that the house says."""
    built: list[House] = []
    unused_in(folder)
    app = create_app(settings or Settings(data_dir=folder), now=lambda: built[0].now)
    built.append(House(app=app, home=""))
    with serving(app=app) as client:
        built[0].home = f"http://{client.base_url.host}:{client.base_url.port}"
        upgrade(app.state.service.database)
        try:
            yield built[0]
        finally:
            for http in built[0].browsers:
                http.close()


def invited(page: str) -> str:
    """Return the address that an admin is shown to be handed on."""
    found = re.search(r"<code>(http[^<]+/welcome/[^<]+)</code>", page)
    assert found is not None
    return path_of(unescape(found[1]))


def path_of(address: str) -> str:
    """Return the path of a one-time address."""
    return f"/welcome/{address.rpartition('/')[2]}"
