"""The OpenAPI document: what the routes declare, the plan document's schema, and the examples."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from fastapi.openapi.utils import get_openapi

from app.answers.events import PingEvent
from app.document import PlanDocument
from app.sample import sample_text

from .browsers import FORM_KEY_HEADER
from .declared import PLAN, PROBLEM
from .declared import example as reference
from .example_problems import problems
from .examples import CUT_OFF, all_examples, bodies, stored_examples
from .kinds import KINDS
from .new_plans import FromPlan, FromTemplate
from .operations import Operations
from .order import PlanOrder
from .problems import ProblemDocument
from .reasons import Reason, WayBack
from .routes.people import BODIES as PEOPLE
from .routes.stored.inviting import NewInvitation
from .routes.stored.sharing import HandOn, NewLink
from .routes.stored.subscribing import NewFeed
from .routes.stored.talking import NewComment
from .routes.stored.word import BODIES as WORDS
from .routes.webhooks import BODIES as WEBHOOKS
from .told_events import told_events

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fastapi import FastAPI

TAGS = [
    {"name": "plans", "description": "Questions about a plan that you hand in. Nothing of it is kept."},
    {"name": "templates", "description": "Reusable plans, and plans made from them."},
    {"name": "stored plans", "description": "Plans that are kept, with their history. They need a token."},
    {"name": "calendar feeds", "description": "Secret addresses by which calendar apps follow a plan."},
    {
        "name": "people",
        "description": "Who asks, who belongs to the workspace, and the tokens of tools. They need a token.",
    },
    {
        "name": "webhooks",
        "description": "Other systems are told what happens to plans. They need a token.",
    },
    {"name": "service", "description": "The service itself."},
]
SCHEMES = {
    "token": {"type": "http", "scheme": "bearer", "description": "A token of the workspace, shown once."},
    "session": {
        "type": "apiKey",
        "in": "cookie",
        "name": "backplan",
        "description": "The session of a member's browser.",
    },
    "form-key": {
        "type": "apiKey",
        "in": "header",
        "name": FORM_KEY_HEADER.title(),
        "description": "What the service's own pages hold for their forms; with a session, for what changes something.",
    },
}
"""What somebody shows at the door."""
TAKEN = (
    PlanOrder,
    FromTemplate,
    FromPlan,
    Operations,
    Reason,
    WayBack,
    NewComment,
    NewFeed,
    NewInvitation,
    NewLink,
    HandOn,
    *WORDS,
    *PEOPLE,
    *WEBHOOKS,
)
"""Bodies of JSON."""
FOR_ANYBODY = frozenset({"list_templates", "show_template", "make_plan"})
"""What needs no credential, and gives more to who shows one."""
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
    for model, name in (
        (PlanDocument, PLAN),
        (ProblemDocument, PROBLEM),
        *((one, one.__name__) for one in (*TAKEN, PingEvent)),
    ):
        schemas.update(_schemas(model, name))
    found["components"]["securitySchemes"] = SCHEMES
    for gone in ("HTTPValidationError", "ValidationError"):
        schemas.pop(gone, None)
    found["components"]["examples"] = _examples()
    for method, operation in _operations(found):
        if "401" in operation["responses"] and "security" not in operation:
            stranger: list[dict[str, Any]] = [{}] if operation["operationId"] in FOR_ANYBODY else []
            operation["security"] = [*stranger, {"token": []}, _SESSION[method == "get"]]
        _take_out_what_the_framework_guesses(operation)
        _add_examples(operation)
    found["webhooks"] = told_events(stored_examples())
    return found


_SESSION: dict[bool, dict[str, list[str]]] = {True: {"session": []}, False: {"session": [], "form-key": []}}
"""What a browser shows, by whether it looks alone."""


def _examples() -> dict[str, Any]:
    """Return what is handed in, and how each kind of problem is told."""
    return {
        **{name: {"summary": one.says, "value": one.value} for name, one in bodies().items() if name not in CUT_OFF},
        "northwind-text": {"summary": "The plan as YAML.", "value": sample_text()},
        **{
            f"problem-{code}": {"summary": f"{KINDS[code].title}.", "value": value}
            for code, value in problems().items()
        },
    }


def _schemas(model: Any, name: str) -> dict[str, Any]:  # noqa: ANN401 - any model
    """Return a model's schemas, those of its parts under names that nothing else has."""
    whole = model.model_json_schema(ref_template=f"#/components/schemas/{name}.{{model}}")
    parts = whole.pop("$defs", {})
    return {name: whole, **{f"{name}.{part}": schema for part, schema in parts.items()}}


def _operations(found: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for path in found["paths"].values():
        yield from path.items()


def _take_out_what_the_framework_guesses(operation: dict[str, Any]) -> None:
    """Leave only what is so: FastAPI adds a 422 in a form of its own to everything that takes a parameter.

    A parameter that may be left out is not null, and its example stands where tools look for it.
    """
    for one in operation.get("parameters", []):
        forms = [form for form in one["schema"].pop("anyOf", ()) if form != {"type": "null"}]
        one["schema"] = {**(forms[0] if forms else {}), **one["schema"]}
        one["schema"].pop("description", None)
        one["example"] = next(iter(one["schema"].pop("examples", one["schema"].get("enum", ()))))
    guessed = operation["responses"].get("422", {}).get("content", {}).get("application/json", {})
    if guessed.get("schema", {}).get("$ref", "").endswith("HTTPValidationError"):
        del operation["responses"]["422"]


def _add_examples(operation: dict[str, Any]) -> None:
    for example in all_examples():
        if example.operation != operation["operationId"]:
            continue
        for media_type, taken in operation.get("requestBody", {}).get("content", {}).items():
            if media_type != "text/plain" and example.body is not None and example.body not in CUT_OFF:
                taken.setdefault("examples", {})[example.body] = reference(example.body)
        if example.sent is not None:
            taken = operation["requestBody"]["content"][example.sent_as]
            taken.setdefault("examples", {})[example.name] = {"summary": example.says, "value": example.sent}
        for media_type, given in operation["responses"][str(example.status)].get("content", {}).items():
            if example.media_type in {None, media_type}:
                shown = given.setdefault("examples", {})
                shown[example.name] = {"summary": example.says, "value": example.answer}
                if example.refused:
                    shown.pop(example.answer["code"], None)  # the example of any route says less than the route's own
