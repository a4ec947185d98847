"""The routes as a page shows them, taken from the OpenAPI document."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlencode

from api.examples import all_examples

if TYPE_CHECKING:
    from collections.abc import Iterator

    from api.examples import Example


class Shown(NamedTuple):
    """An example of a route."""

    status: str
    says: str
    request: str
    """The first line of the request."""
    answer: str


class Route(NamedTuple):
    """One address with one method."""

    method: str
    path: str
    name: str
    summary: str
    about: str
    parameters: list[dict[str, Any]]
    body: str
    """What it takes; empty for none."""
    answers: list[tuple[str, str]]
    """Status and what it means."""
    examples: list[Shown]


class Tag(NamedTuple):
    """Routes that belong together."""

    name: str
    about: str
    routes: list[Route]


def described(openapi: dict[str, Any]) -> list[Tag]:
    """Return all routes by their tags."""
    routes = [(operation["tags"], route) for operation, route in _routes(openapi)]
    return [
        Tag(
            name=tag["name"].capitalize(),
            about=tag["description"],
            routes=[route for tags, route in routes if tag["name"] in tags],
        )
        for tag in openapi["tags"]
    ]


def _routes(openapi: dict[str, Any]) -> Iterator[tuple[dict[str, Any], Route]]:
    for path, methods in openapi["paths"].items():
        for method, operation in methods.items():
            yield (
                operation,
                Route(
                    method=method.upper(),
                    path=path,
                    name=operation["operationId"],
                    summary=operation["summary"],
                    about=operation["description"],
                    parameters=operation.get("parameters", []),
                    body=", ".join(operation.get("requestBody", {}).get("content", {})),
                    answers=[(status, one["description"]) for status, one in sorted(operation["responses"].items())],
                    examples=list(_examples(method, path, operation)),
                ),
            )


def _examples(method: str, path: str, operation: dict[str, Any]) -> Iterator[Shown]:
    requests = {one.name: one for one in all_examples() if one.operation == operation["operationId"]}
    for status, answer in sorted(operation["responses"].items()):
        for content in answer.get("content", {}).values():
            for name, example in content.get("examples", {}).items():
                if name in requests:  # the others are the same for all routes; the pages of the problems have them
                    value = example["value"]
                    shown = value if isinstance(value, str) else json.dumps(value, indent=2, ensure_ascii=False)
                    yield Shown(status, example["summary"], f"{method.upper()} {_address(path, requests[name])}", shown)


def _address(path: str, example: Example) -> str:
    query = urlencode(example.parameters, safe="=:")
    return path.format(**example.path) + (f"?{query}" if query else "")
