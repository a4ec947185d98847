"""Something that is not as it must be."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One fault of a database: where, and what."""

    place: str
    """What it is about, such as `revision 3` or `ledger of go-live`."""
    says: str
    """What is wrong, in a sentence without a full stop."""
    plan: str | None = None
    """The plan's id; None of what belongs to no plan."""

    def __str__(self) -> str:
        """Return it on one line."""
        return f"{self.place}: {self.says}" if self.plan is None else f"plan {self.plan}, {self.place}: {self.says}"
