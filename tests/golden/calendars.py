"""Golden calendars: plans as people write them, each with the bytes of the calendar file that it gives.

A file `calendars/NAME.yaml` says what it shows, the plan document (or `sample` for the sample plan), and where it is
not the whole plan, who reads it (`reads`) and what they have chosen (`scope`); `NAME.ics` beside it is the file.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from app.document import Reading, read
from app.exports.ics import Scope, ics
from app.projection import Audience, Projection, whole
from app.sample import sample
from tests.golden.plain import load

FOLDER = Path(__file__).parent / "calendars"


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldenCalendar:
    """One file: what a plan is as a calendar."""

    says: str
    plan: dict[str, Any] | str
    reads: Audience | None
    scope: Scope | None

    @property
    def reading(self) -> Reading:
        """The plan, read."""
        if self.plan == "sample":
            return sample()
        return read(json.dumps(self.plan), file="plan.json")

    @property
    def projection(self) -> Projection:
        """The plan as it is seen."""
        return replace(whole(self.reading), audience=self.reads)

    @property
    def content(self) -> bytes:
        """The calendar file that the plan gives now."""
        return ics(self.projection, self.scope)


def calendar_files() -> list[Path]:
    """Return all files."""
    return sorted(FOLDER.glob("*.yaml"))


def read_calendar(path: Path) -> GoldenCalendar:
    """Return what a file says."""
    said: dict[str, Any] = load(path.read_text(encoding="utf-8"))
    return GoldenCalendar(
        says=said["says"],
        plan=said["plan"],
        reads=Audience(**said["reads"]) if "reads" in said else None,
        scope=Scope(**said["scope"]) if "scope" in said else None,
    )


def rewrite_calendars() -> None:
    """Write every calendar as it comes out now; whoever asks for it reads the difference before it is kept."""
    for path in calendar_files():
        path.with_suffix(".ics").write_bytes(read_calendar(path).content)
