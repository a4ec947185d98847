"""The calendar file: entries as the bytes that calendar apps read, one event at a time so that each can be kept."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from icalendar import Alarm, Calendar, Event, vDuration, vText

from app.exports.seen import one_line, visible

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scheduler.plan import Moment

    from .entries import Entry

PRODUCT = "-//Backplan//Backplan//EN"
REFRESH = timedelta(hours=1)
"""How often an app that asks may look again; some would wait a week."""
NINE = timedelta(hours=9)
"""When people are reminded of whole days."""
BRIEF = 200
"""Letters of a title or a line that a brief entry shows."""
_END = b"END:VCALENDAR\r\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """An entry with what is remembered of it between two files."""

    entry: Entry
    sequence: int
    """Raised by one each time that the entry's content changes for its readers."""
    created: datetime
    changed: datetime
    url: str | None = None
    """Where its reader finds the step."""
    cancelled: bool = False
    remind: int | None = None
    """Days before it on which an app is asked to remind of it; at 9 o'clock, where it is whole days."""


class Written(vText):
    """A text as the standard writes it; icalendar itself makes a line break of a backslash before a capital N."""

    def to_ical(self) -> bytes:
        r"""Return the text with its backslashes, semicolons, commas and line breaks marked by a backslash."""
        return re.sub(r"([\\;,])", r"\\\1", self).replace("\n", r"\n").encode()


def calendar_file(name: str, events: Iterable[bytes], *, colour: str, says: str = "") -> bytes:
    """Return a calendar of that name with these events; one without any is valid too."""
    calendar = Calendar()  # `Calendar.new` writes a random UID, after which some apps show one event of the whole file
    calendar.add("version", "2.0")
    calendar.add("prodid", PRODUCT)
    calendar.add("method", "PUBLISH")
    for key in ("name", "x-wr-calname"):
        calendar.add(key, Written(one_line(name)))
    for key in ("description", "x-wr-caldesc") if says else ():
        calendar.add(key, Written(one_line(says)))
    calendar.add("refresh-interval", vDuration(REFRESH), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(REFRESH))
    calendar.add("color", colour)
    head: bytes = calendar.to_ical(sorted=False)
    return head.removesuffix(_END) + b"".join(events) + _END


def event(kept: Kept, *, brief: bool = False) -> bytes:
    """Return an entry as an event; a brief one has the dates alone in its description, and nothing of any length."""
    entry, one = kept.entry, Event()
    one.add("uid", entry.uid)
    one.add("dtstamp", in_utc(kept.changed))
    one.add("created", in_utc(kept.created))
    one.add("last-modified", in_utc(kept.changed))
    one.add("sequence", kept.sequence)
    one.add("dtstart", in_utc(entry.span.begin))
    one.add("dtend", in_utc(entry.span.end))
    title = _shortened(one_line(entry.summary)) if brief else one_line(entry.summary)
    one.add("summary", Written(f"Cancelled: {title}" if kept.cancelled else title))
    one.add("description", Written(_description(kept, brief=brief)))
    if entry.place:
        one.add("location", Written(one_line(entry.place)))
    if entry.category:
        one.add("categories", Written(one_line(entry.category)))
    for uid in entry.waits_for:
        one.add("related-to", uid, parameters={"RELTYPE": "DEPENDS-ON"})
    if kept.url:
        one.add("url", kept.url)
    if kept.cancelled:
        one.add("status", "CANCELLED")
    one.add("transp", "OPAQUE" if entry.busy and not kept.cancelled else "TRANSPARENT")
    if kept.remind is not None and not kept.cancelled:
        one.add_component(_reminder(kept, title))
    content: bytes = one.to_ical(sorted=False)
    return content


def _reminder(kept: Kept, title: str) -> Alarm:
    """Return an alarm with a description, without which some readers drop the whole calendar."""
    alarm, morning = Alarm(), NINE if kept.entry.span.whole_days else timedelta()
    alarm.add("action", "DISPLAY")
    alarm.add("description", Written(title))
    alarm.add("trigger", morning - timedelta(days=kept.remind or 0))
    return alarm


def _description(kept: Kept, *, brief: bool) -> str:
    said = map(_shortened, kept.entry.dates) if brief else (*kept.entry.dates, *kept.entry.texts)
    return visible("\n".join([*said, *([kept.url] if kept.url else [])]))


def _shortened(text: str) -> str:
    return text if len(text) <= BRIEF else f"{text[: BRIEF - 1]}…"


def in_utc(moment: Moment) -> Moment:
    """Return a day or a time in UTC; any other time is a mistake, which icalendar would write as a wrong hour."""
    if isinstance(moment, datetime) and moment.tzinfo is not UTC:
        message = f"{moment} is not in UTC"
        raise ValueError(message)
    return moment
