"""Change requests: a difference that one side asks for, and that the other accepts or declines."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.operations.lookup import refused
from app.store.change_requests import ChangeRequest, add_request, requests, settle
from app.store.log import entry_of
from app.verbs import OPERATION
from scheduler.plan import CUSTOMER, SELLER
from scheduler.refusals import Refused

from .advancing import open_to_change
from .changing import asked, done
from .opening import open_plan
from .recording import Changed, Deed, record

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.document import Reading
    from app.store import Unit
    from app.store.change_requests import State
    from app.verbs import Verb

    from .opening import Opened

REQUEST, ACCEPT = "request_change", "accept_change"
CLOSING: dict[str, State] = {"decline_change": "declined", "withdraw_change": "withdrawn"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Requested:
    """What a side did to a change request."""

    changed: Changed
    request: ChangeRequest


def request_change(unit: Unit, plan_id: str, operations: Sequence[Verb], *, why: str | None = None) -> Requested:
    """Ask the other side for operations; refused where they could not be done now, or name what it does not see."""
    opened = open_to_change(unit, plan_id)
    done(unit, opened, operations)
    _refuse_unseen(unit, opened, operations)
    number = len(requests(unit, plan_id)) + 1
    changed = _note(unit, opened, REQUEST, number, why)
    request = ChangeRequest(
        number=number,
        entry=changed.entry.number,
        revision=changed.entry.revision,
        party=unit.actor.party or SELLER,
        operations=[*asked(operations)],
    )
    add_request(unit, plan_id, request)
    return Requested(changed=changed, request=request)


def preview_request(unit: Unit, plan_id: str, number: int) -> tuple[Reading, Reading]:
    """Return the plan before and after what is asked for, on its newest state; nothing of it is kept."""
    opened, request = open_plan(unit, plan_id), _found(unit, plan_id, number)
    return opened.reading, _done_for(unit, opened, request)


def accept_change(unit: Unit, plan_id: str, number: int, *, why: str | None = None) -> Requested:
    """Do what the other side asks for, on the newest state; refused where somebody changed the same since."""
    opened, request = open_to_change(unit, plan_id), _open(unit, plan_id, number)
    if unit.actor.party == request.party:
        raise refused("own-request", "your side asks for this; the other side accepts it")
    after = _done_for(unit, opened, request)
    deed = Deed(verb=ACCEPT, asked=({"do": ACCEPT, "request": number}, *request.operations), why=why)
    changed = record(unit, opened.stored, opened.reading, after, deed)
    return _settled(unit, plan_id, request, "accepted", changed)


def close_request(unit: Unit, plan_id: str, number: int, *, verb: str, why: str | None = None) -> Requested:
    """Decline what the other side asks for (`decline_change`), or take back what one's own does (`withdraw_change`)."""
    opened, request = open_to_change(unit, plan_id), _open(unit, plan_id, number)
    own = unit.actor.party == request.party
    if own != (verb == "withdraw_change"):
        sentence = "your side asks for this; withdraw it" if own else "the other side asks for this; decline it"
        raise refused("own-request" if own else "others-request", sentence)
    return _settled(unit, plan_id, request, CLOSING[verb], _note(unit, opened, verb, number, why))


def _note(unit: Unit, opened: Opened, verb: str, number: int, why: str | None) -> Changed:
    deed = Deed(verb=verb, asked=({"do": verb, "request": number},), why=why)
    return record(unit, opened.stored, opened.reading, opened.reading, deed)


def _done_for(unit: Unit, opened: Opened, request: ChangeRequest) -> Reading:
    """Do what a request asks for as the one who asked would, with the eyes of its side."""
    author = entry_of(unit, opened.stored.id, request.entry).by
    operations = [OPERATION.validate_python(one) for one in request.operations]
    return done(replace(unit, actor=author), opened, operations, seen=request.revision)


def _refuse_unseen(unit: Unit, opened: Opened, operations: Sequence[Verb]) -> None:
    """Refuse a request that the other side could not read: it names something that it does not see."""
    other = SELLER if unit.actor.party == CUSTOMER else CUSTOMER
    try:
        done(replace(unit, actor=replace(unit.actor, party=other)), opened, operations)
    except Refused:
        sentence = "the other side does not see all of this, so it cannot agree to it; share it first"
        raise refused("not-shared", sentence) from None


def _found(unit: Unit, plan_id: str, number: int) -> ChangeRequest:
    for one in requests(unit, plan_id):
        if one.number == number:
            return one
    raise refused("unknown-request", f"the plan has no change request {number}")


def _open(unit: Unit, plan_id: str, number: int) -> ChangeRequest:
    request = _found(unit, plan_id, number)
    if request.state != "open":
        raise refused("request-settled", f"change request {number} was {request.state} already")
    return request


def _settled(unit: Unit, plan_id: str, request: ChangeRequest, state: State, changed: Changed) -> Requested:
    settle(unit, plan_id, request.number, state=state, by=changed.entry.number)
    return Requested(changed=changed, request=replace(request, state=state, settled_by=changed.entry.number))
