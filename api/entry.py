"""The door of what is kept: who is there, what that lets it do, and the transaction in which it is done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from fastapi import Depends, Request

from app import clock
from app.accounts.secrets import TOKEN
from app.accounts.tokens import enter_by_token
from app.callers import Caller, Right
from app.store import Unit

from .problems import Declined
from .state import service_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

SCHEME = "bearer "


def caller_of(request: Request) -> Caller:
    """Return who shows a credential that holds; everybody else is told nothing but that it needs one."""
    shown = request.headers.get("authorization", "")
    if shown[: len(SCHEME)].lower() == SCHEME:
        secret = shown[len(SCHEME) :].strip()
        if secret.startswith(TOKEN):
            caller = enter_by_token(service_of(request).database, secret, clock.now())
            if caller is not None:
                return caller
    raise Declined(401, UNKNOWN, {"WWW-Authenticate": "Bearer"})


UNKNOWN = "show a credential that holds: the header Authorization with `Bearer` and a token"


def allowed(caller: Caller, right: Right) -> None:
    """Refuse a caller who lacks a right; what it may not see has to be refused as unknown instead."""
    if not caller.may(right):
        raise Declined(403, lacking(right))


def lacking(right: Right) -> str:
    """Return what is said to whom lacks a right."""
    return f"this needs the right {right.value}, which your credential does not have"


def reading(right: Right) -> Callable[..., Iterator[Unit]]:
    """Return the dependency of a route that looks at what is kept."""
    return _within(right, writes=False)


def writing(right: Right) -> Callable[..., Iterator[Unit]]:
    """Return the dependency of a route that changes what is kept; it is kept before the answer leaves."""
    return _within(right, writes=True)


def _within(right: Right, *, writes: bool) -> Callable[..., Iterator[Unit]]:
    def given(request: Request, caller: Annotated[Caller, Depends(caller_of)]) -> Iterator[Unit]:
        allowed(caller, right)
        with _transaction(request, caller, writes=writes) as unit:
            yield unit

    return given


def _transaction(request: Request, caller: Caller, *, writes: bool) -> AbstractContextManager[Unit]:
    database = service_of(request).database
    opened = database.writing if writes else database.reading
    return opened(workspace=caller.workspace, actor=caller.actor, now=clock.now())
