"""The calendar file of an answer (RFC 5546): who says what to which version of an invitation.

Only the lines that say so are read. Time zones are known by their names alone and recurrences not at all, so that
nothing in the file makes work.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from icalendar.parser import Contentline
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from app.exports.seen import visible

if TYPE_CHECKING:
    from scheduler.plan import Moment

MOST_LINES, LONGEST_LINE, LONGEST_COMMENT = 2_000, 20_000, 2_000
WANTED = frozenset(
    {"UID", "SEQUENCE", "DTSTAMP", "ATTENDEE", "DTSTART", "DTEND", "DURATION", "COMMENT", "RECURRENCE-ID"}
)
_FOLD = re.compile(r"\r?\n[ \t]")
_DAY = re.compile(r"\d{8}", re.ASCII)
_TIME = re.compile(r"\d{8}T\d{6}Z?", re.ASCII)
_LENGTH = re.compile(
    r"\+?P(?:(\d{1,4})W)?(?:(\d{1,5})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,8})M)?(?:(\d{1,10})S)?)?", re.ASCII
)


class BadAnswer(ValueError):  # noqa: N818 - a sentence for whoever looks why a message was refused
    """A calendar file answers nothing."""

    def __init__(self, code: str, sentence: str) -> None:
        """Keep what is wrong, for programs and for people."""
        super().__init__(sentence)
        self.code = code


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What somebody's calendar program sent back."""

    method: str
    uid: str
    sequence: int
    stamp: datetime | None
    """When the program wrote it, as it says."""
    attendees: dict[str, str]
    """What each address says, such as ACCEPTED."""
    begin: Moment | None
    end: Moment | None
    comment: str


@dataclass(slots=True)
class _Line:
    """One line of a file, taken apart."""

    value: str
    params: dict[str, str] = field(default_factory=dict)


def read_answer(text: str, uid: str, zone: ZoneInfo) -> Answer:
    """Return what a file says about the event with a UID; raise BadAnswer where it says nothing that can be read.

    Times without a zone are those of the plan.
    """
    method, events = _events(text)
    own = [one for one in events if _first(one, "UID").casefold() == uid.casefold() and "RECURRENCE-ID" not in one]
    if not own:
        raise BadAnswer("other-event", "it answers something that its sender was not invited to")
    event = own[0]
    begin = _moment(event.get("DTSTART"), zone)
    return Answer(
        method=method,
        uid=_first(event, "UID"),
        sequence=_number(_first(event, "SEQUENCE")),
        stamp=_stamp(_first(event, "DTSTAMP")),
        attendees={_address(one.value): one.params.get("PARTSTAT", "").upper() for one in event.get("ATTENDEE", [])},
        begin=begin,
        end=_moment(event.get("DTEND"), zone) or _behind(begin, _first(event, "DURATION")),
        comment=visible(_first(event, "COMMENT")).strip()[:LONGEST_COMMENT],
    )


def _events(text: str) -> tuple[str, list[dict[str, list[_Line]]]]:
    """Return the method of a file, and of each of its events the lines that matter."""
    method, events, within = "", list[dict[str, list[_Line]]](), list[str]()
    lines = _FOLD.sub("", text).splitlines()
    if len(lines) > MOST_LINES:
        raise BadAnswer("too-large", f"its file has more than {MOST_LINES:,} lines")
    for line in lines:
        name = re.split("[:;]", line, maxsplit=1)[0].strip().upper()
        if name == "BEGIN":
            within.append(line.partition(":")[2].strip().upper())
            if within == ["VCALENDAR", "VEVENT"]:
                events.append({})
        elif name == "END":
            within = within[:-1]
        elif name == "METHOD" and within == ["VCALENDAR"]:
            method = line.partition(":")[2].strip().upper()
        elif name in WANTED and within == ["VCALENDAR", "VEVENT"] and len(line) <= LONGEST_LINE:
            events[-1].setdefault(name, []).extend(_taken_apart(line))
    return method, events


def _taken_apart(line: str) -> list[_Line]:
    try:
        _, params, value = Contentline(line).parts()  # type: ignore[no-untyped-call] # theirs
    except ValueError:
        return []
    return [_Line(value=value, params={key.upper(): str(one) for key, one in params.items()})]


def _first(event: dict[str, list[_Line]], name: str) -> str:
    return next((one.value.strip() for one in event.get(name, [])), "")


def _number(text: str) -> int:
    """Return a sequence number; programs leave out that it is the first."""
    return int(text) if re.fullmatch(r"\d{1,9}", text, re.ASCII) else 0


def _address(value: str) -> str:
    return re.sub(r"^mailto:", "", value.strip(), flags=re.IGNORECASE).casefold()


def _stamp(text: str) -> datetime | None:
    return _timed(text).replace(tzinfo=UTC) if _TIME.fullmatch(text) else None


def _moment(lines: list[_Line] | None, zone: ZoneInfo) -> Moment | None:
    """Return a day, or a time in UTC."""
    if not lines:
        return None
    value = lines[0].value.strip()
    if _DAY.fullmatch(value):
        return _day(value)
    if not _TIME.fullmatch(value):
        raise BadAnswer("bad-time", f"its file has a time that nobody can read: {value[:40]!r}")
    named = lines[0].params.get("TZID", "")
    local = ZoneInfo("UTC") if value.endswith("Z") else _zone(named) if named else zone
    try:
        return _timed(value).replace(tzinfo=local).astimezone(UTC)
    except OverflowError as error:
        raise BadAnswer("bad-time", f"its file has a time that no calendar has: {value[:40]!r}") from error


def _behind(begin: Moment | None, length: str) -> Moment | None:
    """Return the end of what says how long it is, instead of when it ends (RFC 5545, section 3.8.2.5)."""
    found = _LENGTH.fullmatch(length)
    if begin is None or found is None:
        return None
    weeks, days, hours, minutes, seconds = (int(one or 0) for one in found.groups())
    try:
        return begin + timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)
    except OverflowError as error:
        raise BadAnswer("bad-time", f"its file has a length that no calendar has: {length[:40]!r}") from error


def _day(text: str) -> date:
    return _timed(f"{text}T000000").date()


def _timed(text: str) -> datetime:
    try:
        return datetime.strptime(text.rstrip("Z"), "%Y%m%dT%H%M%S")  # noqa: DTZ007 - its zone is put to it
    except ValueError as error:
        raise BadAnswer("bad-time", f"its file has a time that no clock shows: {text[:40]!r}") from error


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(WINDOWS_TO_OLSON.get(name, name))
    except (KeyError, ValueError, OSError) as error:
        raise BadAnswer("unknown-zone", f"its file has a time zone that nobody knows: {name[:60]!r}") from error
