"""Five readers of calendar files: icalendar, ical and vobject from PyPI, ical.js and node-ical from npm."""

from __future__ import annotations

import json
import os
import re
import subprocess
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import icalendar
import vobject
from ical.calendar_stream import IcsCalendarStream

from tests.readers.npm import NODE, installed

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Seen:
    """An event as a reader sees it."""

    uid: str
    summary: str
    description: str
    place: str
    begin: str
    """A day, or a time in UTC."""
    end: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """A calendar as a reader sees it."""

    name: str
    events: tuple[Seen, ...]


def icalendar_sees(content: bytes) -> Calendar:
    """Return what icalendar sees."""
    calendar = icalendar.Calendar.from_ical(content)
    assert isinstance(calendar, icalendar.Calendar)
    events = [
        Seen(
            uid=str(event["UID"]),
            summary=str(event["SUMMARY"]),
            description=str(event["DESCRIPTION"]),
            place=str(event.get("LOCATION", "")),
            begin=_moment(event.start),
            end=_moment(event.end),
        )
        for event in calendar.events
    ]
    return Calendar(name=_unescaped(str(calendar["X-WR-CALNAME"])), events=tuple(events))


def ical_sees(content: bytes) -> Calendar:
    """Return what ical sees, the reader of Home Assistant."""
    calendar = IcsCalendarStream.calendar_from_ics(content.decode())
    events = [
        Seen(
            uid=event.uid or "",
            summary=event.summary or "",
            description=event.description or "",
            place=event.location or "",
            begin=_moment(event.dtstart),
            end=_moment(event.dtend),
        )
        for event in calendar.events
    ]
    name = next(extra.value for extra in calendar.extras if extra.name == "x-wr-calname")
    return Calendar(name=_unescaped(name), events=tuple(events))


def vobject_sees(content: bytes) -> Calendar:
    """Return what vobject sees."""
    calendar = vobject.readOne(content.decode())
    events = [
        Seen(
            uid=event.uid.value,
            summary=event.summary.value,
            description=event.description.value,
            place=event.location.value if "location" in event.contents else "",
            begin=_moment(event.dtstart.value),
            end=_moment(event.dtend.value),
        )
        for event in calendar.contents.get("vevent", [])
    ]
    return Calendar(name=calendar.x_wr_calname.value, events=tuple(events))


PYTHON: dict[str, Callable[[bytes], Calendar]] = {
    "icalendar": icalendar_sees,
    "ical": ical_sees,
    "vobject": vobject_sees,
}
NPM = ("ical.js", "node-ical")


def npm_sees(reader: str, files: Sequence[Path], *, zone: str) -> list[Calendar]:
    """Return what a reader from npm sees in each file on a machine of that time zone."""
    folder = installed()
    said = subprocess.run(
        [str(NODE), str(folder / "read.mjs"), reader, *map(str, files)],
        env={**os.environ, "TZ": zone},
        capture_output=True,
        text=True,
        check=False,
    )
    assert said.returncode == 0, said.stderr
    found: list[dict[str, Any]] = json.loads(said.stdout)
    return [
        Calendar(name=_named(reader, one["name"]), events=tuple(Seen(**event) for event in one["events"]))
        for one in found
    ]


def _moment(moment: date | None) -> str:
    assert moment is not None
    return moment.astimezone(UTC).isoformat() if isinstance(moment, datetime) else moment.isoformat()


def _named(reader: str, name: str) -> str:
    return _unescaped(name) if reader == "ical.js" else name


def _unescaped(text: str) -> str:
    """Return the text of a property that is no part of the standard, which some readers leave to their callers."""
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], text)
