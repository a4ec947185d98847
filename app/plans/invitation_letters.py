"""The mails around an invitation: what somebody is invited to, told anew, and what is not to be."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from html import escape
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from app.exports.ics.itip import Meeting, itip
from app.exports.moments import day_in, wall_clock
from app.exports.words import span_dated
from app.mail import Mail
from app.mail.kinds import INVITATIONS
from scheduler.plan import SELLER

from .appointments import moment_kept

if TYPE_CHECKING:
    from app.exports.ics.itip import Method
    from app.store.invitations import Invitation

    from .appointments import Appointment

KIND = INVITATIONS.id
"""What people call this kind of mail, and take themselves off."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What a letter says besides when and where."""

    subject: str
    first: str
    """The first paragraph."""
    answer: str = ""
    """How to answer."""


def invited(one: Invitation, found: Appointment, *, plan: str) -> Mail:
    """Return the first mail of an invitation."""
    words = Words(
        subject=f"Invitation: {one.title}",
        first=f"{one.by_name} invites you to {one.title}, in the plan {plan}.",
        answer=ANSWER,
    )
    return _letter("REQUEST", one, words, found)


def told_anew(one: Invitation, found: Appointment, *, plan: str, first: str = "") -> Mail:
    """Return what tells somebody another day, time, length or place; `first` says why else it comes again."""
    moved = f"{one.title}, in the plan {plan}, has another date or place; this takes the place of what you have."
    words = Words(subject=f"Updated: {one.title}", first=first or moved, answer=ANSWER)
    return _letter("REQUEST", one, words, found)


def called_off(one: Invitation) -> Mail:
    """Return what takes a meeting out of somebody's calendar."""
    first = f"You need not come any more: {one.title} does not take place as you were told, or without you."
    return _letter("CANCEL", one, Words(subject=f"Cancelled: {one.title}", first=first))


def counter_declined(one: Invitation, *, because: str) -> Mail:
    """Return what says that another date, which somebody proposed, is not taken."""
    words = Words(subject=f"Not moved: {one.title}", first=because, answer=ANSWER)
    return _letter("DECLINECOUNTER", one, words)


def not_taken(one: Invitation, *, because: str) -> Mail:
    """Return what says in words alone that an answer could not be taken."""
    text = f"{because}\n\nYou answered to: {one.title}\n{_page(one)}".rstrip()
    return Mail(to=one.email, name=one.name, kind=KIND, subject=f"Your answer: {one.title}", text=text)


ANSWER = (
    "Answer with the buttons of your mail or calendar program: accepting says that the date is agreed for your side, "
    "declining asks for another one, and proposing another time puts that to the others. What you write in words is "
    "read by people."
)


def _letter(method: Method, one: Invitation, words: Words, found: Appointment | None = None) -> Mail:
    zone = found.zone if found else None
    facts = [("When", _when(one, zone)), ("Where", one.place), ("Plan", _page(one))]
    if found:
        facts[2:2] = [("", line) for line in found.entry.texts]
    lines = [f"{name}: {said}" if name else said for name, said in facts if said]
    description = "\n".join(filter(None, [words.first, *(found.entry.texts if found else ()), _page(one)]))
    return Mail(
        to=one.email,
        name=one.name,
        kind=KIND,
        subject=words.subject,
        text="\n\n".join(filter(None, [words.first, "\n".join(lines), words.answer])) + "\n",
        html=_html(words, lines),
        calendar=itip(method, _meeting(one, description)),
        reply_to=one.organizer,
    )


def _meeting(one: Invitation, description: str) -> Meeting:
    return Meeting(
        uid=one.uid,
        sequence=one.sequence,
        sent_at=one.sent_at,
        begin=moment_kept(one.begin),
        end=moment_kept(one.end),
        summary=one.title,
        description=description,
        place=one.place,
        url=_page(one),
        organizer=one.organizer,
        organizer_name=one.by_name,
        attendee=one.email,
        attendee_name=one.name,
        accepted=one.answer == "accepted",
    )


def _when(one: Invitation, zone: ZoneInfo | None) -> str:
    """Say when it is, in the plan's zone where that is known, else in UTC."""
    begin, end = moment_kept(one.begin), moment_kept(one.end)
    if not isinstance(begin, datetime):
        return span_dated(begin, end - timedelta(days=1))
    local = zone or ZoneInfo("UTC")
    return f"{span_dated(wall_clock(begin, local), wall_clock(end, local))} ({local.key})"


def _page(one: Invitation) -> str:
    """Return where the plan is, for those with an account; all others have a link of their own, which is secret."""
    return f"{one.at}/plans/{one.plan}?step={one.step}#step-{one.step}" if one.at and one.party == SELLER else ""


def _html(words: Words, lines: list[str]) -> str:
    shown = "<br>\n".join(map(escape, lines))
    said = [f"<p>{part}</p>" for part in (escape(words.first), shown, escape(words.answer)) if part]
    return "<!doctype html>\n<html><body>\n" + "\n".join(said) + "\n</body></html>\n"


def as_sent(one: Invitation, found: Appointment) -> Invitation:
    """Return an invitation as it says when and where to come now."""
    return replace(
        one,
        title=found.entry.summary,
        start=found.start,
        finish=found.finish,
        begin=found.begin,
        end=found.end,
        place=found.entry.place,
    )


def is_past(one: Invitation, today: date, zone: ZoneInfo) -> bool:
    """Tell whether what somebody was invited to lies behind, on a day of the plan's zone."""
    end = moment_kept(one.end)
    return (day_in(end, zone) if isinstance(end, datetime) else end - timedelta(days=1)) < today
