"""Where a feed is found, and the addresses that calendar apps subscribe by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode, urlsplit

from app.document.identifiers import slug

if TYPE_CHECKING:
    from collections.abc import Mapping

LATE: Mapping[str, str] = {
    "Apple Calendar": "within 15 minutes to a day, as its setting 'Auto-refresh' says; choose every hour",
    "Outlook": "within 3 to 24 hours",
    "Google Calendar": "within 8 to 24 hours, and nothing makes it faster",
    "Thunderbird": "within 30 minutes",
}
"""How late apps see a change of a feed; what comes sooner should be an invitation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Addresses:
    """The addresses of one feed."""

    https: str
    webcal: str
    """Opens the calendar app of most machines."""
    google: str
    outlook: str

    @property
    def late(self) -> Mapping[str, str]:
        """How late apps see a change."""
        return LATE


def addresses_of(public: str, secret: str, title: str) -> Addresses:
    """Return the addresses of a feed of a plan with a title, at a service that is reached at `public`."""
    path = f"/f/{secret}/{slug(title, 'plan', longest=60)}.ics"
    https, host = f"{public}{path}", urlsplit(public)
    webcal = f"webcal://{host.netloc}{host.path}{path}"
    return Addresses(
        https=https,
        webcal=webcal,
        google=f"https://calendar.google.com/calendar/render?cid={quote(webcal, safe='')}",
        outlook=f"https://outlook.office.com/calendar/0/addfromweb?{urlencode({'url': https, 'name': title})}",
    )
