"""Invitations follow their steps: in the transaction of whatever moves or ends what people were invited to.

What was sent last is kept, so that a date which moves and comes back says nothing. A date that is only planned and lies
far ahead may move with every change: it is told anew when it comes near, or when it is agreed.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from app.mail import send
from app.store.change_requests import requests
from app.store.invitations import drop_unsent_mails, keep_invitation, standing_invitations

from .appointments import appointment
from .invitation_letters import as_sent, called_off, counter_declined, is_past, told_anew

if TYPE_CHECKING:
    from datetime import date

    from app.projection import Projections
    from app.store import Unit
    from app.store.invitations import Invitation
    from app.store.plans import StoredPlan

    from .appointments import Appointment

NEAR = 21
"""Days ahead within which a planned date that moves is told at once."""
NOT_MOVED = "The date that you proposed was not taken; what you were invited to stands."


def follow_invitations(unit: Unit, stored: StoredPlan, projections: Projections, *, at_once: str | None = None) -> int:
    """Tell those who were invited what is other now; return how many were told.

    `at_once` is a step of which all is told now, however far ahead it lies.
    """
    told = 0
    for one in standing_invitations(unit, stored.id):
        found = appointment(projections, stored, step=one.step, party=one.party, person=one.person, email=one.email)
        told += _follow(unit, stored, one, found, at_once=one.step == at_once)
    return told


def cancel_invitations(unit: Unit, stored: StoredPlan) -> None:
    """Call off all that is to come in a plan that will not be there any more, in mails that do not lead to it.

    Mails about its invitations that have not left are forgotten: what they say is not so any more.
    """
    drop_unsent_mails(unit, stored.id)
    for one in standing_invitations(unit, stored.id):
        _cancel(unit, stored, replace(one, at=""))


def _follow(unit: Unit, stored: StoredPlan, one: Invitation, found: Appointment | None, *, at_once: bool) -> bool:
    if found is None:
        return _cancel(unit, stored, one)
    if found.is_over or is_past(one, stored.day, ZoneInfo(stored.zone)):
        return False
    if _differs(one, found) and (at_once or _is_due(one, found, stored.day)):
        return _tell(unit, stored, one, found)
    if one.countered is not None and not _waits(unit, one, found):
        return _decline_counter(unit, one, found)
    return False


def _differs(one: Invitation, found: Appointment) -> bool:
    return (one.begin, one.end, one.place) != (found.begin, found.end, found.entry.place)


def _is_due(one: Invitation, found: Appointment, today: date) -> bool:
    """Tell whether what is other is told now: all but another planned day that is still far ahead."""
    before, after = found.day(one.begin), found.day(found.begin)
    return before == after or found.is_agreed or (min(before, after) - today).days <= NEAR


def _tell(unit: Unit, stored: StoredPlan, one: Invitation, found: Appointment) -> bool:
    agreed = found.step.agreed
    gave_word = agreed is not None and agreed.by.get(one.party) == one.person
    new = replace(
        as_sent(one, found),
        sequence=one.sequence + 1,
        sent_at=unit.now,
        answer="accepted" if gave_word else "none",
        answered_at=unit.now if gave_word else None,
        answer_stamp=None,
        blocked=None,
        countered=None,
    )
    keep_invitation(unit, new)
    send(unit, told_anew(new, found, plan=stored.title))
    return True


def _cancel(unit: Unit, stored: StoredPlan, one: Invitation) -> bool:
    new = replace(one, sequence=one.sequence + 1, sent_at=unit.now, cancelled_at=unit.now, countered=None)
    keep_invitation(unit, new)
    if is_past(one, stored.day, ZoneInfo(stored.zone)):
        return False
    send(unit, called_off(new))
    return True


def _waits(unit: Unit, one: Invitation, found: Appointment) -> bool:
    """Tell whether what somebody proposed instead still waits for an answer."""
    countered = one.countered or {}
    if (number := countered.get("request")) is not None:
        return any(each.number == number and each.state == "open" for each in requests(unit, one.plan))
    proposed = found.step.proposed
    return proposed is not None and (proposed.start, proposed.finish) == (countered["start"], countered["finish"])


def _decline_counter(unit: Unit, one: Invitation, found: Appointment) -> bool:
    """Say that the proposal of somebody was not taken, unless it was: then there is nothing left to say."""
    countered = one.countered or {}
    new = replace(one, sent_at=unit.now, countered=None)
    agreed = found.step.agreed
    if agreed is not None and (agreed.start, agreed.finish) == (countered.get("start"), countered.get("finish")):
        keep_invitation(unit, replace(new, answer="accepted"))
        return False
    keep_invitation(unit, replace(new, answer="none"))
    send(unit, counter_declined(new, because=NOT_MOVED))
    return True
