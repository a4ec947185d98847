"""The settings as they are told to whoever operates the service: each value, what changes it, and no secret."""

from __future__ import annotations

import ast
import inspect
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from app import settings as registry
from app.setting_texts import SECRET, SQLITE
from app.settings import Settings, variable_of
from app.store.database import HIDDEN, place_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

SET = "set, and not shown"


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldSetting:
    """One setting of a service that runs."""

    variable: str
    """Of the environment; it changes the setting at the next start."""
    value: str
    """As it is, without what lets somebody in; empty where nothing is set."""
    default: str
    is_default: bool
    is_secret: bool
    """Whether it can hold a password, which is not shown."""
    says: str
    """What it is."""


def told_settings(settings: Settings) -> tuple[ToldSetting, ...]:
    """Return every setting in the order of the registry."""
    usual = Settings()
    return tuple(
        ToldSetting(
            variable=variable_of(name),
            value=_told(settings, name),
            default=written(getattr(usual, name)),
            is_default=getattr(settings, name) == getattr(usual, name),
            is_secret=name in SECRET,
            says=says,
        )
        for name, says in documented()
    )


@cache
def documented() -> tuple[tuple[str, str], ...]:
    """Return each setting with the sentences below it in the registry."""
    return tuple(_documented())


def written(value: object) -> str:
    """Return a value as it stands in the environment."""
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


def _documented() -> Iterator[tuple[str, str]]:
    [source] = ast.parse(inspect.getsource(registry.Settings)).body
    body = source.body if isinstance(source, ast.ClassDef) else []
    for field, below in pairwise(body):
        match field, below:
            case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(says))):
                yield name, " ".join(says.split())


def _told(settings: Settings, name: str) -> str:
    """Return a value without what lets somebody in; of what can hold a password only what is known to be none."""
    text = written(getattr(settings, name))
    if not text:
        return ""
    return _SHOWN[name](text) if name in _SHOWN else SET if name in SECRET else text


def _database(text: str) -> str:
    return text if text == SQLITE else f"postgresql://{place_of(text)}"


def _address(text: str) -> str:
    """Return an address whose login is hidden, and which is read from its end, as by whoever connects."""
    parts = urlsplit(text)
    login = f"{HIDDEN}@" if "@" in parts.netloc else ""
    query = f"?{parts.query}" if parts.query == "starttls" else ""
    return f"{parts.scheme}://{login}{parts.netloc.rpartition('@')[2]}{parts.path}{query}"


_SHOWN: Mapping[str, Callable[[str], str]] = {
    "database": _database,
    "smtp": _address,
    "imap": _address,
    "oidc_issuer": _address,
}
"""How what can hold a password is shown all the same."""
