"""Golden sheets: plans as people keep them in a sheet, what each is told to be, and the document that comes out.

`sheets/README.md` says what each sheet shows. Beside `NAME.csv` or `NAME.xlsx` stand `NAME.txt`, what people are told
about how it was read, and `NAME.yaml`, the plan document.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from app.document import write
from app.sheet import SheetReading, read_sheet, told

FOLDER = Path(__file__).parent / "sheets"
TODAY = date(2026, 11, 23)


def sheet_files() -> list[Path]:
    """Return all sheets."""
    return sorted(path for path in FOLDER.iterdir() if path.suffix in {".csv", ".tsv", ".xlsx"})


def read_golden(path: Path) -> SheetReading:
    """Return a sheet as it is read now."""
    return read_sheet(path.read_bytes(), name=path.name, today=TODAY)


def files_of(reading: SheetReading) -> dict[str, str]:
    """Return what stands beside a sheet, by the end of its name."""
    return {".txt": told(reading), ".yaml": write(reading.document)}


def rewrite_sheets() -> None:
    """Write what comes out now; whoever asks for it reads the difference before it is kept."""
    for path in sheet_files():
        for suffix, text in files_of(read_golden(path)).items():
            path.with_suffix(suffix).write_text(text, encoding="utf-8")
