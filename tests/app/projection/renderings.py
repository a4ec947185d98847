"""Everything that can be made of a projection, as bytes, so that two projections can be compared to the last one."""

from __future__ import annotations

import inspect
import json
from typing import TYPE_CHECKING, Any

import app.answers
from app.answers.values import Answer
from app.document import write
from app.exports import EXPORTS, export
from app.terminal import Page, explanation, table
from app.timeline import WIDE, svg_file, timeline
from scheduler.causes import DATE_NAMES
from scheduler.changes import changes
from scheduler.headline import headline
from scheduler.refusals import Refused

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.projection import Projection


def renderings(projection: Projection, *, files: bool = True) -> dict[str, bytes]:
    """Return all that a reader can get, by what it is; without files, what they are made of."""
    made = _made(projection, files=files)
    return {what: one if isinstance(one, bytes) else str(one).encode() for what, one in made}


def _made(projection: Projection, *, files: bool) -> Iterator[tuple[str, object]]:
    schedule = projection.schedule
    yield "projection", repr(projection)
    yield "document", write(projection.document)
    yield "headline", headline(schedule)
    yield "drag", [one.drag for one in schedule.steps.values()]
    yield "table", table(projection, Page())
    yield "timeline", svg_file(timeline(projection), WIDE, width=900)
    yield "no changes", repr(changes(schedule, schedule))
    for kind in EXPORTS if files else ():
        yield kind, _exported(projection, kind)
    for name in app.answers.__all__:
        yield from _answered(name, getattr(app.answers, name), projection)


def _exported(projection: Projection, kind: str) -> object:
    """Return a file, or what is said where this plan cannot be one."""
    try:
        exported = export(projection, kind)
    except Refused as refused:
        return [str(problem) for problem in refused.problems]
    return exported.content + exported.name.encode()


def _answered(name: str, answer: Any, projection: Projection) -> Iterator[tuple[str, object]]:  # noqa: ANN401 - a class
    """Yield an answer that a projection gives; of each step and date where it is about one."""
    asks = list(inspect.signature(answer.of).parameters) if hasattr(answer, "of") else []
    if asks[:1] != ["projection"]:
        return  # a part of another one, or about a refusal
    if asks == ["projection"]:
        yield name, _json(answer.of(projection))
        return
    assert asks == ["projection", "step", "name", "library"], f"{name} asks for {asks}; say here how it is asked"
    for step in projection.schedule.steps:
        for date in DATE_NAMES:
            found = answer.of(projection, step, date)
            yield f"{name} {step} {date}", _json(found) + explanation(found, projection, Page()).encode()


def _json(answer: Answer) -> bytes:
    return json.dumps(answer.model_dump(mode="json"), ensure_ascii=False).encode()
