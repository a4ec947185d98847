"""Real examples for the OpenAPI document: made from the sample plan when somebody asks, so that they stay true."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from app.answers import ExplainAnswer, PlanAnswer
from app.document import Unreadable, plain
from app.opening import dated, read_now
from app.sample import sample

from .problems import BODY, told

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic import BaseModel

    from app.projection import Projection


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One request with its answer."""

    operation: str
    """The route's operation id."""
    name: str
    """What the example is called there."""
    says: str
    """What it shows."""
    parameters: dict[str, str] = field(default_factory=dict)
    body: str | None = None
    """The name of one of the bodies."""
    status: int = 200
    answer: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """What is handed in, by several examples perhaps."""

    says: str
    """What it is."""
    value: Any
    """Plain data; it is sent as JSON without blanks, so that every problem is on line 1."""

    @property
    def text(self) -> bytes:
        """Return it as it is sent."""
        return json.dumps(self.value, ensure_ascii=False, separators=(",", ":")).encode()


@cache
def bodies() -> Mapping[str, Body]:
    """Return everything that is handed in, by name."""
    plan: dict[str, Any] = plain(sample().document)
    first, second, *others = plan["steps"]
    slips = [{**first, "duration": "1w"}, {**second, "after": ["busines-case"]}, *others]
    return {
        "northwind": Body(says="A plan in the middle of its purchase.", value=plan),
        "two-slips": Body(says="The same with two slips.", value={**plan, "steps": slips}),
    }


@cache
def examples() -> tuple[Example, ...]:
    """Return all examples, by operation in the order of the routes."""
    projection = _dated("northwind")
    step = "signature"
    return (
        Example(
            operation="schedule",
            name="northwind",
            says="A plan in the middle of its purchase.",
            body="northwind",
            answer=_written(PlanAnswer.of(projection)),
        ),
        Example(
            operation="schedule",
            name="two-slips",
            says="A plan with two slips: both are told, each with its place.",
            body="two-slips",
            status=422,
            answer=_refusal("two-slips"),
        ),
        Example(
            operation="explain",
            name="signature",
            says="Why the signature must begin when it must.",
            parameters={"step": step},
            body="northwind",
            answer=_written(ExplainAnswer.of(projection, step)),
        ),
    )


def _dated(body: str) -> Projection:
    return dated(read_now(bodies()[body].text, file=BODY[1]), file=BODY[1])


def _refusal(body: str) -> Any:  # noqa: ANN401 - plain data
    try:
        _dated(body)
    except Unreadable as unreadable:
        return _written(told(unreadable))
    message = "the example of a refusal is not refused"
    raise AssertionError(message)


def _written(answer: BaseModel) -> Any:  # noqa: ANN401
    return answer.model_dump(mode="json")
