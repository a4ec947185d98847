"""The calendars of a plan: of parties, by name, joint, with absences (rules 3.18 and 3.19)."""

from collections.abc import Mapping
from typing import Any

from .lines import Line
from .worktime import WorkTime


class CalendarBook:
    """Finds and keeps the working time of parties and steps."""

    def __init__(self, document: Mapping[str, Any], line: Line) -> None:
        """Take the calendars, people and freezes of a plan document."""
        self._calendars: Mapping[str, Any] = document.get("calendars") or {}
        self._people = {person["id"]: person for person in document.get("people") or []}
        self._zone = document.get("time_zone") or "UTC"
        self._line = line
        self._kept: dict[tuple[str, ...], WorkTime] = {}
        self._absent: dict[str, WorkTime] = {}
        self.frozen = line.marked(document.get("freezes") or [], self._zone)

    def joint(self, names: list[str]) -> WorkTime:
        """Give the time at which all of the named calendars work; an unknown one is Mon-Fri."""
        key = tuple(names)
        if key not in self._kept:
            calendars = [self._calendars.get(name) or {} for name in names]
            if len(names) == 1:
                self._kept[key] = self._line.calendar(calendars[0])
            else:
                self._kept[key] = self._line.joint([self.joint([name]) for name in names], calendars)
        return self._kept[key]

    def plain(self, raw: Mapping[str, Any]) -> WorkTime:
        """Give a step's calendar without absences: its own `calendar`, or its parties' together."""
        return self.joint([raw["calendar"]] if raw.get("calendar") else _parties(raw))

    def own(self, raw: Mapping[str, Any]) -> WorkTime:
        """Give a step's working time: its calendar less absences of the owners of its own parties."""
        plain = self.plain(raw)
        owners = raw.get("owners") or {}
        away = [self._away(owners[party]) for party in _parties(raw) if owners.get(party)]
        return plain.less(away)

    def _away(self, person: str) -> WorkTime:
        if person not in self._absent:
            raw = self._people[person]
            self._absent[person] = self._line.marked(raw.get("away") or [], raw.get("time_zone") or self._zone)
        return self._absent[person]


def _parties(raw: Mapping[str, Any]) -> list[str]:
    side = raw.get("side") or "seller"
    if side == "both":
        return ["customer", "seller"]
    return [side] if isinstance(side, str) else sorted(side)
