"""The routes of the application, as it has them: nobody has to think of telling the tests of a new one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from fastapi import FastAPI
    from starlette.routing import BaseRoute

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Door:
    """A route with one of its methods."""

    path: str
    method: str

    def __str__(self) -> str:
        return f"{self.method} {self.path}"

    @property
    def names(self) -> tuple[str, ...]:
        """The parts of its path that are filled in."""
        return (*re.findall(r"\{([a-z_]+)(?::[a-z]+)?\}", self.path),)

    def filled(self, values: Mapping[str, str]) -> str:
        """Return its path with these values."""
        return re.sub(r"\{([a-z_]+)(?::[a-z]+)?\}", lambda name: values[name[1]], self.path)


def doors(app: FastAPI) -> tuple[Door, ...]:
    """Return every route of an application."""
    return (*sorted({*_doors(app.routes)}),)


def _doors(routes: Iterable[BaseRoute]) -> Iterator[Door]:
    for route in routes:
        within = getattr(route, "original_router", None) or getattr(route, "app", None)
        inner = getattr(within, "routes", None)
        if inner is not None and not hasattr(route, "methods"):
            yield from _doors(inner)
        else:
            path, methods = getattr(route, "path", None), getattr(route, "methods", None)
            assert isinstance(path, str), f"how is {route} walked?"
            yield from (Door(path=path, method=one) for one in METHODS if methods is None or one in methods)


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A request that a route takes, by the OpenAPI document."""

    parameters: Mapping[str, Any]
    body: Any
    media_type: str | None


def example_of(document: Mapping[str, Any], door: Door) -> Example:
    """Return what is sent to a route that knows its caller: its own first example."""
    operation = document["paths"][door.path][door.method.lower()]
    parameters = {
        one["name"]: one["example"]
        for one in operation.get("parameters", [])
        if one["in"] == "query" and one.get("required")
    }
    contents = operation.get("requestBody", {}).get("content", {})
    media_type = next(iter(sorted(contents)), None)
    shown: Mapping[str, Any] = next(iter(contents[media_type].get("examples", {}).values()), {}) if media_type else {}
    if "$ref" in shown:
        shown = document["components"]["examples"][shown["$ref"].rpartition("/")[2]]
    return Example(parameters=parameters, body=shown.get("value"), media_type=media_type)
