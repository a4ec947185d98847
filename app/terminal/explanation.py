"""Why a date is what it is, for people: the sentence, the chain down to its root, and the step's dates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .page import BOLD, DIM, Page
from .words import span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.answers import ExplainAnswer
    from app.projection import Projection
    from scheduler.plan import Moment
    from scheduler.schedule import ScheduledStep


def explanation(answer: ExplainAnswer, projection: Projection, page: Page) -> str:
    """Return an explanation as lines of text."""
    lines = page.lines(answer.sentence, BOLD)
    if len(answer.chain) > 1:
        lines += ["", *_chain(answer, page)]
    lines += ["", *_dates(projection, answer.step, page)]
    if answer.duration is not None:
        told = f"{answer.duration.calculation}. {answer.duration.sources}"
        lines += page.lines(told, DIM, mark="takes    ")
    return "\n".join(lines) + "\n"


def _chain(answer: ExplainAnswer, page: Page) -> list[str]:
    width = len(str(len(answer.chain)))
    return [
        line
        for number, reason in enumerate(answer.chain, start=1)
        for line in page.lines(reason.sentence, mark=f"{number:{width}}  ")
    ]


def _dates(projection: Projection, step: str, page: Page) -> list[str]:
    """Return the spans of the three passes, as far as there are any."""
    near = projection.schedule.as_of
    spans = _spans(projection.schedule.steps[step])
    return [page.painted(f"{name:9}{span(start, finish, near=near)}", DIM) for name, start, finish in spans]


def _spans(one: ScheduledStep) -> Iterator[tuple[str, Moment, Moment]]:
    yield "early", one.early_start, one.early_finish
    yield "planned", one.planned_start, one.planned_finish
    if one.late_start is not None and one.late_finish is not None:
        yield "late", one.late_start, one.late_finish
