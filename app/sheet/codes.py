"""Every code of a refusal to read a sheet: its cause and its cure."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

CODES: Mapping[str, str] = MappingProxyType(
    {
        "sheet-broken": "The file looks like a sheet and cannot be read: open it in its program and save it again.",
        "sheet-kind": "The file is no sheet that can be read: save it as .xlsx or .csv.",
        "sheet-unknown": "The workbook has no sheet of the name that was asked for: name one that it has.",
        "sheet-too-large": "The sheet is larger than the limit: take out what is no part of the plan.",
        "sheet-without-headings": "No row names the columns: write headings such as Step, Owner, Due date, Duration.",
        "sheet-without-steps": "There is no step below the headings: write one in each row.",
    }
)
