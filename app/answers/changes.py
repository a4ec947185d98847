"""What moves between two states of a plan, as it is answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field

from scheduler.causes import DateName
from scheduler.changes import changes
from scheduler.headline import headline
from scheduler.schedule import Health

from .values import Answer, Moment, timed

if TYPE_CHECKING:
    from app.projection import Projection
    from scheduler.changes import DateMove, Edit, Move
    from scheduler.schedule import Schedule


class EditAnswer(Answer):
    """Something that was changed."""

    what: str = Field(description="Its place, such as `steps.legal-review.duration` or `critical_dates.go-live.date`.")
    before: str = Field(description="What it was; `none` where it was not there.")
    after: str = Field(description="What it is.")

    @classmethod
    def of(cls, edit: Edit) -> EditAnswer:
        """Write an edit out."""
        return cls(what=edit.what, before=edit.before, after=edit.after)


class MoveAnswer(Answer):
    """A date of a step that is another than before."""

    step: str = Field(description="The step.")
    name: DateName = Field(description="Which of its dates.")
    before: Moment | None = Field(description="What it was; null where nothing bound it.")
    after: Moment | None = Field(description="What it is; null where nothing binds it.")
    days: int | None = Field(description="Calendar days between the two, later is positive.")
    because: EditAnswer | None = Field(description="The change that is nearest on the chain of its causes.")

    @classmethod
    def of(cls, move: Move) -> MoveAnswer:
        """Write a move out."""
        because = None if move.because is None else EditAnswer.of(move.because)
        return cls(
            step=move.step, name=move.name, before=move.before, after=move.after, days=move.days, because=because
        )


class DateMoveAnswer(Answer):
    """A critical date that stands otherwise than before."""

    id: str = Field(description="The critical date.")
    date_before: Moment = Field(description="When it was due.")
    date_after: Moment = Field(description="When it is due.")
    forecast_before: Moment = Field(description="Where it landed.")
    forecast_after: Moment = Field(description="Where it lands.")
    days: int = Field(description="Calendar days by which its forecast moves, later is positive.")
    short_before: int = Field(description="Working units by which it was short.")
    short_after: int = Field(description="Working units by which it is short.")
    health_before: Health = Field(description="How it stood.")
    health_after: Health = Field(description="How it stands.")

    @classmethod
    def of(cls, move: DateMove, before: Schedule, after: Schedule) -> DateMoveAnswer:
        """Write a move out."""
        old, new = before.critical_dates[move.critical_date], after.critical_dates[move.critical_date]
        return cls(
            id=move.critical_date,
            date_before=timed(old.date, before),
            date_after=timed(new.date, after),
            forecast_before=old.forecast,
            forecast_after=new.forecast,
            days=move.days,
            short_before=old.short_by,
            short_after=new.short_by,
            health_before=old.health,
            health_after=new.health,
        )


class ChangesAnswer(Answer):
    """What changes of a plan do: how it stands before and after them, and every date that moves."""

    title: str = Field(description="What the plan is for.")
    headline_before: str = Field(description="How the plan stood, in one sentence.")
    headline_after: str = Field(description="How it stands.")
    feasible_before: bool = Field(description="Whether every critical date was met, and no float negative.")
    feasible_after: bool = Field(description="Whether they are.")
    edits: tuple[EditAnswer, ...] = Field(description="What was changed.")
    critical_dates: tuple[DateMoveAnswer, ...] = Field(description="Those that stand otherwise, by id.")
    moves: tuple[MoveAnswer, ...] = Field(description="Every date of a step that moves, by step.")
    added: tuple[str, ...] = Field(description="Steps that are new.")
    removed: tuple[str, ...] = Field(description="Steps that are gone.")

    @classmethod
    def of(cls, before: Projection, after: Projection) -> ChangesAnswer:
        """Compare two states of a plan, as one audience may see them."""
        old, new = before.schedule, after.schedule
        found = changes(old, new)
        return cls(
            title=new.plan.title,
            headline_before=headline(old),
            headline_after=headline(new),
            feasible_before=old.feasible,
            feasible_after=new.feasible,
            edits=tuple(EditAnswer.of(edit) for edit in found.edits),
            critical_dates=tuple(DateMoveAnswer.of(move, old, new) for move in found.critical_dates),
            moves=tuple(MoveAnswer.of(move) for move in found.moves),
            added=found.added,
            removed=found.removed,
        )
