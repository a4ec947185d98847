"""The OpenAPI document: what the routes declare, the plan document's schema, and the examples."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from fastapi.openapi.utils import get_openapi

from app.document import PlanDocument

from .declared import PLAN, PROBLEM
from .examples import bodies, examples
from .order import PlanOrder
from .problems import ProblemDocument

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fastapi import FastAPI

TAGS = [
    {"name": "plans", "description": "Questions about a plan that you hand in. Nothing of it is kept."},
    {"name": "templates", "description": "Reusable plans, and plans made from them."},
    {"name": "service", "description": "The service itself."},
]
ABOUT = """\
Mutual action plans, computed backwards from the customer's critical date.

Hand in a plan document (YAML or JSON), and get the latest safe and the earliest possible date of every step, what must
start today, how many days short the plan is, and why each date is what it is. Nothing that you hand in is kept.

Every refusal is `application/problem+json` with a stable `code`, and every mistake in a plan is told at once, with its
line, its path and a remedy. Days are ISO dates, times RFC 3339. The same plan gives the same bytes.
"""


@cache
def document(app: FastAPI) -> dict[str, Any]:
    """Return the OpenAPI document of the application."""
    found = get_openapi(title=app.title, version=app.version, description=ABOUT, routes=app.routes, tags=TAGS)
    schemas = found.setdefault("components", {}).setdefault("schemas", {})
    for model, name in ((PlanDocument, PLAN), (ProblemDocument, PROBLEM), (PlanOrder, PlanOrder.__name__)):
        schemas.update(_schemas(model, name))
    for gone in ("HTTPValidationError", "ValidationError"):
        schemas.pop(gone, None)
    found["components"]["examples"] = {
        name: {"summary": body.says, "value": body.value} for name, body in bodies().items()
    }
    for operation in _operations(found):
        _take_out_what_the_framework_guesses(operation)
        _add_examples(operation)
    return found


def _schemas(model: Any, name: str) -> dict[str, Any]:  # noqa: ANN401 - any model
    """Return a model's schemas, those of its parts under names that nothing else has."""
    whole = model.model_json_schema(ref_template=f"#/components/schemas/{name}.{{model}}")
    parts = whole.pop("$defs", {})
    return {name: whole, **{f"{name}.{part}": schema for part, schema in parts.items()}}


def _operations(found: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for path in found["paths"].values():
        yield from path.values()


def _take_out_what_the_framework_guesses(operation: dict[str, Any]) -> None:
    """Leave only declared answers: FastAPI adds a 422 in a form of its own to everything that takes a parameter."""
    guessed = operation["responses"].get("422", {}).get("content", {}).get("application/json", {})
    if guessed.get("schema", {}).get("$ref", "").endswith("HTTPValidationError"):
        del operation["responses"]["422"]


def _add_examples(operation: dict[str, Any]) -> None:
    for example in examples():
        if example.operation != operation["operationId"]:
            continue
        for media_type, taken in operation.get("requestBody", {}).get("content", {}).items():
            if media_type != "text/plain" and example.body is not None:
                taken.setdefault("examples", {})[example.body] = {"$ref": f"#/components/examples/{example.body}"}
        for media_type, given in operation["responses"][str(example.status)]["content"].items():
            if example.media_type in {None, media_type}:
                given.setdefault("examples", {})[example.name] = {"summary": example.says, "value": example.answer}
