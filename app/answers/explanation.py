"""Why a date is what it is, as it is answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field

from app.names import unknown
from app.origins import origin_of
from scheduler.causes import DateName
from scheduler.explain import explain

from .causes import CauseAnswer
from .values import Answer, Moment

if TYPE_CHECKING:
    from app.origins import Origin
    from app.projection import Projection
    from scheduler.explain import Reason
    from scheduler.plan import StepId
    from scheduler.schedule import Schedule
    from templates_library import Library


class ReasonAnswer(Answer):
    """One hop of the chain: a step's dates, said with what set them."""

    step: str = Field(description="The step.")
    sentence: str = Field(description="The step, its dates, what set them and what lay in the way.")
    because: str = Field(description="What set them alone; empty where they have happened.")
    causes: tuple[CauseAnswer, ...] = Field(description="The same for programs: what binds it, then what was met.")

    @classmethod
    def of(cls, reason: Reason, schedule: Schedule) -> ReasonAnswer:
        """Write a hop out."""
        causes = tuple(CauseAnswer.of(cause, schedule) for cause in reason.causes)
        return cls(step=reason.step, sentence=reason.sentence, because=reason.because, causes=causes)


class OriginAnswer(Answer):
    """Where a duration comes from."""

    calculation: str = Field(description="Such as `base 12d \N{MULTIPLICATION SIGN} first-time vendor 1.3 = 16d`.")
    sources: str = Field(description="Whose figures they are.")

    @classmethod
    def of(cls, origin: Origin | None) -> OriginAnswer | None:
        """Write it out, where it is known."""
        return None if origin is None else cls(calculation=origin.calculation, sources=origin.sources)


class ExplainAnswer(Answer):
    """Why a step has a date."""

    step: str = Field(description="The step.")
    title: str = Field(description="What people call it.")
    name: DateName = Field(description="The date that is explained.")
    date: Moment | None = Field(description="Its day, or time in minute plans; null where nothing binds it.")
    sentence: str = Field(description="The beginning and the end of the chain in one sentence.")
    chain: tuple[ReasonAnswer, ...] = Field(description="From the step down to the root.")
    duration: OriginAnswer | None = Field(
        description="Where its duration comes from; null unless a template gave it and the seller asks."
    )

    @classmethod
    def of(
        cls, projection: Projection, step: StepId, name: DateName | None = None, library: Library | None = None
    ) -> ExplainAnswer:
        """Explain a date, where none is named the latest safe start, or of a started step the latest safe finish.

        `library` is the one that the plan was made of, where that is not the ready-made one.

        Raises Refused for a step that the plan does not have.
        """
        schedule = projection.schedule
        titles = {one.id: one.title for one in schedule.plan.steps}
        if step not in titles:
            raise unknown("step", step, titles.items())
        found = explain(schedule, step, name or _asked(schedule, step))
        return cls(
            step=step,
            title=titles[step],
            name=found.name,
            date=found.date,
            sentence=found.sentence,
            chain=tuple(ReasonAnswer.of(reason, schedule) for reason in found.chain),
            duration=OriginAnswer.of(origin_of(projection.document, step, library)),
        )


def _asked(schedule: Schedule, step: StepId) -> DateName:
    """Return the date that somebody asks about who names none."""
    started = schedule.run.compiled.actual_start[schedule.run.compiled.index[step]] >= 0
    return "late_finish" if started else "late_start"
