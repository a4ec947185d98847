"""Moments as pages say them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


def minute_said(at: datetime | None) -> str:
    """Return a moment, such as `23 Nov 2026, 09:01 UTC`; nothing where there is none."""
    return "" if at is None else f"{day_said(at)}, {at:%H:%M} UTC"


def day_said(at: datetime | None) -> str:
    """Return a day, such as `23 Nov 2026`; nothing where there is none."""
    return "" if at is None else f"{at.day} {at:%b %Y}"
