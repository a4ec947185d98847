"""What an answer to an invitation does to the plan, as whoever was invited."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from app.actors import Actor
from app.exports.moments import day_in, wall_clock
from app.exports.words import span_dated
from app.operations.lookup import step_of
from app.plans import answer_invitation, change_plan, open_plan, request_change
from app.plans.appointments import moment_kept
from app.verbs.agreements import AgreeDates, DeclineDates, ProposeDates
from app.verbs.people import AskForHelp
from app.verbs.progress import BlockStep, UnblockStep
from app.verbs.steps import EditStep
from scheduler.plan import SELLER
from scheduler.refusals import Refused, moment_written

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from app.document import PlanDocument
    from app.document.wire.steps import Step
    from app.store import Unit
    from app.store.invitations import Invitation
    from app.verbs import Verb
    from scheduler.plan import Moment

    from .answer import Answer

WHY = "Answered the invitation by mail"
QUESTION = "When can it take place instead?"
NOT_AGREED = (
    "It is noted that you will come. To agree to the date for your side, please open the plan: this service cannot "
    "tell who sent a mail, so it agrees nothing by one."
)
NOT_PROPOSED = (
    "The other time that you want is put to the others as a question. To propose it for your side, please open the "
    "plan: this service cannot tell who sent a mail, so it proposes nothing by one."
)
KNOWN = {"ACCEPTED": "accepted", "TENTATIVE": "tentative", "DECLINED": "declined"}
"""What people answer, by what their programs call it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What is kept of an answer."""

    answer: str
    says: str
    """What it did to the plan, in words."""
    blocked: str | None = None
    countered: dict[str, Any] | None = None
    unproved: str = ""
    """What is told back to whoever was invited, where that one's word for a date was not taken from the mail."""


def actor_of(one: Invitation, *, is_proved: bool) -> Actor:
    """Return whoever was invited.

    An answer from the address that got the token proves who wrote it, as a code does, where a server vouches that it is
    from there: anybody can write any address, and whoever passes an invitation on gives the token away.
    """
    return Actor(
        kind="participant",
        id=one.id,
        name=one.name,
        party=one.party,
        person=one.person,
        email=one.email,
        verified=is_proved,
    )


def answer(unit: Unit, one: Invitation, said: Answer, partstat: str, zone: ZoneInfo) -> Kept:
    """Do what an answer says; the unit's actor is whoever was invited. Raises Refused where that cannot be done."""
    if said.method == "COUNTER":
        return _countered(unit, one, said, zone)
    if partstat == "ACCEPTED":
        return _accepted(unit, one)
    if partstat == "DECLINED":
        return _declined(unit, one, said.comment, zone)
    answer_invitation(unit, one.plan, one.step, "perhaps")
    return Kept(answer="tentative", says="will perhaps come")


def _accepted(unit: Unit, one: Invitation) -> Kept:
    step = _step(unit, one)
    operations: list[Verb] = []
    blocked = step.progress.blocked if step.progress else None
    if blocked is not None and blocked.reason == one.blocked:
        operations.append(UnblockStep(step=one.step))
    word = _word(one, step)
    unproved = NOT_AGREED if word is not None and not unit.actor.is_proved else ""
    word = None if unproved else word
    operations.extend([word] if word else [])
    if operations:
        change_plan(unit, one.plan, operations, why=WHY)
    else:
        answer_invitation(unit, one.plan, one.step, "will come")
    return Kept(answer="accepted", says="agreed to the date" if word else "will come", unproved=unproved)


def _word(one: Invitation, step: Step) -> Verb | None:
    """Return what gives a side's word for the date that was sent; None where that was given, or is not asked for."""
    dates = (one.start, one.finish)
    if step.private is not None or (step.agreed and (step.agreed.start, step.agreed.finish) == dates):
        return None
    if step.proposed is None:
        return ProposeDates(step=one.step, start=one.start, finish=one.finish)
    if (step.proposed.start, step.proposed.finish) != dates or one.party in step.proposed.by:
        return None
    return AgreeDates(step=one.step, start=one.start, finish=one.finish)


def _declined(unit: Unit, one: Invitation, comment: str, zone: ZoneInfo) -> Kept:
    """Hold the step up with a question; where that is not the person's to do, ask who is answerable."""
    reason = f"{one.name} cannot come: {when(one, zone)}"
    question = comment or QUESTION
    try:
        change_plan(unit, one.plan, [BlockStep(step=one.step, reason=reason, question=question)], why=WHY)
    except Refused as refused:
        if refused.problems[0].code != "by-request":
            raise
        return _asked(unit, one, f"{reason}. {question}", zone)
    return Kept(answer="declined", says="cannot come, and holds the step up", blocked=reason)


def _asked(unit: Unit, one: Invitation, question: str, zone: ZoneInfo) -> Kept:
    document = open_plan(unit, one.plan).seen_by(unit.actor)
    owner = _answerable(document, step_of(document, one.step))
    if owner is None:
        answer_invitation(unit, one.plan, one.step, "cannot come")
        return Kept(answer="declined", says="cannot come")
    day = day_in(moment_kept(one.begin), zone).isoformat()
    asked = AskForHelp(step=one.step, question=question, owner=owner, answer_by=day)
    change_plan(unit, one.plan, [asked], why=WHY)
    return Kept(answer="declined", says="cannot come, and asks")


def _answerable(document: PlanDocument, step: Step) -> str | None:
    sellers = [one.id for one in document.people if one.party == SELLER]
    return next(iter([*filter(None, [step.owners.get(SELLER)]), *sellers]), None)


def _countered(unit: Unit, one: Invitation, said: Answer, zone: ZoneInfo) -> Kept:
    """Propose another date; another time of day in a plan of days, which has none, is asked for."""
    step = _step(unit, one)
    if said.begin is None or (said.begin, said.end or said.begin) == (moment_kept(one.begin), moment_kept(one.end)):
        answer_invitation(unit, one.plan, one.step, "perhaps")
        return Kept(answer="tentative", says="will perhaps come")
    if not unit.actor.is_proved:
        wanted = f"{one.name} would rather come {spelled(said.begin, said.end or said.begin, zone)}"
        _asked(unit, one, f"{wanted}. {said.comment}".rstrip(), zone)
        return Kept(answer="tentative", says="asks for another time", unproved=NOT_PROPOSED)
    timed = open_plan(unit, one.plan).document.resolution == "minute"
    start, finish = _proposed(one, said, zone, timed=timed)
    other_time = None if timed else _other_time(one, step, said.begin, zone)
    propose = _proposal(one, step, start, finish, said.comment)
    if other_time is None:
        change_plan(unit, one.plan, [propose], why=WHY)
        return Kept(answer="countered", says="proposes another date", countered={"start": start, "finish": finish})
    moved = day_in(said.begin, zone) != day_in(moment_kept(one.begin), zone)
    plain = ProposeDates(step=one.step, start=start, finish=finish)
    request = request_change(unit, one.plan, [other_time, *([plain] if moved else [])], why=said.comment or WHY).request
    return Kept(
        answer="countered",
        says="asks for another time",
        countered={"start": start, "finish": finish, "request": request.number},
    )


def _proposed(one: Invitation, said: Answer, zone: ZoneInfo, *, timed: bool) -> tuple[str | None, str]:
    """Return the proposed date as a plan writes it; what took some days takes as many."""
    begin = said.begin
    assert begin is not None  # noqa: S101 - its caller has looked
    if timed and isinstance(begin, datetime):
        end = said.end if isinstance(said.end, datetime) else begin
        start = moment_written(wall_clock(begin, zone))
        return (start if one.start else None), moment_written(wall_clock(end, zone))
    first = day_in(begin, zone)
    days = timedelta() if one.start is None else day_of_text(one.finish) - day_of_text(one.start)
    return (first.isoformat() if one.start else None), (first + days).isoformat()


def day_of_text(text: str) -> Any:  # noqa: ANN401 - a day
    """Return the day of a moment that a plan has written."""
    return datetime.fromisoformat(text).date()


def _other_time(one: Invitation, step: Step, begin: Moment, zone: ZoneInfo) -> EditStep | None:
    """Return what sets another time of day, where it is another one."""
    before = moment_kept(one.begin)
    if not isinstance(begin, datetime):
        return None
    at = wall_clock(begin, zone)
    was = wall_clock(before, zone) if isinstance(before, datetime) else None
    if f"{at:%H:%M}" == (f"{was:%H:%M}" if was is not None else ""):
        return None
    meeting = step.meeting.model_dump(mode="json", exclude_none=True) if step.meeting else {}
    return EditStep(step=one.step, set={"meeting": {**meeting, "at": f"{at:%H:%M}"}})


def _proposal(one: Invitation, step: Step, start: str | None, finish: str, comment: str) -> Verb:
    """Return what puts another date to the other side, in the place of what it had proposed."""
    if step.proposed is not None and one.party not in step.proposed.by:
        return DeclineDates(step=one.step, reason=comment or QUESTION, start=start, finish=finish)
    return ProposeDates(step=one.step, start=start, finish=finish)


def when(one: Invitation, zone: ZoneInfo) -> str:
    """Say when somebody was to come."""
    return spelled(moment_kept(one.begin), moment_kept(one.end), zone)


def spelled(begin: Moment, end: Moment, zone: ZoneInfo) -> str:
    """Say from when to when something is, as calendars have it; what takes days ends before its last one."""
    if isinstance(begin, datetime) and isinstance(end, datetime):
        return span_dated(wall_clock(begin, zone), wall_clock(end, zone))
    first, behind = day_in(begin, zone), day_in(end, zone)
    return span_dated(first, max(first, behind - timedelta(days=1)))


def kept_as(one: Invitation, said: Answer, kept: Kept, now: datetime) -> Invitation:
    """Return an invitation with what was answered."""
    return replace(
        one,
        answer=kept.answer,  # type: ignore[arg-type] # one of those that there are
        answered_at=now,
        answer_stamp=stamp_of(said, now),
        blocked=kept.blocked,
        countered=kept.countered,
    )


def stamp_of(said: Answer, now: datetime) -> datetime:
    """Return when an answer was written; a clock that is ahead shuts out nothing that comes later."""
    return now if said.stamp is None else min(said.stamp, now)


def _step(unit: Unit, one: Invitation) -> Step:
    return step_of(open_plan(unit, one.plan).seen_by(unit.actor), one.step)
