"""How much of a plan document is read before the reader refuses it."""

from __future__ import annotations

from dataclasses import dataclass

from scheduler.stretches import MOST


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bounds that keep one document from tying up a server; a setting may move each."""

    size: int = 20_000_000
    """Bytes of text."""

    values: int = 1_000_000
    """Values, blocks and lists; keys do not count."""

    problems: int = 2_000
    """Problems that are told at once."""

    digits: int = 100
    """Digits of one number."""

    depth: int = 60
    """Blocks and lists inside each other."""

    repeated: int = 100_000
    """Values that YAML aliases may add to those that are written out."""

    steps: int = 20_000

    links: int = 200_000
    """Predecessors of all steps together."""

    critical_dates: int = 200

    calendars: int = 200

    parties: int = 200

    people: int = 500

    freezes: int = 1_000

    entries: int = 1_000
    """Entries of each list under `why`."""

    stretches: int = MOST
    """Stretches of working time that calendars, absences and slots may make over all their years."""

    slot_rules: int = 200
    """Different rules for slots; each is followed through all the years of the calendar."""
