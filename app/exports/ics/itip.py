"""Invitations as calendar programs exchange them by mail (RFC 5546): one event, for one person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Literal

from icalendar import Calendar, Event, vCalAddress

from app.exports.seen import one_line, visible

from .calendar_file import PRODUCT, Written, in_utc

if TYPE_CHECKING:
    from scheduler.plan import Moment

Method = Literal["REQUEST", "CANCEL", "DECLINECOUNTER"]
SHOWN = 2_000
"""Characters of a description."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """What somebody is invited to, told anew, or told that it does not take place."""

    uid: str
    """That of the step's entry in feeds, so that it is one thing everywhere."""
    sequence: int
    sent_at: datetime
    begin: Moment
    end: Moment
    summary: str
    description: str = ""
    place: str = ""
    url: str = ""
    organizer: str
    """The address that reads the answer."""
    organizer_name: str
    attendee: str
    attendee_name: str
    accepted: bool = False
    """Whether the attendee has agreed to just this already."""


def itip(method: Method, meeting: Meeting) -> str:
    """Return the file of a mail by which calendar programs take a meeting in, move it, or take it out."""
    calendar = Calendar()  # `Calendar.new` writes a random UID
    calendar.add("version", "2.0")
    calendar.add("prodid", PRODUCT)
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    calendar.add_component(_event(method, meeting))
    content: bytes = calendar.to_ical(sorted=False)
    return content.decode()


def _event(method: Method, meeting: Meeting) -> Event:
    one = Event()
    one.add("uid", meeting.uid)
    one.add("dtstamp", meeting.sent_at.astimezone(UTC))
    one.add("sequence", meeting.sequence)
    one.add("dtstart", in_utc(meeting.begin))
    one.add("dtend", in_utc(meeting.end))
    one.add("summary", Written(one_line(meeting.summary)))
    if meeting.description and method == "REQUEST":
        one.add("description", Written(visible(meeting.description)[:SHOWN]))
    if meeting.place:
        one.add("location", Written(one_line(meeting.place)))
    if meeting.url:
        one.add("url", meeting.url)
    one.add("organizer", _address(meeting.organizer, meeting.organizer_name), encode=False)
    one.add("attendee", _attendee(method, meeting), encode=False)
    one.add("status", "CANCELLED" if method == "CANCEL" else "CONFIRMED")
    one.add("transp", "OPAQUE" if isinstance(meeting.begin, datetime) and method != "CANCEL" else "TRANSPARENT")
    return one


def _attendee(method: Method, meeting: Meeting) -> vCalAddress:
    attendee = _address(meeting.attendee, meeting.attendee_name)
    if method == "REQUEST":
        attendee.params["CUTYPE"] = "INDIVIDUAL"
        attendee.params["ROLE"] = "REQ-PARTICIPANT"
        attendee.params["PARTSTAT"] = "ACCEPTED" if meeting.accepted else "NEEDS-ACTION"
        attendee.params["RSVP"] = "TRUE"
    return attendee


def _address(address: str, name: str) -> vCalAddress:
    found = vCalAddress(f"mailto:{address}")
    found.params["CN"] = one_line(name).replace('"', "'")
    return found
