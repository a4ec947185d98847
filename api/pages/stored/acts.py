"""What a reader can do to a step as it stands: which forms belong below it, and what stands in their fields."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING

from networkx import DiGraph, descendants

from app.document.moments import read_moment
from app.document.wire.steps import Link
from app.exports.seen import one_line
from app.operations.agreements import SIDES
from app.phrases import person_said
from app.plans import invitations_of, replies_of
from app.plans.appointments import KINDS as MEETS
from app.plans.permitting import refuse_beyond_own
from app.plans.privacy import is_owed
from app.verbs.people import AnswerHelp, Delegate, WithdrawHelp
from app.verbs.progress import BlockStep, FinishStep, ProgressStep, ReopenStep, StartStep
from app.verbs.steps import EditStep, LinkSteps
from scheduler.refusals import Refused
from scheduler.wording import day_said

from .reader import Named

if TYPE_CHECKING:
    from app.brief.steps import StepBrief
    from app.document.wire.steps import Agreed, Help
    from app.verbs import Verb
    from scheduler.plan import Step

    from .reader import Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """Dates that wait for an answer."""

    says: str
    """The days: `Mon 8 Feb to Fri 12 Feb`."""
    by: str
    """Who proposed them."""
    start: str
    finish: str
    """As they were written, so that nobody agrees to others than were shown."""
    is_ours: bool
    """Whether the reader's side has accepted them already."""


class Way(StrEnum):
    """How a reader comes to something."""

    DO = "do"
    ASK = "ask"
    """By a change request, which the other side answers."""
    NOT = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Acts:
    """What can be done to a step."""

    id: str
    title: str
    can_start: bool
    can_finish: bool
    can_reopen: bool
    left_out: bool
    begun: bool
    length: Way
    amount: str
    """The number that the form for its length offers: what it takes, or is left."""
    unit: str
    """Of that number: `working days`."""
    can_delegate: bool
    can_ask: bool
    question: str
    """What was asked and is not answered."""
    asks: str
    """Who asked it; empty where that is nobody whom the reader sees."""
    answer_by: str
    """By when the answer is needed."""
    can_answer: bool
    can_withdraw: bool
    can_promise: bool
    """Whether dates can be proposed for it."""
    proposal: Proposal | None
    can_block: bool
    blocked: bool
    finish: str
    """The planned finish, which the form for a proposal offers."""
    wording: Way
    exit_criteria: str
    can_skip: bool
    is_private: bool
    can_hide: bool
    """Whether the reader's side does it alone, so that it may keep it to itself."""
    can_link: Way = Way.NOT
    """How a reader comes to let it wait for other steps, or no longer."""
    waits_for: tuple[Named, ...] = ()
    could_wait_for: tuple[Named, ...] = ()
    """The steps that do not wait for it themselves."""
    can_invite: bool = False
    """Whether people can be invited to it."""
    invited: tuple[str, ...] = ()
    """Who was invited, and what each answered."""
    wrote: tuple[str, ...] = ()
    """What those wrote back in words, newest first, for the seller's side."""


MOST_WORDS, LONGEST_WORDS = 3, 300
"""Messages of a step that are shown, and letters of each; the rest is at `/v1/plans/{id}/replies`."""


def acts_of(reader: Reader, step: StepBrief) -> Acts:
    """Return what a reader can do to a step."""
    known = next(one for one in reader.projection.schedule.plan.steps if one.id == step.id)
    written = next(one for one in reader.projection.document.steps if one.id == step.id)
    way, open_one = partial(_way, reader), step.open and not step.left_out
    begun, asked = step.begun and step.open, written.help is not None and written.help.answer is None
    amount, unit = _length(known, begun=begun)
    longer = ProgressStep(step=step.id, remaining="1d") if begun else EditStep(step=step.id, set={"duration": "1d"})
    owned = reader.is_seller or reader.party in step.sides
    return Acts(
        id=step.id,
        title=step.title,
        can_start=open_one and not step.begun and not step.timeless and way(StartStep(step=step.id)) == Way.DO,
        can_finish=open_one and way(FinishStep(step=step.id)) == Way.DO,
        can_reopen=(not step.open or step.left_out) and way(ReopenStep(step=step.id)) == Way.DO,
        left_out=step.left_out,
        begun=begun,
        length=way(longer) if amount and open_one else Way.NOT,
        amount=amount,
        unit=unit,
        can_delegate=open_one and owned and way(Delegate(step=step.id, to="-")) == Way.DO,
        can_ask=open_one and not asked,
        question=(written.help.question or "") if written.help is not None and asked else "",
        asks=_asks(reader, written.help) if written.help is not None and asked else "",
        answer_by=_answer_by(reader, written.help) if written.help is not None and asked else "",
        can_answer=asked and way(AnswerHelp(step=step.id, answer="-")) == Way.DO,
        can_withdraw=asked and way(WithdrawHelp(step=step.id)) == Way.DO,
        can_promise=open_one
        and reader.actor.is_proved
        and not step.private
        and (reader.is_side or reader.party in step.sides),
        proposal=_proposal(reader, written.proposed) if written.proposed is not None and open_one else None,
        can_block=open_one and way(BlockStep(step=step.id, reason="-")) == Way.DO,
        blocked=bool(step.blocked),
        finish=step.finish.isoformat()[:10],
        wording=way(EditStep(step=step.id, set={"title": step.title})),
        exit_criteria=step.exit_criteria,
        can_skip=open_one and reader.is_seller,
        is_private=written.private is not None,
        can_hide=step.sides == (reader.party,)
        and not is_owed(reader.unit, reader.opened.stored.id, reader.projection.document, written),
        can_link=way(LinkSteps(step=step.id, to=Link(step=step.id))) if open_one else Way.NOT,
        **_links(reader, known),
        can_invite=reader.invites and open_one and owned and step.kind in MEETS and reader.actor.is_proved,
        invited=_invited(reader, step) if step.kind in MEETS else (),
        wrote=_wrote(reader, step) if step.kind in MEETS and reader.is_seller else (),
    )


def _asks(reader: Reader, help_: Help) -> str:
    plan = reader.projection.schedule.plan
    return next((person_said(plan, one) for one in plan.people if one.id == help_.asked_by), "")


def _answer_by(reader: Reader, help_: Help) -> str:
    return day_said(read_moment(help_.answer_by), near=reader.projection.schedule.as_of) if help_.answer_by else ""


ANSWERS = {
    "none": "no answer yet",
    "accepted": "comes",
    "tentative": "comes perhaps",
    "declined": "cannot come",
    "countered": "proposes another time",
}
"""What people answered, in words."""


def _invited(reader: Reader, step: StepBrief) -> tuple[str, ...]:
    """Say who was invited to a step and has not been told since that it is off, and what each answered."""
    found = invitations_of(reader.unit, reader.opened.stored.id)
    return tuple(
        f"{one.name} ({ANSWERS[one.answer]})" for one in found if one.step == step.id and one.cancelled_at is None
    )


def _wrote(reader: Reader, step: StepBrief) -> tuple[str, ...]:
    """Say what people who were invited to a step wrote in words, newest first."""
    plan = reader.opened.stored.id
    names = {one.id: one.name for one in invitations_of(reader.unit, plan) if one.step == step.id}
    found = replies_of(reader.unit, plan, outcomes=("words",)) if names else []
    own = [one for one in found if one.invitation in names and one.text]
    return tuple(f"{names[one.invitation]} wrote: {_cut(one_line(one.text or ''))}" for one in own[:MOST_WORDS])


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_WORDS else f"{text[:LONGEST_WORDS]}\N{HORIZONTAL ELLIPSIS}"


def _way(reader: Reader, operation: Verb) -> Way:
    """Return how a reader comes to an operation; that it has to say first who it is keeps nothing from it."""
    try:
        refuse_beyond_own(reader.projection.document, operation, reader.actor)
    except Refused as refused:
        if refused.problems[0].code == "by-request":
            return Way.ASK if reader.is_side else Way.NOT
    return Way.DO


def _links(reader: Reader, step: Step) -> dict[str, tuple[Named, ...]]:
    """Return the steps for which one waits, and those for which it could, as nothing waits in a circle."""
    steps, before = reader.projection.schedule.plan.steps, {link.step for link in step.after}
    waits: DiGraph[str] = DiGraph((link.step, one.id) for one in steps for link in one.after)
    behind = {step.id} | (descendants(waits, step.id) if step.id in waits else set())
    return {
        "waits_for": tuple(Named(id=one.id, said=one.title) for one in steps if one.id in before),
        "could_wait_for": tuple(Named(id=one.id, said=one.title) for one in steps if one.id not in before | behind),
    }


def _length(step: Step, *, begun: bool) -> tuple[str, str]:
    """Return what a step takes, or what is left of it, as a number and its unit."""
    duration = (step.progress.remaining or step.duration) if begun else step.duration
    if duration is None:
        return "", ""
    word = {"d": "day", "h": "hour", "m": "minute", "w": "week"}[duration.unit]
    kind = word if duration.elapsed else f"working {word}"
    return str(duration.amount), kind if duration.amount == 1 else f"{kind}s"


def _proposal(reader: Reader, proposed: Agreed) -> Proposal:
    days = [day for day in (proposed.start, proposed.finish) if day]
    near = reader.projection.schedule.as_of
    said = [day_said(read_moment(day), near=near) for day in days]
    names = {person.id: person.name or person.id for person in reader.people}
    others = [names.get(one, "") for party, one in sorted(proposed.by.items()) if party != reader.party]
    return Proposal(
        says=" to ".join(said),
        by=" and ".join(filter(None, others)) or "the other side",
        start=proposed.start or "",
        finish=proposed.finish or "",
        is_ours=reader.party in proposed.by or reader.party not in SIDES,
    )
