"""A step as it is answered: what it is, its dates, and what set them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field

from app.document.wire.steps import Agreed
from scheduler.causes import causes
from scheduler.plan import Kind
from scheduler.schedule import Health

from .causes import CauseAnswer, CausesAnswer
from .values import Answer, Moment

if TYPE_CHECKING:
    from app.document.wire.steps import Step as Written
    from scheduler.plan import Step
    from scheduler.schedule import Schedule


class StepAnswer(Answer):
    """A step with its dates; floats count in the plan's unit, on the step's own calendar."""

    id: str = Field(description="Unique in the plan and permanent.")
    title: str = Field(description="What is to be done.")
    phase: str | None = Field(description="The phase that it belongs to.")
    kind: Kind = Field(description="What it is.")
    side: tuple[str, ...] = Field(description="The parties that do it.")
    owners: dict[str, str] = Field(description="Who is answerable, one person a party.")
    early_start: Moment = Field(description="When it can start at the earliest, from today and progress.")
    early_finish: Moment = Field(description="When it can finish at the earliest.")
    late_start: Moment | None = Field(description="When it must start at the latest; null where nothing binds it.")
    late_finish: Moment | None = Field(description="When it must finish at the latest.")
    planned_start: Moment = Field(description="When people are asked to start it.")
    planned_finish: Moment = Field(description="When people are asked to finish it.")
    start_by: Moment | None = Field(description="The latest safe start; the same as `late_start`.")
    total_float: int | None = Field(description="What it can slip before it hurts a critical date.")
    free_float: int | None = Field(description="What it can slip before it moves a successor.")
    critical: bool = Field(description="On the driving path of a critical date, or without float to spare.")
    drag: int | None = Field(
        description="What the forecast would gain if it took no time; null for what is not critical."
    )
    float_by_date: dict[str, int] = Field(description="Its float against each critical date that it leads to.")
    governing_date: str | None = Field(description="The critical date that gives it its late dates.")
    health: Health = Field(description="How it stands.")
    book_by: Moment | None = Field(description="Meetings: the day by which it has to be booked.")
    agreed: Agreed | None = Field(description="The dates that both sides accepted, as written.")
    proposed: Agreed | None = Field(description="Dates that wait for the other side's word, as written.")
    causes: CausesAnswer = Field(description="What set each of the six dates.")

    @classmethod
    def of(cls, written: Written, step: Step, schedule: Schedule) -> StepAnswer:
        """Write a step out."""
        one = schedule.steps[step.id]
        met = causes(schedule.run, step.id)
        return cls(
            id=step.id,
            title=step.title,
            phase=step.phase,
            kind=step.kind,
            side=step.side,
            owners=dict(step.owners),
            early_start=one.early_start,
            early_finish=one.early_finish,
            late_start=one.late_start,
            late_finish=one.late_finish,
            planned_start=one.planned_start,
            planned_finish=one.planned_finish,
            start_by=one.start_by,
            total_float=one.total_float,
            free_float=one.free_float,
            critical=one.critical,
            drag=one.drag,
            float_by_date=one.float_by_date,
            governing_date=one.governing_date,
            health=one.health,
            book_by=one.book_by,
            agreed=written.agreed,
            proposed=written.proposed,
            causes=CausesAnswer(
                **{name: tuple(CauseAnswer.of(cause, schedule) for cause in found) for name, found in met.items()}
            ),
        )
