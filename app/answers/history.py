"""A plan's history as it is answered: the lines of its log, and what differs between two of its revisions."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from pydantic import Field, JsonValue

from .values import Answer

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from app.actors import Actor
    from app.document.differences import Difference


class WhoAnswer(Answer):
    """Who did something."""

    kind: str = Field(description="`member`, `participant`, `tool`, or `system` for Backplan itself.")
    name: str = Field(description="What people call it.")
    party: str | None = Field(description="On whose side; null for Backplan itself.")
    person: str | None = Field(description="Who it is among the plan's people, where that is known.")
    verified: bool = Field(description="False for who came in by a link and gave a name, but proved no e-mail address.")

    @classmethod
    def of(cls, actor: Actor) -> WhoAnswer:
        """Write somebody out."""
        return cls(kind=actor.kind, name=actor.name, party=actor.party, person=actor.person, verified=actor.is_proved)


class EffectAnswer(Answer):
    """A critical date whose forecast was moved."""

    critical_date: str = Field(description="Which one.")
    before: str | None = Field(description="The day on which it landed; null where it was new.")
    after: str | None = Field(description="The day on which it lands; null where it is gone.")


class LogLineAnswer(Answer):
    """One line of a plan's log."""

    at: datetime = Field(description="When.")
    by: WhoAnswer | None = Field(description="Who did it; null for what the reader does not see.")
    verb: str = Field(description="What was done; `wait` is what the reader does not see, and `change` several things.")
    step: str | None = Field(description="The step that it was about.")
    why: str | None = Field(description="In the words of who did it.")
    revision: int | None = Field(description="The state from then on; null where nothing changed for the reader.")
    effect: tuple[EffectAnswer, ...] = Field(description="The critical dates whose forecast it moved.")

    @classmethod
    def of(cls, line: Any) -> LogLineAnswer:  # noqa: ANN401 - a line as app.plans tells it, which is above
        """Write a line out."""
        return cls(
            at=line.at,
            by=None if line.by is None else WhoAnswer.of(line.by),
            verb=line.verb,
            step=line.step,
            why=line.why,
            revision=line.revision,
            effect=effects_of(line.effect),
        )


class LogAnswer(Answer):
    """A page of a plan's log, newest first."""

    lines: tuple[LogLineAnswer, ...] = Field(description="What was done, newest first.")
    next: str | None = Field(description="The `cursor` of the next page; null where this is the last.")


class DifferenceAnswer(Answer):
    """A field that is another than before."""

    path: tuple[str, ...] = Field(description="Its place; of what is in a list, by its id.")
    before: JsonValue = Field(description="What it was; null where it was not there.")
    after: JsonValue = Field(description="What it is; null where it is gone.")


class DifferencesAnswer(Answer):
    """What differs between two revisions of a plan's document, as the reader sees them."""

    since: int = Field(description="The earlier revision.")
    revision: int = Field(description="The later one.")
    differences: tuple[DifferenceAnswer, ...] = Field(description="In the document's order.")

    @classmethod
    def of(cls, since: int, revision: int, differences: Iterable[Difference]) -> DifferencesAnswer:
        """Write differences out."""
        found = tuple(DifferenceAnswer(path=one.path, before=one.before, after=one.after) for one in differences)
        return cls(since=since, revision=revision, differences=found)


def effects_of(effect: Mapping[str, Any]) -> tuple[EffectAnswer, ...]:
    """Write out what was done to the forecasts."""
    return tuple(
        EffectAnswer(critical_date=name, before=move.before, after=move.after) for name, move in effect.items()
    )
