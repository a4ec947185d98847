"""How a refusal leaves: problem+json (RFC 9457) with every place in the document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ConfigDict, Field, JsonValue
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Match

from app.access import ForbiddenError
from app.document import PlacedProblem
from app.forms import FORMS
from app.plans import Clash
from app.store import BusyError
from app.templates import UnusableTemplate
from scheduler.refusals import Refused

from .kinds import BY_STATUS, KINDS, PROBLEM_JSON, Kind, kind_of

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Iterator, Mapping

    from scheduler.refusals import Problem


METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")

BODY = ("body", "body.json")
"""What the reader calls a body that may be YAML or JSON, and one that must be JSON."""

PLAIN_BODY = "send JSON as application/json or YAML as application/yaml, in UTF-8 and not compressed"
"""What to do where a body has a form that is not read."""


class Declined(HTTPException):
    """A request that is refused before anybody looks at its plan; the detail is a sentence."""


class Both(BaseModel):
    """What two people made of the same."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    theirs: JsonValue = Field(description="What it is now; null where it is gone.")
    mine: JsonValue = Field(description="What it would become; null where it would go.")


class Wrong(BaseModel):
    """One thing that must be mended."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str = Field(description="Stable; what sort of thing it is, such as `unknown-step`.")
    parameter: str | None = Field(description="The parameter that it is about; null for a place in the body.")
    path: str = Field(description="The place in the body, such as `steps[4].after`; empty for the whole of it.")
    pointer: str | None = Field(description="The same place as a JSON Pointer, such as `/steps/4/after`.")
    line: int | None = Field(description="The line of the body, counted from 1.")
    sentence: str = Field(description="What is wrong and what to do, in words that stand alone after the place.")
    values: Both | None = Field(
        None, exclude_if=lambda value: value is None, description="Where two people changed the same: both values."
    )

    @classmethod
    def of(cls, problem: Problem) -> Self:
        """Write a problem out; what the reader finds on no line was asked for beside the document."""
        line = problem.line if isinstance(problem, PlacedProblem) else None
        parameter = _parameter(problem) if isinstance(problem, PlacedProblem) and line is None else None
        return cls(
            code=problem.code,
            parameter=parameter,
            path="" if parameter else problem.place,
            pointer=None if parameter else _pointer(*problem.path),
            line=line,
            sentence=problem.sentence,
            values=Both(theirs=problem.theirs, mine=problem.mine) if isinstance(problem, Clash) else None,
        )


class ProblemDocument(BaseModel):
    """Why something was refused, as RFC 9457 has it."""

    model_config = ConfigDict(frozen=True, extra="forbid", title="Problem")

    type: str = Field(description="Names the kind of refusal, and leads to its page on this service.")
    title: str = Field(description="The kind of refusal in words.")
    status: int = Field(description="The status of the answer.")
    detail: str = Field(description="What happened this time, and what to do.")
    code: str = Field(description="The kind of refusal for programs; the last part of `type`.")
    errors: tuple[Wrong, ...] = Field((), description="Every thing that must be mended, in the document's order.")
    request_id: str | None = Field(
        None, exclude_if=lambda value: value is None, description="What the log calls this request; for status 500."
    )

    @classmethod
    def of(cls, kind: Kind, detail: str, *, errors: tuple[Wrong, ...] = (), request_id: str | None = None) -> Self:
        """Write out a refusal of a kind."""
        return cls(
            type=kind.type,
            title=kind.title,
            status=kind.status,
            detail=detail,
            code=kind.code,
            errors=errors,
            request_id=request_id,
        )


def answer(
    kind: Kind,
    detail: str,
    *,
    errors: tuple[Wrong, ...] = (),
    headers: Mapping[str, str] | None = None,
    request_id: str | None = None,
) -> Response:
    """Return a refusal of a kind."""
    document = ProblemDocument.of(kind, detail, errors=errors, request_id=request_id)
    content = document.model_dump_json()
    return Response(content, kind.status, {"Cache-Control": "no-store", **(headers or {})}, PROBLEM_JSON)


def told(refused: Refused) -> ProblemDocument:
    """Write out why a plan cannot be read or scheduled, or a question not be answered."""
    errors = _first(list(map(Wrong.of, refused.problems[: MOST_TOLD + 1])))
    kind = kind_of(refused.problems[0])
    if isinstance(refused, UnusableTemplate) and kind is KINDS["unreadable-plan"]:
        kind = KINDS["unreadable-template"]
    return ProblemDocument.of(kind, _told(errors), errors=errors)


async def of_refused(_: Request, refused: Refused) -> Response:
    """Answer a plan that cannot be read or scheduled, or a question that cannot be answered."""
    document = told(refused)
    headers = {"WWW-Authenticate": "Bearer"} if document.code == "unauthenticated" else {}
    return answer(KINDS[document.code], document.detail, errors=document.errors, headers=headers)


async def of_http(request: Request, refused: HTTPException) -> Response:
    """Answer what the framework refuses, or a route that says why."""
    kind, headers = BY_STATUS.get(refused.status_code, KINDS["bad-request"]), refused.headers
    if kind is KINDS["method-not-allowed"]:  # the framework names those of the first route with that address alone
        headers = {**(headers or {}), "Allow": ", ".join(_methods(request))}
    return answer(kind, refused.detail if isinstance(refused, Declined) else kind.cure, headers=headers)


def _methods(request: Request) -> Iterator[str]:
    """Yield the methods that an address takes, whichever route it is that takes them."""
    for method in METHODS:
        scope = {**request.scope, "method": method}
        if any(route.matches(scope)[0] is Match.FULL for route in request.app.router.routes):
            yield from ("GET", "HEAD") if method == "GET" else (method,)


def told_of_request(refused: RequestValidationError) -> ProblemDocument:
    """Write out why parameters, or a body with answers, are not what a route takes."""
    errors = _first(list(map(_invalid, refused.errors()[: MOST_TOLD + 1])))
    unread = any(one.code == "bad-json" for one in errors)
    return ProblemDocument.of(KINDS["unreadable-text" if unread else "wrong-request"], _told(errors), errors=errors)


async def of_validation(_: Request, refused: RequestValidationError) -> Response:
    """Answer parameters, or a body with answers, that are not what a route takes."""
    document = told_of_request(refused)
    return answer(KINDS[document.code], document.detail, errors=document.errors)


async def of_forbidden(_: Request, refused: ForbiddenError) -> Response:
    """Answer somebody who lacks a right to what it may see."""
    return answer(KINDS["forbidden"], str(refused))


async def of_busy(_: Request, busy: BusyError) -> Response:
    """Ask somebody to come back who waited for others to be done with writing."""
    return answer(KINDS["busy"], str(busy), headers={"Retry-After": "5"})


HANDLERS: Mapping[type[Exception] | int, Callable[[Request, Any], Coroutine[Any, Any, Response]]] = {
    Refused: of_refused,
    ForbiddenError: of_forbidden,
    BusyError: of_busy,
    HTTPException: of_http,
    RequestValidationError: of_validation,
}
"""Who answers which exception; subclasses go the way of the class above them."""


MOST_TOLD = 101
"""Problems of one refusal; the reader tells a hundred of a plan, and that there are more."""


def _first(errors: list[Wrong]) -> tuple[Wrong, ...]:
    """Return the first problems, and that there are more where there are."""
    if len(errors) <= MOST_TOLD:
        return tuple(errors)
    sentence = "more is wrong than is told at once; mend what stands before this first"
    last = Wrong(code="too-many-problems", parameter=None, path="", pointer=None, line=None, sentence=sentence)
    return (*errors[: MOST_TOLD - 1], last)


def _told(errors: tuple[Wrong, ...]) -> str:
    """Return the first thing that is wrong as a line, and how many more there are."""
    first, more = errors[0], len(errors) - 1
    line = "" if first.line is None else f"line {first.line}"
    where = " ".join(filter(None, (line, first.parameter or "", first.path)))
    told = f"{where}: {first.sentence}" if where else first.sentence
    return f"{told}; and {more} more {'problem' if more == 1 else 'problems'}" if more else told


def _parameter(problem: PlacedProblem) -> str | None:
    """Return what a problem is about that stands beside the document: a day, or a change such as `move go-live=...`.

    What is wrong with the plan once the changes are made has its place in that plan, which nobody has as a text.
    """
    if problem.file in BODY:
        return str(problem.path[0]) if problem.path else None
    beside = problem.file.partition(" ")[0]
    return beside if beside in FORMS else None


def _pointer(*path: str | int) -> str:
    """Return a path as RFC 6901 writes it."""
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in path)


def _invalid(error: Mapping[str, Any]) -> Wrong:
    """Write an error of the framework out, in words of ours."""
    place, *path = error["loc"]
    in_body = place == "body"
    said = error.get("ctx", {})
    code, sentence = _SAID.get(error["type"], ("wrong-value", "this cannot be read; /docs says what belongs here"))
    return Wrong(
        code=said.get("code", code),
        parameter=None if in_body or not path else str(path[-1]),
        path=".".join(map(str, path)) if in_body else "",
        pointer=_pointer(*path) if in_body else None,
        line=None,
        sentence=said["sentence"] if "sentence" in said else sentence.format(words=said.get("expected", "")),
    )


_SAID: Mapping[str, tuple[str, str]] = {
    "missing": ("missing", "this is needed here; /docs says what belongs here"),
    "extra_forbidden": ("unknown-name", "nothing of that name is taken here; /docs says what is"),
    "literal_error": ("unknown-word", "write {words}"),
    "too_short": ("nothing-asked", "nothing is named here; name at least one"),
    "json_invalid": ("bad-json", "the body is no JSON; look for a comma, bracket or quotation mark"),
}
"""What the framework finds wrong, by its type: the code, and the sentence."""
