"""Every code of a refusal to tell about somebody, or to forget one: its cause and its cure in a sentence."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

CODES: Mapping[str, str] = MappingProxyType(
    {
        "not-typed": "What nobody takes back is asked for with the own address: type it as it is known here.",
        "unknown-erasure": "The workspace has no such erasure: look at those that it has.",
        "which-person": "It is not clear about whom: name a member, a participant or an e-mail address, one of them.",
    }
)
