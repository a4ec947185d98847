"""How a sheet was read, in words: each column, and all that is worth a look before the plan is used."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .reading import SheetReading


def told(reading: SheetReading) -> str:
    """Return what became of each column, what was guessed, then what did not come along."""
    width = max((len(column.heading) for column in reading.columns), default=0)
    columns = [f"  {column.heading:{width}}  {column.why}" for column in reading.columns]
    lines = [f"{_counted(len(reading.document.steps), 'step')} from these columns:", *columns]
    for title, left_out in (("Look at:", False), ("Not in the plan:", True)):
        notes = [f"  {note}" for note in reading.notes if note.left_out is left_out]
        more = [f"  and {len(notes) - _SHOWN:,} more of this kind"] if len(notes) > _SHOWN else []
        lines += ["", title, *notes[:_SHOWN], *more] if notes else []
    return "\n".join(line.rstrip() for line in lines) + "\n"


_SHOWN = 100
"""Notes of a kind that are shown; of a sheet that needs more, a beginning says enough."""


def _counted(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"
