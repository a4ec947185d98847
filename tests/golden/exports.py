"""Golden exports: plans as people write them, each with the bytes of the files that it leaves as.

A file `exports/NAME.yaml` says what it shows, the plan document (or `sample` for the sample plan), and where it is
not the whole plan, who reads it (`reads`) and what they have chosen for their calendar (`scope`). Beside it stand
`NAME.ics` and `NAME.csv`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from app.document import Reading, read
from app.exports.csv_file import csv_file
from app.exports.ics import Scope, ics
from app.projection import Audience, Projection, whole
from app.sample import sample
from tests.golden.plain import load

FOLDER = Path(__file__).parent / "exports"


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldenExport:
    """One file: a plan, and who reads it."""

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
    def files(self) -> dict[str, bytes]:
        """The files that the plan gives now, by the end of their names."""
        return {".ics": ics(self.projection, self.scope), ".csv": csv_file(self.projection)}


def export_files() -> list[Path]:
    """Return all files."""
    return sorted(FOLDER.glob("*.yaml"))


def read_export(path: Path) -> GoldenExport:
    """Return what a file says."""
    said: dict[str, Any] = load(path.read_text(encoding="utf-8"))
    return GoldenExport(
        says=said["says"],
        plan=said["plan"],
        reads=Audience(**said["reads"]) if "reads" in said else None,
        scope=Scope(**said["scope"]) if "scope" in said else None,
    )


def rewrite_exports() -> None:
    """Write every file as it comes out now; whoever asks for it reads the difference before it is kept."""
    for path in export_files():
        for suffix, content in read_export(path).files.items():
            path.with_suffix(suffix).write_bytes(content)
