"""Templates made into text: everything escaped, nothing undefined, and a policy by which a page fetches nothing."""

from __future__ import annotations

import re
from base64 import b64encode
from functools import cache
from hashlib import sha256

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from app.phrases import LONG_MONTHS
from scheduler.wording import MONTHS, WEEKDAYS


def rendered(template: str, **values: object) -> str:
    """Return a page made of a template."""
    return _environment().get_template(template).render(**values)


def policy(style: str) -> str:
    """Return the content security policy of a page that has this style sheet and otherwise nothing but text."""
    digest = b64encode(sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def unbroken(value: object) -> object:
    """Return a text whose days do not break at the end of a line; anything else as it is."""
    if not isinstance(value, str) or isinstance(value, Markup):
        return value
    return _DAY.sub(lambda found: found[0].replace(" ", "\N{NO-BREAK SPACE}"), value)


_WEEKDAY, _MONTH = "|".join(WEEKDAYS), "|".join((*LONG_MONTHS, *MONTHS))
_DAY = re.compile(rf"\b(?:(?:{_WEEKDAY}) )?\d{{1,2}} (?:{_MONTH})\b(?: \d{{4}}\b)?(?: \d\d:\d\d)?")


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("app.exports", "pages"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=unbroken,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["capitalize_first"] = lambda text: text[:1].upper() + text[1:]
    return environment
