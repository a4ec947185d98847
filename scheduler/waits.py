"""What a part of a plan shows of the rest: that a step waits until a date or is needed by one, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .plan import CriticalDateId, Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Landing:
    """When the last of what is not shown is done; None where something that is shown is done no earlier."""

    planned: Moment | None = None
    early: Moment | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Waits:
    """The steps that stand elsewhere than the part's own bounds put them, by their place in the compiled part.

    In each pass: true where what is not shown decides the date alone, false where it only takes time in between.
    """

    early: Mapping[int, bool] = field(default_factory=dict)
    late: Mapping[int, bool] = field(default_factory=dict)
    target: Mapping[int, bool] = field(default_factory=dict)
    planned: Mapping[int, bool] = field(default_factory=dict)
    whole: bool = False
    """Whether nothing is left out."""
    lands: Mapping[CriticalDateId, Landing] = field(default_factory=dict)
    """Of dates of the whole plan: when something is done that is not shown."""

    def landing(self, date: CriticalDateId) -> Landing:
        """Return when what is not shown is done that a critical date binds."""
        return self.lands.get(date, NOTHING_LANDS)


NOTHING_LANDS = Landing()
NO_WAITS = Waits(whole=True)
"""A plan that is shown as a whole."""
