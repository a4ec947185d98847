"""Pages without a script, whose styles come with them; nothing is fetched from anywhere."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from api.answers import kept
from app.exports.rendering import policy
from app.look import stylesheet

from .codes import entries

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response


def page(request: Request, template: str, **values: object) -> Response:
    """Return a page, made from a template and these values, with a policy that lets in its own styles alone."""
    style = stylesheet("reference")
    content = _environment().get_template(template).render(style=style, **values)
    response = kept(request, content, "text/html; charset=utf-8")
    response.headers["Content-Security-Policy"] = f"{policy(style)}; frame-ancestors 'none'"
    return response


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("api.reference", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["with_code"] = _with_code
    environment.filters["with_links"] = _with_links
    return environment


def _with_code(text: str) -> Markup:
    """Return a text in which what stands in backticks is code."""
    return _marked(text, "<code>{0}</code>")


def _with_links(text: str) -> Markup:
    """Return a text in which what stands in backticks leads to the page of that problem, where there is one."""
    return _marked(text, "<code>{0}</code>", '<a href="/problems/{0}"><code>{0}</code></a>')


def _marked(text: str, plain: str, problem: str | None = None) -> Markup:
    parts = str(escape(text)).split("`")
    parts[1::2] = [(problem if problem and part in entries() else plain).format(part) for part in parts[1::2]]
    return Markup("".join(parts))  # noqa: S704 - escaped above
