"""Browsers are called what people call them, and those that nobody knows are called unknown."""

import pytest

from api.pages.agents import agent_said
from tests.api.doors import House

WEBKIT = "AppleWebKit/537.36 (KHTML, like Gecko)"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:147.0) Gecko/20100101 Firefox/147.0"
KNOWN = {
    FIREFOX: "Firefox on Windows",
    "Mozilla/5.0 (X11; Linux x86_64; rv:147.0) Gecko/20100101 Firefox/147.0": "Firefox on Linux",
    f"Mozilla/5.0 (Linux; Android 10; K) {WEBKIT} Chrome/144.0.0.0 Mobile Safari/537.36": "Chrome on Android",
    f"Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) {WEBKIT} Chrome/144.0.0.0 Safari/537.36": "Chrome on ChromeOS",
    f"Mozilla/5.0 (X11; Linux x86_64) {WEBKIT} HeadlessChrome/144.0.0.0 Safari/537.36": "Chrome on Linux",
    f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {WEBKIT} Chrome/144.0.0.0 Safari/537.36 Edg/144.0.0.0": (
        "Edge on Windows"
    ),
    f"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) {WEBKIT} Chrome/144.0.0.0 Safari/537.36 OPR/128.0.0.0": (
        "Opera on macOS"
    ),
    f"Mozilla/5.0 (Linux; Android 10; K) {WEBKIT} SamsungBrowser/29.0 Chrome/136.0.0.0 Mobile Safari/537.36": (
        "Samsung Internet on Android"
    ),
    (
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) "
        "Version/26.0 Safari/605.1.15"
    ): "Safari on macOS",
    (
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
        "Version/26.0 Mobile/15E148 Safari/604.1"
    ): "Safari on iPhone",
    (
        "Mozilla/5.0 (iPad; CPU OS 18_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
        "CriOS/144.0.0.0 Mobile/15E148 Safari/604.1"
    ): "Chrome on iPad",
    "Mozilla/5.0 (Windows NT 10.0; Trident/7.0; rv:11.0) like Gecko": "Unknown browser on Windows",
    "Plans/1.0 Version/2 (Linux)": "Unknown browser on Linux",
    "curl/8.5.0": "Unknown browser",
    "": "A browser that does not say what it is",
}


@pytest.mark.parametrize(("agent", "said"), KNOWN.items(), ids=KNOWN.values())
def test_a_browser_is_called_what_people_call_it(agent: str, said: str) -> None:
    assert agent_said(agent) == said


def test_the_account_says_it_and_keeps_what_the_browser_said_as_the_title(acme: House) -> None:
    acme.ana()
    browser = acme.browser(**{"user-agent": FIREFOX})
    browser.signs_in()

    shown = browser.get("/account").text

    assert f'<b title="{FIREFOX}">Firefox on Windows</b>' in shown
    assert '<b title="python-httpx/' in shown
    assert ">Unknown browser</b>" in shown
