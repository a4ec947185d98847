"""Real examples for the OpenAPI document: made from the sample plan when somebody asks, so that they stay true."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from app.answers import ChangesAnswer, ExplainAnswer, PlanAnswer
from app.answers.templates import TemplateAnswer, TemplatesAnswer
from app.document import Unreadable, plain
from app.exports import export
from app.new_plan import new_plan
from app.opening import read_now
from app.preview import preview
from app.projection import whole
from app.sample import sample
from scheduler.refusals import Refused
from templates_library import template, templates

from .order import PlanOrder
from .problems import BODY, told

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic import BaseModel

    from app.document import Reading
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
    path: dict[str, str] = field(default_factory=dict)
    """What stands in the address."""
    parameters: dict[str, str] = field(default_factory=dict)
    """What stands behind it."""
    body: str | None = None
    """The name of one of the bodies."""
    status: int = 200
    media_type: str | None = None
    """Of an answer that may have several forms: which this one has."""
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
        "northwind-order": Body(
            says="A roll-out to two countries by a day in March, as an outline.",
            value={
                "critical_date": "2027-03-15",
                "as_of": "2026-11-23",
                "customer": "Northwind",
                "seller": "Acme",
                "answers": {"customer_countries": ["DE", "FR"]},
                "form": "outline",
                "id": "4b6f5a52-0d5e-4b0e-9c7a-6f4f0d3c2a11",
            },
        ),
    }


@cache
def examples() -> tuple[Example, ...]:
    """Return all examples, by operation in the order of the routes."""
    projection = _dated("northwind")
    step = "signature"
    changes = (("move", "go-live=2027-04-12"), ("set", "legal-review.duration=20d"))
    tried = preview(_read("northwind"), changes, file=BODY[1])
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
        Example(
            operation="what_if",
            name="later-and-longer",
            says="What a later go-live and a longer review would move.",
            parameters=dict(changes),
            body="northwind",
            answer=_written(ChangesAnswer.of(tried.before, tried.after)),
        ),
        Example(
            operation="export",
            name="text",
            says="The plan as text for a mail.",
            path={"kind": "text"},
            media_type="text/plain",
            body="northwind",
            answer=export(projection, "text").content.decode(),
        ),
        Example(
            operation="list_templates",
            name="all",
            says="All templates.",
            answer=_written(TemplatesAnswer.of(templates())),
        ),
        Example(
            operation="show_template",
            name=TEMPLATE,
            says="The template for a deal of middle size.",
            path={"template_id": TEMPLATE},
            answer=_written(TemplateAnswer.of(template(TEMPLATE))),
        ),
        Example(
            operation="show_template",
            name="misspelt",
            says="A template that is not there: the nearest name is told.",
            path={"template_id": "midmarket-saas"},
            status=404,
            answer=_unknown_template("midmarket-saas"),
        ),
        Example(
            operation="make_plan",
            name="northwind",
            says="An outline for Northwind.",
            path={"template_id": TEMPLATE},
            body="northwind-order",
            answer=_ordered("northwind-order"),
        ),
        Example(operation="health", name="well", says="The service answers.", answer={"status": "ok"}),
    )


TEMPLATE = "mid-market-saas"


def _read(body: str) -> Reading:
    return read_now(bodies()[body].text, file=BODY[1])


def _dated(body: str) -> Projection:
    return whole(_read(body))


def _ordered(body: str) -> Any:  # noqa: ANN401 - plain data
    order = PlanOrder.model_validate(bodies()[body].value)
    return plain(new_plan(TEMPLATE, as_of=order.as_of or order.critical_date, **order.deal).document)


def _unknown_template(name: str) -> Any:  # noqa: ANN401 - plain data
    try:
        return _written(TemplateAnswer.of(template(name)))
    except Refused as refused:
        return _written(told(refused))


def _refusal(body: str) -> Any:  # noqa: ANN401 - plain data
    try:
        _dated(body)
    except Unreadable as unreadable:
        return _written(told(unreadable))
    message = "the example of a refusal is not refused"
    raise AssertionError(message)


def _written(answer: BaseModel) -> Any:  # noqa: ANN401
    return answer.model_dump(mode="json")
