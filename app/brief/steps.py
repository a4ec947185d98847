"""Steps in words: by when, who, how it is known to be done, what it needs and gives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.document.moments import read_moment
from app.phrases import HEALTHS, KINDS, person_said, span_said, who
from app.timeline import by_phase
from scheduler.wording import amount_said, day_said, duration_said

if TYPE_CHECKING:
    from app.document.wire.steps import Help
    from app.document.wire.steps import Step as WrittenStep
    from app.projection import Projection
    from scheduler.plan import Kind, Moment, PartyId, PersonId, Step, StepId
    from scheduler.schedule import Health, ScheduledStep


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """Something to read."""

    title: str
    url: str
    """Empty where nobody wrote an address."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepBrief:
    """A step."""

    id: StepId
    title: str
    kind: Kind
    kind_says: str
    health: Health
    state: str
    """How it stands, where there is something to say: `done`, `under way`, `blocked`, `left out`."""
    late: str
    """By how much it is too late: `3 working days late`."""
    timeless: bool
    private: bool
    """Whether one party alone may see it."""
    critical: bool
    open: bool
    """Whether there is still something to do."""
    left_out: bool
    begun: bool
    sides: tuple[PartyId, ...]
    parties: tuple[str, ...]
    """What people call its sides."""
    owners: tuple[PersonId, ...]
    """The owners of its own sides."""
    who: str
    decider: PersonId | None
    """Who decides, of gates."""
    decider_says: str
    start: Moment
    finish: Moment
    start_by: Moment | None
    """The latest safe start, of what has not begun."""
    start_by_says: str
    planned: str
    """When it is planned, or was done; empty for what is left out."""
    agreed: Moment | None
    """The finish that both sides agreed on."""
    agreed_says: str
    moved: bool
    """Whether the plan has another finish than was agreed."""
    exit_criteria: str
    meeting: str
    """`at 10:00, for 2 hours`."""
    place: Reference | None
    book_by: str
    bring: tuple[str, ...]
    result: tuple[str, ...]
    references: tuple[Reference, ...]
    blocked: str
    """What holds it up."""
    help: str
    """A question that waits for its answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PhaseBrief:
    """A phase with its steps."""

    title: str
    steps: tuple[StepBrief, ...]

    @property
    def done(self) -> int:
        """Return how many of its steps were done."""
        return sum(not step.open and not step.left_out for step in self.steps)

    @property
    def total(self) -> int:
        """Return how many steps it has, those that are left out not counted."""
        return sum(not step.left_out for step in self.steps)


def phase_briefs(projection: Projection) -> tuple[PhaseBrief, ...]:
    """Return the steps by phase, in the order in which people read them."""
    written = {step.id: step for step in projection.document.steps}
    return tuple(
        PhaseBrief(title=title, steps=tuple(_brief(projection, step, written[step.id]) for step in steps))
        for title, steps in by_phase(projection.schedule)
    )


def _brief(projection: Projection, step: Step, written: WrittenStep) -> StepBrief:
    schedule = projection.schedule
    one, near = schedule.steps[step.id], schedule.as_of
    short = one.total_float if one.total_float is not None else 0
    begun = step.progress.started is not None or one.health == "done"
    start_by = None if begun else one.start_by
    agreed = step.agreed.finish if step.agreed else None
    return StepBrief(
        id=step.id,
        title=step.title,
        kind=step.kind,
        kind_says=KINDS[step.kind],
        health=one.health,
        state=_state(step, one),
        late=f"{amount_said(short, schedule.unit)} late" if short < 0 and one.health != "done" else "",
        timeless=step.timeless,
        private=written.private is not None,
        critical=one.critical and one.health != "done",
        open=one.health != "done",
        left_out=step.progress.skipped,
        begun=begun,
        sides=step.side,
        parties=tuple(schedule.plan.party_name(party) for party in step.side),
        owners=tuple(person for party, person in step.owners if party in step.side),
        who=who(schedule.plan, step),
        decider=written.decider,
        decider_says=_named(projection, written.decider),
        start=one.planned_start,
        finish=one.planned_finish,
        start_by=start_by,
        start_by_says=day_said(start_by, near=near) if start_by is not None else "",
        planned="" if step.progress.skipped else span_said(one.planned_start, one.planned_finish, near=near),
        agreed=agreed,
        agreed_says=day_said(agreed, near=near) if agreed is not None else "",
        moved=agreed is not None and agreed != one.planned_finish and one.health != "done",
        exit_criteria=written.exit_criteria or "",
        meeting=_meeting(step),
        place=_reference("", written.meeting.place) if written.meeting and written.meeting.place else None,
        book_by=day_said(one.book_by, near=near) if one.book_by is not None and not begun else "",
        bring=written.bring,
        result=written.result,
        references=tuple(_reference(one.title or "", one.url or "") for one in written.references),
        blocked=_blocked(step, written),
        help=_help(projection, written.help),
    )


def _state(step: Step, one: ScheduledStep) -> str:
    if step.progress.skipped:
        return "left out"
    if one.health in {"done", "blocked"}:
        return HEALTHS[one.health]
    if one.health == "at_risk":
        return HEALTHS[one.health]
    return "under way" if step.progress.started is not None else ""


def _named(projection: Projection, person: PersonId | None) -> str:
    plan = projection.schedule.plan
    return next((person_said(plan, one) for one in plan.people if one.id == person), "")


def _meeting(step: Step) -> str:
    if step.meeting is None:
        return ""
    length = duration_said(step.meeting.length).replace("working ", "") if step.meeting.length else ""
    return ", ".join(filter(None, [step.meeting.at and f"at {step.meeting.at}", length and f"for {length}"]))


def _blocked(step: Step, written: WrittenStep) -> str:
    if step.progress.blocked is None or written.progress is None or written.progress.blocked is None:
        return ""
    said = [written.progress.blocked.reason, written.progress.blocked.question]
    return ". ".join(one.rstrip(".") for one in said if one) or "something stands in the way"


def _help(projection: Projection, asked: Help | None) -> str:
    """Say a question that nobody has answered: who asks whom, and until when."""
    if asked is None or asked.answer or not asked.question:
        return ""
    owner = _named(projection, asked.owner)
    until = f"by {day_said(read_moment(asked.answer_by), near=projection.schedule.as_of)}" if asked.answer_by else ""
    from_whom = " ".join(filter(None, [owner and f"from {owner}", until]))
    return asked.question if not from_whom else f"{asked.question} (answer {from_whom})"


def _reference(title: str, url: str) -> Reference:
    """Return something to read; only what a browser opens harmlessly is an address."""
    harmless = url.startswith(("https://", "http://", "mailto:"))
    return Reference(title=title or url, url=url if harmless else "")
