"""Browsers as people call them, from what they say of themselves: a short table, and an honest word for all others.

A browser names those that it wants to be treated like too, so that the more particular name stands first.
"""

from __future__ import annotations

BROWSERS = (
    ("Edg/", "Edge"),
    ("EdgA/", "Edge"),
    ("EdgiOS/", "Edge"),
    ("OPR/", "Opera"),
    ("OPT/", "Opera"),
    ("Vivaldi/", "Vivaldi"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("DuckDuckGo/", "DuckDuckGo"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Version/", "Safari"),
)
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("CrOS", "ChromeOS"),
    ("Macintosh", "macOS"),
    ("Linux", "Linux"),
)
UNKNOWN = "Unknown browser"
SAFARI = "Safari/"
"""What says that it is a browser at all, where it is known by its `Version/` alone."""


def agent_said(agent: str) -> str:
    """Say which browser somebody is signed in with, and on what, such as `Firefox on Windows`."""
    if not agent:
        return "A browser that does not say what it is"
    browser = next((name for sign, name in BROWSERS if sign in agent), UNKNOWN)
    if browser == "Safari" and SAFARI not in agent:
        browser = UNKNOWN
    system = next((name for sign, name in SYSTEMS if sign in agent), "")
    return f"{browser} on {system}" if system else browser
