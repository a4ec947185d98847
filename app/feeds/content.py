"""What a feed holds: the entries of a scope, with what is remembered of them, and for a while the cancelled ones."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from app.exports.ics import Entry, Kept, Scope, entries, fitting
from app.exports.ics.export import colour_of, name_of
from app.exports.ics.span import Span
from app.exports.ics.uid import date_uid
from app.mail.kinds import INVITATIONS
from app.plans.opening import opened_on
from app.plans.sequences import CANCELLED_FOR
from app.projection import Audience
from app.store.calendar_entries import remembered
from app.store.invitations import invitations_of
from app.store.mail_choices import kinds_off, stopped_address

if TYPE_CHECKING:
    from app.store import Unit
    from app.store.calendar_entries import Remembered
    from app.store.feeds import Feed
    from app.store.invitations import Invitation
    from app.store.plans import StoredPlan
    from scheduler.plan import Moment

EVERYTHING = Scope(past=36_500)


def feed_content(unit: Unit, feed: Feed, stored: StoredPlan, *, public: str) -> bytes:
    """Return the file of a feed as of the day that the plan has come to; the same state gives the same bytes anywhere.

    `public` is where readers find the service. Each entry has an address of its own: programs take two that differ in
    their UIDs alone for the same.
    """
    audience = Audience(party=feed.party, person=feed.person)
    seen = opened_on(unit, stored, stored.day).projections.dated(audience)
    side = feed.party if feed.side else None
    scope = Scope(person=feed.person, party=side, past=feed.past, ahead=feed.ahead, bars=feed.bars)
    known = {uid: one for (_, uid), one in remembered(unit, stored.id, feed.party).items()}
    by_mail = [] if feed.invited else _invitations(unit, feed)
    invited = {one.uid for one in by_mail if one.cancelled_at is None}
    kept = [
        Kept(
            entry=entry,
            sequence=known[entry.uid].sequence,
            created=known[entry.uid].made_at,
            changed=known[entry.uid].changed_at,
            url=_url(public, entry.uid, stored.id),
            remind=feed.remind,
        )
        for entry in entries(seen, scope)
        if entry.uid not in invited
    ]
    gone = [
        _cancelled(one, _url(public, one.uid, stored.id))
        for one in known.values()
        if _shown_as_cancelled(one, feed, stored) and one.uid not in {told.uid for told in by_mail}
    ]
    everything = sorted(
        [*kept, *gone], key=lambda one: (*_day_and_time(one.entry.span.begin, stored.zone), one.entry.uid)
    )
    return fitting(everything, name=name_of(seen, scope), colour=colour_of(seen.document))


def last_changed(unit: Unit, feed: Feed, stored: StoredPlan) -> datetime:
    """Return since when a feed is as it is: an entry changed or went, or a day passed and with it the window.

    A plan that moved west has a day whose midnight is still to come there: until then it is as it is now.
    """
    midnight = min(datetime.combine(stored.day, time(), tzinfo=ZoneInfo(stored.zone)).astimezone(UTC), unit.now)
    changes = [one.changed_at for one in remembered(unit, stored.id, feed.party).values()]
    sent = [one.sent_at for one in _invitations(unit, feed)]
    return max([midnight, feed.made_at, *changes, *sent, *([feed.anew_at] if feed.anew_at else [])])


def _invitations(unit: Unit, feed: Feed) -> list[Invitation]:
    """Return the reader's invitations of which mails tell it, those that were called off too.

    Who wants no such mails, or gets none, learns of it by the feed alone.
    """
    if feed.reader is None:
        return []
    own = [one for one in invitations_of(unit, feed.plan) if (one.party, one.person) == (feed.party, feed.reader)]
    unwritten = {one.email for one in own if INVITATIONS.id in kinds_off(unit, one.email)}
    return [one for one in own if one.email not in unwritten and stopped_address(unit, one.email) is None]


def _shown_as_cancelled(one: Remembered, feed: Feed, stored: StoredPlan) -> bool:
    """Tell whether a feed still shows an entry that has gone; a day on which something must start just ends.

    A critical date was there for everybody, however far ahead it lay.
    """
    if one.cancelled_at is None or one.uid.endswith(".start@backplan"):
        return False
    heard = one.cancelled_at.astimezone(ZoneInfo(stored.zone)).date() + CANCELLED_FOR
    if one.uid.startswith(date_uid(stored.id.lower(), "").removesuffix("@backplan")):
        return stored.day < heard
    if feed.person is not None and feed.person not in one.last_seen.get("people", ()):
        return False
    if feed.side and not one.last_seen.get("own"):
        return False
    first = _day_and_time(_moment(one.last_seen["begin"]), stored.zone)[0]
    ends = first >= stored.day - timedelta(days=feed.past)
    begins = feed.ahead is None or first <= stored.day + timedelta(days=feed.ahead)
    return stored.day < heard and begins and ends


def _cancelled(one: Remembered, url: str) -> Kept:
    seen = one.last_seen
    entry = Entry(
        uid=one.uid,
        summary=seen["summary"],
        span=Span(begin=_moment(seen["begin"]), end=_moment(seen["end"])),
        dates=("It is no part of the plan any more.",),
        texts=(),
    )
    return Kept(
        entry=entry, sequence=one.sequence, created=one.made_at, changed=one.changed_at, url=url, cancelled=True
    )


def _moment(written: str) -> Moment:
    return datetime.fromisoformat(written) if "T" in written else date.fromisoformat(written)


def _day_and_time(moment: Moment, zone: str) -> tuple[date, str]:
    day = moment.astimezone(ZoneInfo(zone)).date() if isinstance(moment, datetime) else moment
    return day, str(moment)


def _url(public: str, uid: str, plan: str) -> str:
    """Return the address of an entry: the place of its step, or critical date, on the page of its plan."""
    name = uid.removeprefix(f"{plan.lower()}.").removesuffix("@backplan").removesuffix(".start")
    date = name.removeprefix("date.")
    place = f"#date-{date}" if date != name else f"?step={name}#step-{name}"
    return f"{public}/plans/{plan}{place}"
