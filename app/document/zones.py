"""Time zones by their IANA names."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from .problems import Wrong
from .words import guess, shown


def read_zone(name: str) -> str:
    """Return the name of a time zone, once it is one."""
    zones = _zones()
    if name in zones:
        return name
    cities = {zone.rpartition("/")[2]: zone for zone in sorted(zones) if "/" in zone}
    # Abbreviations such as PST resemble others that mean something else: only full names and cities are worth a guess.
    city = guess(name.rpartition("/")[2], cities, likeness=0.8)
    meant = guess(name, (zone for zone in zones if "/" in zone), likeness=0.8) or (cities[city] if city else None)
    remedy = f"; did you mean {meant!r}?" if meant else "; write continent and city, such as 'Europe/Berlin', or 'UTC'"
    raise Wrong("unknown-time-zone", f"no time zone {shown(name)}{remedy}")


@cache
def _zones() -> frozenset[str]:
    # The package's own list, not the machine's: the same document reads the same everywhere.
    return frozenset(files("tzdata").joinpath("zones").read_text(encoding="utf-8").split())
