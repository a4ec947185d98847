"""The steps of a stored plan as lines by phase: who, when, what each waits for; one may stand open with its forms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scheduler.explain import explain
from scheduler.wording import duration_said, listed

from .acts import Acts, acts_of

if TYPE_CHECKING:
    from app.brief.steps import StepBrief
    from scheduler.plan import Step

    from .reader import Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One step."""

    step: StepBrief
    tags: tuple[str, ...]
    """What is special about it, a word or two each."""
    classes: str
    after: str
    """What it waits for."""
    spare: str
    """What lies between its earliest and its latest start: `4 days to spare`."""
    takes: str
    why: str
    """Why it must start by then; only of the row that stands open."""
    acts: Acts | None
    """What can be done to it; only of the row that stands open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    """A phase with its rows."""

    title: str
    says: str
    """How much of it is done: `2 of 5 done`."""
    rows: tuple[Row, ...]


def phases_of(reader: Reader) -> tuple[Phase, ...]:
    """Return all steps, as people walk through them."""
    known = {step.id: step for step in reader.projection.schedule.plan.steps}
    return tuple(
        Phase(
            title=phase.title,
            says=f"{phase.done} of {phase.total} done" if phase.done else "",
            rows=tuple(_row(reader, step, known) for step in phase.steps),
        )
        for phase in reader.brief.phases
    )


def _row(reader: Reader, step: StepBrief, known: dict[str, Step]) -> Row:
    schedule = reader.projection.schedule
    one, opened = known[step.id], reader.told.step == step.id
    return Row(
        step=step,
        tags=_tags(reader, step),
        classes=_classes(step),
        after=listed([known[link.step].title for link in one.after if link.step in known]),
        spare=_spare(schedule.steps[step.id].total_float) if step.open and not step.begun else "",
        takes=duration_said(one.duration) if one.duration else "",
        why=explain(schedule, step.id).sentence.replace(" ... ", " \N{HORIZONTAL ELLIPSIS} ")
        if opened and step.open
        else "",
        acts=acts_of(reader, step) if opened else None,
    )


def _tags(reader: Reader, step: StepBrief) -> tuple[str, ...]:
    written = next(one for one in reader.projection.document.steps if one.id == step.id)
    proposed = written.proposed is not None and step.open and not step.left_out
    said = (
        (step.kind_says, step.kind != "task"),
        ("left out", step.left_out),
        ("under way", step.begun and step.open),
        ("held up", bool(step.blocked)),
        ("a question is open", bool(step.help)),
        ("dates proposed", proposed),
        ("agreed", step.agreed is not None and not step.moved and step.open),
        ("only your side sees it", step.private),
    )
    return tuple(word for word, holds in said if holds)


def _classes(step: StepBrief) -> str:
    found = {"critical": step.critical, "done": not step.open}
    return " ".join(name for name, holds in found.items() if holds)


def _spare(units: int | None) -> str:
    if units is None or units < 0:
        return ""
    return "not a day to spare" if units == 0 else f"{units} day{'' if units == 1 else 's'} to spare"
