"""What can be read about the service: the OpenAPI document, a page of all routes, a page for each problem."""

from __future__ import annotations

import json

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.answers import kept
from api.body import JSON
from api.example_problems import problems as problems_by_code
from api.kinds import KINDS
from api.openapi import document
from api.problems import Declined
from api.reference import entries, page
from api.reference.routes import described

router = APIRouter(include_in_schema=False)


@router.get("/openapi.json")
def openapi(request: Request) -> Response:
    """Return the OpenAPI document."""
    return kept(request, json.dumps(document(request.app), ensure_ascii=False), JSON)


@router.get("/docs")
def docs(request: Request) -> Response:
    """Show all routes to people."""
    return page(request, "routes.html", tags=described(document(request.app)))


@router.get("/problems")
def problems(request: Request) -> Response:
    """Show every code that a refusal can carry."""
    return page(request, "problems.html", entries=entries().values())


@router.get("/problems/{code}")
def problem(request: Request, code: str) -> Response:
    """Show one code with cause and cure."""
    if code not in entries():
        raise Declined(404, "no refusal has that code; all of them are at /problems")
    example = json.dumps(problems_by_code()[code], indent=2, ensure_ascii=False) if code in KINDS else None
    return page(request, "problem.html", entry=entries()[code], example=example)
