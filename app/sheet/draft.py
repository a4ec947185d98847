"""A step as its row says it, before steps are looked at together."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import date

    from .headings import Heading
    from .step_rows import StepRow


@dataclass(slots=True, kw_only=True)
class Draft:
    """A step as its row says it."""

    row: StepRow
    id: str
    days: dict[str, date] = field(default_factory=dict)
    """By the field of its column."""
    kind: str | None = None
    duration: str | None = None
    """Empty where the sheet says that it takes no time."""
    low: str = ""
    side: tuple[str, ...] = ()
    owners: dict[str, str] = field(default_factory=dict)
    stage: str | None = None
    status: str = ""
    percent: int | None = None
    texts: dict[str, Any] = field(default_factory=dict)
    """What comes along as it stands: exit criteria, results, tags."""
    references: list[dict[str, str]] = field(default_factory=list)
    private: bool = False
    """Whether the row is hidden in the sheet."""

    @property
    def title(self) -> str:
        """The step's title."""
        return self.row.title

    @property
    def place(self) -> str:
        """What people call its row."""
        return self.row.layout.grid.place(self.row.at)

    def place_of(self, heading: Heading) -> str:
        """Return what people call one of its cells."""
        return self.row.layout.grid.place(self.row.at, heading.column)
