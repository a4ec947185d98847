"""The steps of a projection as files show them: text, plan and dates side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.document.wire.steps import Step as WrittenStep
    from app.projection import Dated, Projection, StepDates
    from scheduler.plan import Step, StepId
    from scheduler.schedule import ScheduledStep


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedStep:
    """One visible step with its dates."""

    written: WrittenStep
    """Its texts, as the document has them."""
    step: Step
    """What the engine knows of it: sides, owners, links and agreed dates, all read."""
    dates: StepDates

    @property
    def id(self) -> StepId:
        """Its id."""
        return self.step.id

    @property
    def done(self) -> bool:
        """Whether it is finished, so that its dates are what happened."""
        return self.step.progress.finished is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown(DatedStep):
    """One visible step with all that its dates come to."""

    dates: ScheduledStep

    @property
    def critical(self) -> bool:
        """Whether a critical date hangs on it, as far as it is still to be done."""
        return self.dates.critical and not self.done and not self.step.progress.skipped


def shown_steps(projection: Projection) -> tuple[Shown, ...]:
    """Return the visible steps in the document's order."""
    dates = projection.schedule.steps
    return tuple(
        Shown(written=one.written, step=one.step, dates=dates[one.id]) for one in dated_steps(projection.dated)
    )


def dated_steps(seen: Dated) -> tuple[DatedStep, ...]:
    """Return the visible steps with nothing but dates, in the document's order."""
    plan = {step.id: step for step in seen.plan.steps}
    return tuple(
        DatedStep(written=written, step=plan[written.id], dates=seen.steps[written.id])
        for written in seen.document.steps
        if written.id in plan
    )
