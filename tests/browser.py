"""Real Chromium for tests: one that is there, else one that is installed now, else a loud failure; never a skip."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from playwright.sync_api import sync_playwright

from tests.readers.npm import NODE, installed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUIET = ("--no-sandbox", "--disable-background-networking", "--disable-component-update", "--font-render-hinting=none")
Scheme = Literal["light", "dark"]


@contextmanager
def launched() -> Iterator[Browser]:
    """Give a browser, closed at the end."""
    os.environ.setdefault("PLAYWRIGHT_NODEJS_PATH", str(NODE))
    path = chromium()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=[*QUIET])
        yield browser
        browser.close()


def chromium() -> Path | None:
    """Return where Chromium is, installed first where it is missing; None for the one that playwright brought."""
    if found := _found():
        return found
    if os.geteuid() == 0 and shutil.which("apt-get"):
        subprocess.run(["apt-get", "update", "--quiet"], check=False)
        subprocess.run(["apt-get", "install", "--yes", "--quiet", "chromium"], check=False)
        if found := _found():
            return found
    command = [sys.executable, "-m", "playwright", "install", "chromium"]
    if subprocess.run(command, check=False).returncode:
        message = "Tests need Chromium, and none can be installed here; install one by hand so that it is on the PATH"
        raise RuntimeError(message)
    return None


def _found() -> Path | None:
    return next((Path(path) for path in map(shutil.which, NAMES) if path), None)


class Visit:
    """A page that was opened, and what happened while it was."""

    def __init__(self, page: Page) -> None:
        """Listen before anything is loaded."""
        self.page = page
        self.told: list[str] = []
        """What the console said."""
        self.asked: list[str] = []
        """The addresses that were asked for."""
        page.on("console", lambda message: self.told.append(message.text))
        page.on("pageerror", lambda error: self.told.append(str(error)))
        page.on("request", lambda request: self.asked.append(request.url))

    def violations(self) -> list[str]:
        """Return what axe-core holds against the page, by the rules of WCAG 2.2 AA and its own best practice."""
        self.page.evaluate(_axe())
        found: list[dict[str, Any]] = self.page.evaluate(
            "axe.run(document, {resultTypes: ['violations']}).then(r => r.violations)"
        )
        return [f"{one['id']}: {node['html'][:200]}" for one in found for node in one["nodes"]]

    def scrolls_sideways(self) -> bool:
        """Tell whether the page is wider than its window."""
        return bool(self.page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))

    def pages(self) -> int:
        """Return on how many sheets the page is printed."""
        return len(re.findall(rb"/Type\s*/Page(?!s)\b", self.page.pdf(prefer_css_page_size=True)))


@contextmanager
def visit(browser: Browser, file: Path, *, width: int = 1280, scheme: Scheme = "light") -> Iterator[Visit]:
    """Open a file in a window of its own."""
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    try:
        visited = Visit(page)
        page.goto(file.as_uri())
        yield visited
    finally:
        page.close()


@cache
def _axe() -> str:
    return (installed() / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
