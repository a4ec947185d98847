"""Every code of a refusal about feeds: its cause and its cure in a sentence."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

CODES: Mapping[str, str] = MappingProxyType(
    {
        "bad-feed": "A feed's name, window or reminder is none that it can have: choose within what is told.",
        "too-many-feeds": "You have as many feeds of the plan as the limit: take one back that nobody reads.",
        "unknown-feed": "You have no such feed of the plan: look at those that you have.",
        "whose-steps": "You are none of the plan's people, so no steps are yours: take the feed of the whole plan.",
    }
)
