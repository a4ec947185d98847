"""Every code of a refusal to give a plan as a file: its cause and its cure."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

CODES: Mapping[str, str] = MappingProxyType(
    {
        "plan-without-id": "Calendars tell entries apart by the plan's id: write `id:` and a UUID below the title.",
    }
)
