"""What a route declares for the OpenAPI document: its body, its answers, and every refusal of it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from app.exports import EXPORTS

from .body import JSON, MEDIA_TYPES, MESSAGE, YAML
from .kinds import KINDS, PROBLEM_JSON

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic import BaseModel

    from .kinds import Kind

PLAN = "PlanDocument"
PROBLEM = "Problem"
"""The schemas that `openapi` adds, since FastAPI sees neither a model."""

PLAN_PROBLEMS = (
    "unreadable-text",
    "unreadable-plan",
    "wrong-request",
    "too-slow",
    "too-large",
    "unsupported-media-type",
    "busy",
)
"""What every route can refuse that takes a plan."""

ORDER_PROBLEMS = tuple(code for code in PLAN_PROBLEMS if code != "unreadable-plan")
"""What a route can refuse that takes something else as JSON."""

LOOKING = ("unauthenticated", "forbidden", "not-found", "wrong-request", "busy")
"""What every route can refuse that looks at what is kept."""

CHANGING = (*LOOKING, "conflict", "precondition", *(one for one in ORDER_PROBLEMS if one not in LOOKING))
"""What every route can refuse that changes what is kept by a body of JSON."""

EVERYWHERE = ("bad-request", "method-not-allowed", "unexpected")
"""What every address can refuse."""


HEADERS: Mapping[int, Mapping[str, str]] = {
    401: {"WWW-Authenticate": "`Bearer`."},
    405: {"Allow": "The methods that the address takes."},
    408: {"Connection": "`close`: the rest of the body is not read."},
    413: {"Connection": "`close`: the rest of the body is not read."},
    415: {"Accept": "The forms that are read."},
    503: {"Retry-After": "Seconds after which to come again."},
}
"""What refusals say in headers."""


def schema(name: str) -> dict[str, str]:
    """Return the reference to a schema."""
    return {"$ref": f"#/components/schemas/{name}"}


def example(name: str) -> dict[str, str]:
    """Return the reference to an example."""
    return {"$ref": f"#/components/examples/{name}"}


def header(says: str) -> dict[str, Any]:
    """Return the description of a header."""
    return {"description": says, "schema": {"type": "string"}}


def refusals(*codes: str) -> dict[int | str, dict[str, Any]]:
    """Return the answers for these kinds of refusals, and for those that every address can give."""
    by_status: dict[int, list[Kind]] = defaultdict(list)
    for code in (*codes, *EVERYWHERE):
        by_status[KINDS[code].status].append(KINDS[code])
    return {
        status: {
            "description": "; ".join(f"{kind.title} (`{kind.code}`)" for kind in kinds) + ".",
            "headers": {name: header(says) for name, says in HEADERS.get(status, {}).items()},
            "content": {
                PROBLEM_JSON: {
                    "schema": schema(PROBLEM),
                    "examples": {kind.code: example(f"problem-{kind.code}") for kind in kinds},
                }
            },
        }
        for status, kinds in sorted(by_status.items())
    }


def answers(model: type[BaseModel], says: str, *codes: str) -> Answers:
    """Return the answers of a route: a model, or a refusal."""
    return {200: {"model": model, "description": says}, **refusals(*codes)}


def takes_plan() -> dict[str, Any]:
    """Return the body of a route that takes a plan document."""
    form = {media_type: {"schema": schema(PLAN)} for media_type in MEDIA_TYPES if media_type != "text/plain"}
    text = {"type": "string", "minLength": 1, "description": "The same, as JSON or YAML text."}
    content = {**form, "text/plain": {"schema": text, "examples": {"northwind": example("northwind-text")}}}
    description = "A plan document, version 1, as docs/scheduling.md has it; nothing of it is kept."
    return {"requestBody": {"required": True, "description": description, "content": content}}


def takes(model: type[BaseModel], says: str, *, required: bool = True) -> dict[str, Any]:
    """Return the body of a route that takes a model as JSON."""
    content = {JSON: {"schema": schema(model.__name__)}}
    return {"requestBody": {"required": required, "description": says, "content": content}}


def takes_new_plan() -> dict[str, Any]:
    """Return the body of a route that takes a plan, a sheet, or an order for one."""
    document = {
        media_type: {"schema": schema(PLAN)} for media_type in MEDIA_TYPES if media_type not in {JSON, "text/plain"}
    }
    text = {"type": "string", "minLength": 1, "description": "The document, as JSON or YAML text."}
    content = {
        JSON: {"schema": {"oneOf": [schema(PLAN), schema("FromTemplate"), schema("FromPlan")]}},
        **document,
        "text/plain": {"schema": text},
        "text/csv": {"schema": {"type": "string", "minLength": 1}},
        EXPORTS["xlsx"].media_type: {"schema": {"contentMediaType": EXPORTS["xlsx"].media_type}},
    }
    says = "A plan document; a sheet with a row for each step; or an order for a plan from a template or another plan."
    return {"requestBody": {"required": True, "description": says, "content": content}}


def takes_template() -> dict[str, Any]:
    """Return the body of a route that takes a template."""
    shape = {"type": "object", "minProperties": 1, "description": "As docs/templates.md says."}
    text = {"type": "string", "minLength": 1, "description": "The same, as YAML or JSON text."}
    content = {media_type: {"schema": shape} for media_type in MEDIA_TYPES if media_type != "text/plain"}
    says = (
        "The template, YAML or JSON, in the form of the ready-made ones; `GET` with `Accept: application/yaml` has one."
    )
    return {
        "requestBody": {"required": True, "description": says, "content": {**content, "text/plain": {"schema": text}}}
    }


def takes_message() -> dict[str, Any]:
    """Return the body of a route that takes a mail as it came."""
    content = {MESSAGE: {"schema": {"type": "string", "minLength": 1}}}
    says = "The message with all its headers, as the server that took it in has it (RFC 5322); at most 1,000,000 bytes."
    return {"requestBody": {"required": True, "description": says, "content": content}}


def takes_file() -> dict[str, Any]:
    """Return the body of a route that takes a file as it is."""
    binary = {one: {"schema": {"contentMediaType": one}} for one in ("application/octet-stream", "application/pdf")}
    content = {**binary, "text/plain": {"schema": {"type": "string", "minLength": 1}}}
    says = "The file as it is, of any kind that people hand each other about a plan; at most 25,000,000 bytes."
    return {"requestBody": {"required": True, "description": says, "content": content}}


def downloads() -> dict[str, Any]:
    """Return the answer of a route that gives a file that somebody handed in."""
    media_types = ("application/octet-stream", "application/pdf", "image/*")
    return {
        "description": "The file, to be saved; only pictures and PDF say what they are.",
        "content": {one: {"schema": {"contentMediaType": one}} for one in media_types},
        "headers": {"Content-Disposition": header("`attachment`, with the file's name.")},
    }


def documents(says: str) -> dict[str, Any]:
    """Return the answer of a route that gives a plan document."""
    content = {media_type: {"schema": schema(PLAN)} for media_type in PLAN_FORMS}
    return {"description": says, "content": content}


def files() -> dict[str, Any]:
    """Return the answer of a route that gives a file of the kind that is asked for."""
    return {
        "description": "The file: " + "; ".join(f"`{one.kind}`: {one.says}" for one in EXPORTS.values()) + ".",
        "content": {
            media_type: {"schema": _file_schema(media_type)}
            for media_type in (one.media_type.partition(";")[0] for one in EXPORTS.values())
        },
        "headers": {"Content-Disposition": header("The file's name.")},
    }


def _file_schema(media_type: str) -> dict[str, Any]:
    if media_type in PLAN_FORMS:
        return schema(PLAN)
    return {"type": "string"} if media_type.startswith("text/") else {"contentMediaType": media_type}


PLAN_FORMS = (JSON, YAML)
"""What a plan document is given as."""


def lists(says: str, model: type[BaseModel], *codes: str) -> dict[int | str, dict[str, Any]]:
    """Return the answers of a route whose answer is the same for everybody, so that it need not be sent twice."""
    found = answers(model, says, "not-acceptable", *codes)
    found[200]["headers"] = dict(KEPT)
    return {**found, 304: {"description": "What the caller has is still right.", "headers": dict(KEPT)}}


Answers = dict[int | str, dict[str, Any]]


def tagged_answers(given: dict[str, Any], *codes: str) -> Answers:
    """Return the answers of a route that shows a reader what is kept: with a tag, so that it need not be sent twice."""
    headers = {**given.get("headers", {}), **TAGGED}
    unchanged = {"description": "What the caller has is still right.", "headers": dict(TAGGED)}
    return {200: {**given, "headers": headers}, 304: unchanged, **refusals("not-acceptable", *codes)}


def changed_answers(model: type[BaseModel], says: str, *codes: str, tagged: bool = True) -> Answers:
    """Return the answers of a route that changes what is kept, and can be asked again."""
    found = answers(model, says, "not-acceptable", *codes)
    found[200]["headers"] = {**(TAGGED if tagged else {}), **ONCE}
    return found


def created_answers(model: type[BaseModel], says: str, *codes: str, tagged: bool = True) -> Answers:
    """Return the answers of a route that makes something new, and can be asked again."""
    found = refusals("not-acceptable", *codes)
    headers = {"Location": header("Its address."), **(TAGGED if tagged else {}), **ONCE}
    return {201: {"model": model, "description": says, "headers": headers}, **found}


def created_once(model: type[BaseModel], says: str, *codes: str) -> Answers:
    """Return the answers of a route that makes something whose secret is shown this once."""
    return {201: {"model": model, "description": says, "headers": dict(ONCE)}, **refusals("not-acceptable", *codes)}


KEPT: Mapping[str, Any] = {"ETag": header("Changes when the answer does.")}

TAGGED: Mapping[str, Any] = {"ETag": header("The revision that the reader sees, and a digest of the answer.")}
ONCE: Mapping[str, Any] = {"Idempotency-Replayed": header("`true`: the answer was given before, and nothing was done.")}
