"""Real examples for the OpenAPI document: made from the sample plan when somebody asks, so that they stay true."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cache
from http import HTTPStatus
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from fastapi.exceptions import RequestValidationError

from app.answers import ChangesAnswer, ExplainAnswer, PlanAnswer
from app.answers.templates import TemplateAnswer, TemplatesAnswer
from app.document import plain
from app.exports import EXPORTS, export
from app.new_plan import new_plan
from app.opening import read_now
from app.preview import preview
from app.projection import whole
from app.sample import sample
from scheduler.refusals import Refused
from templates_library import template, templates

from .asked import kind_named
from .body import JSON
from .order import PlanOrder, order_of
from .problems import BODY, told, told_of_request

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from pydantic import BaseModel

    from app.document import Reading
    from app.operations import Change
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
    headers: dict[str, str] = field(default_factory=dict)
    """What is said besides, in headers."""
    sent: Any = None
    """A body that no other example has."""
    sent_as: str = JSON
    status: int = 200
    media_type: str | None = None
    """Of an answer that may have several forms: which this one has; all where absent."""
    answer: Any

    @property
    def refused(self) -> bool:
        """Whether the answer is a problem."""
        return self.status >= HTTPStatus.BAD_REQUEST


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """What is handed in, by several examples perhaps."""

    says: str
    """What it is."""
    value: Any
    """Plain data; it is sent as JSON without blanks, so that every problem is on line 1. Text is sent as it is."""

    @property
    def text(self) -> bytes:
        """Return it as it is sent."""
        return (
            self.value.encode()
            if isinstance(self.value, str)
            else json.dumps(self.value, ensure_ascii=False, separators=(",", ":")).encode()
        )


@cache
def bodies() -> Mapping[str, Body]:
    """Return everything that is handed in, by name."""
    plan: dict[str, Any] = plain(sample().document)
    first, second, *others = plan["steps"]
    slips = [{**first, "duration": "1w"}, {**second, "after": ["busines-case"]}, *others]
    return {
        "northwind": Body(says="A plan in the middle of its purchase.", value=plan),
        "two-slips": Body(says="The same with two slips.", value={**plan, "steps": slips}),
        "cut-off": Body(says="A plan that ends too soon.", value='{"format": "backplan/1", "title": "Roll-out",'),
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
        "wrong-order": Body(
            says="An order with a day and an answer that cannot be read.",
            value={"critical_date": "15.3.2027", "answers": {"regulated": {"yes": 1}}},
        ),
        "cut-off-order": Body(says="An order that ends too soon.", value='{"critical_date": "2027-03-15",'),
    }


CUT_OFF = frozenset({"cut-off", "cut-off-order"})
"""Bodies that are no JSON, so that no description of an API can hold them."""


@cache
def examples() -> tuple[Example, ...]:
    """Return all examples, by operation in the order of the routes."""
    return (
        *_of_schedule(),
        *_of_explain(),
        *_of_what_if(),
        *_of_export(),
        *_of_templates(),
        *_of_make_plan(),
        Example(operation="health", name="well", says="The service answers.", answer={"status": "ok"}),
    )


@cache
def stored_examples() -> tuple[Example, ...]:
    """Return the examples of plans that are kept: a story that tests tell to a service, with what it answered."""
    return tuple(Example(**one) for one in json.loads(STORY.read_text(encoding="utf-8")))


def all_examples() -> tuple[Example, ...]:
    """Return every example."""
    return (*examples(), *stored_examples())


STORY = files("api").joinpath("stored_examples.json")
"""Written by `make cases`."""
READABLE = ("ics", "letter-md", "text", "csv", "yaml", "json")
"""The kinds of files that an example shows; pages and workbooks are to be opened, not read."""
TEMPLATE = "mid-market-saas"


def _of_schedule() -> Iterator[Example]:
    yield Example(
        operation="schedule",
        name="northwind",
        says="A plan in the middle of its purchase.",
        body="northwind",
        answer=_written(PlanAnswer.of(_dated("northwind"))),
    )
    yield Example(
        operation="schedule",
        name="two-slips",
        says="A plan with two slips: both are told, each with its place.",
        body="two-slips",
        status=422,
        answer=_told_by(lambda: _dated("two-slips")),
    )
    yield Example(
        operation="schedule",
        name="cut-off",
        says="A plan that ends too soon.",
        body="cut-off",
        status=400,
        answer=_told_by(lambda: _dated("cut-off")),
    )
    yield Example(
        operation="schedule",
        name="no-day",
        says="A day that is none: the parameter is named.",
        parameters={"as_of": "tomorrow"},
        body="northwind",
        status=422,
        answer=_told_by(lambda: _read("northwind", as_of="tomorrow")),
    )


def _of_explain() -> Iterator[Example]:
    projection = _dated("northwind")
    yield Example(
        operation="explain",
        name="signature",
        says="Why the signature must begin when it must.",
        parameters={"step": "signature"},
        body="northwind",
        answer=_written(ExplainAnswer.of(projection, "signature")),
    )
    yield Example(
        operation="explain",
        name="misspelt",
        says="A step that is not there: the nearest name is told.",
        parameters={"step": "signatur"},
        body="northwind",
        status=422,
        answer=_told_by(lambda: ExplainAnswer.of(projection, "signatur")),
    )


def _of_what_if() -> Iterator[Example]:
    changes = (("move", "go-live=2027-04-12"), ("set", "legal-review.duration=20d"))
    circle = ("link", "kickoff=go-live")
    yield Example(
        operation="what_if",
        name="later-and-longer",
        says="What a later go-live and a longer review would move.",
        parameters=dict(changes),
        body="northwind",
        answer=_written(_tried(*changes)),
    )
    yield Example(
        operation="what_if",
        name="circle",
        says="A change that would let steps wait for each other.",
        parameters=dict([circle]),
        body="northwind",
        status=422,
        answer=_told_by(lambda: _tried(circle)),
    )


def _of_export() -> Iterator[Example]:
    projection = _dated("northwind")
    for kind in READABLE:
        content = export(projection, kind).content.decode()
        yield Example(
            operation="export",
            name=kind,
            says=f"The plan as {kind}.",
            path={"kind": kind},
            media_type=EXPORTS[kind].media_type.partition(";")[0],
            body="northwind",
            answer=json.loads(content) if kind == "json" else content,
        )
    yield Example(
        operation="export",
        name="misspelt",
        says="A kind of file that there is not: the nearest name is told.",
        path={"kind": "exel"},
        body="northwind",
        status=404,
        answer=_told_by(lambda: kind_named("exel")),
    )


def _of_templates() -> Iterator[Example]:
    yield Example(
        operation="list_templates",
        name="all",
        says="All templates.",
        answer=_written(TemplatesAnswer.of(templates())),
    )
    yield Example(
        operation="show_template",
        name=TEMPLATE,
        says="The template for a deal of middle size.",
        path={"template_id": TEMPLATE},
        answer=_written(TemplateAnswer.of(template(TEMPLATE))),
    )
    yield Example(
        operation="show_template",
        name="misspelt",
        says="A template that is not there: the nearest name is told.",
        path={"template_id": "midmarket-saas"},
        status=404,
        answer=_told_by(lambda: template("midmarket-saas")),
    )


def _of_make_plan() -> Iterator[Example]:
    yield Example(
        operation="make_plan",
        name="northwind",
        says="An outline for Northwind.",
        path={"template_id": TEMPLATE},
        body="northwind-order",
        answer=_ordered("northwind-order"),
    )
    yield Example(
        operation="make_plan",
        name="wrong-order",
        says="An order with two slips.",
        path={"template_id": TEMPLATE},
        body="wrong-order",
        status=422,
        answer=_told_by(lambda: order_of(bodies()["wrong-order"].text)),
    )
    yield Example(
        operation="make_plan",
        name="cut-off",
        says="An order that ends too soon.",
        path={"template_id": TEMPLATE},
        body="cut-off-order",
        status=400,
        answer=_told_by(lambda: order_of(bodies()["cut-off-order"].text)),
    )
    yield Example(
        operation="make_plan",
        name="misspelt",
        says="A template that is not there: the nearest name is told.",
        path={"template_id": "midmarket-saas"},
        body="northwind-order",
        status=404,
        answer=_told_by(lambda: template("midmarket-saas")),
    )


def _read(body: str, *, as_of: str | None = None) -> Reading:
    return read_now(bodies()[body].text, file=BODY[1], as_of=as_of)


def _dated(body: str) -> Projection:
    return whole(_read(body))


def _tried(*changes: Change) -> ChangesAnswer:
    tried = preview(_read("northwind"), changes, file=BODY[1])
    return ChangesAnswer.of(tried.before, tried.after)


def _ordered(body: str) -> Any:  # noqa: ANN401 - plain data
    order = PlanOrder.model_validate(bodies()[body].value)
    return plain(new_plan(TEMPLATE, as_of=order.as_of or order.critical_date, **order.deal).document)


def _told_by(refusing: Callable[[], object]) -> Any:  # noqa: ANN401 - plain data
    """Return how a refusal is told."""
    try:
        refusing()
    except Refused as refused:
        return _written(told(refused))
    except RequestValidationError as refused:
        return _written(told_of_request(refused))
    message = "the example of a refusal is not refused"
    raise AssertionError(message)


def _written(answer: BaseModel) -> Any:  # noqa: ANN401
    return answer.model_dump(mode="json")
