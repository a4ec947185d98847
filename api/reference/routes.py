"""The routes as a page shows them, taken from the OpenAPI document."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator


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
    examples: list[tuple[str, str]]
    """What an example shows, and its answer as text."""


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
                    examples=list(_examples(operation)),
                ),
            )


def _examples(operation: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for answer in operation["responses"].values():
        for content in answer.get("content", {}).values():
            for example in content.get("examples", {}).values():
                if "value" not in example:  # one that all routes share; the page of its problem says more
                    continue
                value = example["value"]
                shown = value if isinstance(value, str) else json.dumps(value, indent=2, ensure_ascii=False)
                yield example["summary"], shown
