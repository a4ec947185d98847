"""The door of what is kept: who is there, what that lets it do, and the transaction in which it is done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from fastapi import Depends, Request

from app.access import admit, allow
from app.callers import Caller, Right
from app.store import Unit

from .body import read_body
from .credentials import caller_of
from .kinds import KINDS
from .problems import Declined
from .state import service_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator
    from contextlib import AbstractContextManager

WITH_BODY = frozenset({"POST", "PUT", "PATCH"})


Known = Annotated[Caller, Depends(caller_of)]


async def body_in_turn(request: Request, caller: Known) -> AsyncIterator[bytes]:
    """Read the body, if any, of somebody known, and wait for a turn, which lasts until the answer is made."""
    gate, body = service_of(request).gate, b""
    if request.method in WITH_BODY:
        async with gate.sending(caller.actor.id, is_known=True):
            body = await read_body(request)
    async with gate.line(), gate.turn():
        yield body


InTurn = Annotated[bytes, Depends(body_in_turn, scope="function")]
"""The body of a request; what is kept is looked at and changed once its turn has come."""


def being_there(request: Request, caller: Known, turn: InTurn) -> Iterator[Unit]:  # noqa: ARG001 - nobody waits inside
    """Give what a route looks at that shows a caller nothing but who that one is, whatever it may do."""
    with _transaction(request, caller, writes=False) as unit:
        yield unit


def changing_own(request: Request, caller: Known, turn: InTurn) -> Iterator[Unit]:  # noqa: ARG001 - nobody waits inside
    """Give what a route changes that is the caller's very own, whatever it may do besides."""
    with _transaction(request, caller, writes=True) as unit:
        yield unit


def reading(right: Right) -> Callable[..., Iterator[Unit]]:
    """Return the dependency, of scope `function`, of a route that looks at what is kept."""
    return _within(right, writes=False)


def writing(
    right: Right, *, turn: Callable[..., AsyncIterator[object]] = body_in_turn
) -> Callable[..., Iterator[Unit]]:
    """Return the dependency, of scope `function`, of a route that changes what is kept; `turn` reads its body before.

    The change is kept before the answer leaves.
    """
    return _within(right, writes=True, turn=turn)


def _within(
    right: Right, *, writes: bool, turn: Callable[..., AsyncIterator[object]] = body_in_turn
) -> Callable[..., Iterator[Unit]]:
    waited = Depends(turn, scope="function")

    def given(request: Request, caller: Known, turn: object = waited) -> Iterator[Unit]:  # noqa: ARG001 - nobody waits inside
        refuse_unkeepable(request)
        allow(caller, Right.READ_PLANS if (plan := request.path_params.get("plan_id")) else right)
        with _transaction(request, caller, writes=writes) as unit:
            if plan is not None:
                admit(unit, caller, plan, right)
            yield unit

    return given


def refuse_unkeepable(request: Request) -> None:
    """Refuse an address with a character that no database keeps, wherever it stands."""
    refuse_unkeepable_place(request)
    if any("\0" in text for _, text in request.query_params.multi_items()):
        raise Declined(400, "no text that is kept has a null character; take %00 out of the address")


def refuse_unkeepable_place(request: Request) -> None:
    """Tell of a place with a character that no id has that there is nothing."""
    if any("\0" in str(name) for name in request.path_params.values()):
        raise Declined(404, KINDS["not-found"].cure)


def _transaction(request: Request, caller: Caller, *, writes: bool) -> AbstractContextManager[Unit]:
    service = service_of(request)
    opened = service.database.writing if writes else service.database.reading
    return opened(workspace=caller.workspace, actor=caller.actor, now=service.now())


Present = Annotated[Unit, Depends(being_there, scope="function")]
PresentChanging = Annotated[Unit, Depends(changing_own, scope="function")]
Reading = Annotated[Unit, Depends(reading(Right.READ_PLANS), scope="function")]
Changing = Annotated[Unit, Depends(writing(Right.CHANGE_PLANS), scope="function")]
Looking = Annotated[Unit, Depends(writing(Right.READ_PLANS), scope="function")]
"""For what readers keep for themselves, such as a feed."""
Creating = Annotated[Unit, Depends(writing(Right.CREATE_PLANS), scope="function")]
Erasing = Annotated[Unit, Depends(writing(Right.ERASE_PLANS), scope="function")]
"""The transaction of a route; where its address names a plan, of somebody who may do that to it."""
