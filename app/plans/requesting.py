"""Change requests: a difference that one side asks for, and that the other accepts or declines."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.document.differences import differences
from app.operations.agreements import SIDES
from app.operations.lookup import refused
from app.projection.visible import visible
from app.store.change_requests import ChangeRequest, add_request, requests, settle
from app.store.log import entry_of
from app.verbs import OPERATION, agreements
from app.verbs.agreements import AgreeDates, ProposeDates
from scheduler.plan import CUSTOMER, SELLER
from scheduler.refusals import Refused

from .advancing import open_to_change, refuse_archived
from .changing import asked, done, done_by, making
from .eyes import seen_of
from .following import follow_invitations
from .growing import refuse_overgrown
from .opening import open_plan, stored_plan
from .own_names import as_own
from .recording import Changed, Deed, note, record
from .text import kept

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.actors import Actor
    from app.document import PlanDocument
    from app.projection import Projections
    from app.store import Unit
    from app.store.change_requests import State
    from app.verbs import Verb

    from .opening import Opened

REQUEST, ACCEPT, DECLINE, WITHDRAW = "request_change", "accept_change", "decline_change", "withdraw_change"


@dataclass(frozen=True, slots=True, kw_only=True)
class Requested:
    """What a side did to a change request."""

    changed: Changed
    request: ChangeRequest


def request_change(unit: Unit, plan_id: str, operations: Sequence[Verb], *, why: str | None = None) -> Requested:
    """Ask the other side for operations; refused where they could not be done now, or name what it does not see."""
    party, opened = _side(unit), open_to_change(unit, plan_id)
    operations = as_own(unit, opened, operations)
    _refuse_answers(operations)
    done(unit, opened, operations, asked_for=True)
    _refuse_unseen(unit, opened, operations)
    number = len(requests(unit, plan_id)) + 1
    changed = note(unit, opened, Deed(verb=REQUEST, asked=({"do": REQUEST, "request": number},), why=why))
    request = ChangeRequest(
        number=number,
        entry=changed.entry.number,
        revision=changed.entry.revision,
        party=party,
        operations=[*asked(operations)],
        by=changed.entry.by,
        at=changed.entry.at,
        why=why,
    )
    add_request(unit, plan_id, request)
    return Requested(changed=changed, request=request)


def requests_of(unit: Unit, plan_id: str) -> list[ChangeRequest]:
    """Return what the two sides asked each other for, oldest first; it is theirs alone."""
    stored_plan(unit, plan_id)
    if unit.actor.party not in SIDES | {None}:
        return []
    found = requests(unit, plan_id)
    return [_shown(unit, plan_id, one) for one in found] if found else []


def preview_request(unit: Unit, plan_id: str, number: int) -> tuple[Projections, Projections]:
    """Return the plan before and after what is asked for, on its newest state; nothing of it is kept.

    Dates that are proposed in it are shown as proposed: accepting makes agreed ones of them.
    """
    _side(unit)
    opened = open_plan(unit, plan_id)
    refuse_archived(opened.stored)
    request = _open(unit, plan_id, number)
    after = done_by(unit, opened, _as_asked(unit, plan_id, request), request.revision)
    refuse_overgrown(unit, opened.projections, after)
    return opened.projections, after


def accept_change(
    unit: Unit, plan_id: str, number: int, *, person: str | None = None, why: str | None = None
) -> Requested:
    """Do what the other side asks for, on the newest state; refused where somebody changed the same since.

    Whose word it is for dates that are proposed in it, `person` says; oneself where absent.
    """
    party, opened = _side(unit), open_to_change(unit, plan_id)
    request = _open(unit, plan_id, number)
    if party == request.party:
        raise refused("own-request", "your side asks for this; the other side accepts it")
    operations = _as_asked(unit, plan_id, request)
    words = [(word, unit.actor) for word in _words(operations, person)]
    after = done_by(unit, opened, [*operations, *words], request.revision)
    doing = ({"do": ACCEPT, "request": number}, *request.operations, *asked([word for word, _ in words]))
    deed = Deed(verb=ACCEPT, asked=doing, why=why, step=operations[0][0].step_id, party=request.party)
    changed = record(unit, opened.stored, opened.projections, after, deed)
    return _settled(unit, plan_id, request, "accepted", changed)


def decline_change(unit: Unit, plan_id: str, number: int, *, why: str) -> Requested:
    """Decline what the other side asks for, and say why."""
    party, opened = _side(unit), open_to_change(unit, plan_id)
    request = _open(unit, plan_id, number)
    if party == request.party:
        raise refused("own-request", "your side asks for this; withdraw it")
    if not why.strip():
        raise refused("no-reason", "say why you decline, so that the other side knows what to ask for instead")
    deed = Deed(verb=DECLINE, asked=({"do": DECLINE, "request": number},), why=why)
    return _settled(unit, plan_id, request, "declined", note(unit, opened, deed))


def withdraw_change(unit: Unit, plan_id: str, number: int, *, why: str | None = None) -> Requested:
    """Take back what one's own side asks for."""
    party, opened = _side(unit), open_to_change(unit, plan_id)
    request = _open(unit, plan_id, number)
    if party != request.party:
        raise refused("others-request", "the other side asks for this; decline it")
    deed = Deed(verb=WITHDRAW, asked=({"do": WITHDRAW, "request": number},), why=why)
    return _settled(unit, plan_id, request, "withdrawn", note(unit, opened, deed))


def _side(unit: Unit) -> str:
    if unit.actor.party not in SIDES:
        sentence = "changes are asked for between the seller and the customer; ask one of them to do it for you"
        raise refused("neither-side", sentence)
    return unit.actor.party


def _refuse_answers(operations: Sequence[Verb]) -> None:
    """Refuse to ask for what is an answer itself, and for dates that would be others by the time of the answer."""
    for one in operations:
        if isinstance(one, agreements.VERBS) and not isinstance(one, ProposeDates):
            raise refused("answers-itself", f"{one.do!r} answers the other side itself; do it, and ask for nothing")
        if isinstance(one, ProposeDates) and one.finish is None:
            raise refused("no-dates", "say when the step shall be done: what is planned may be another day by then")


def _as_asked(unit: Unit, plan_id: str, request: ChangeRequest) -> list[tuple[Verb, Actor]]:
    """Return the operations of a request, as those of the one who asked, as the log knows them."""
    author = entry_of(unit, plan_id, request.entry).by
    return [(OPERATION.validate_python(one), author) for one in request.operations]


def _words(operations: Sequence[tuple[Verb, Actor]], person: str | None) -> list[Verb]:
    """Return what accepts the dates that are proposed among operations."""
    proposed = {one.step: one for one, _ in operations if isinstance(one, ProposeDates)}
    return [
        AgreeDates.model_validate({"step": step, "start": one.start, "finish": one.finish, "person": person})
        for step, one in proposed.items()
    ]


def _refuse_unseen(unit: Unit, opened: Opened, operations: Sequence[Verb]) -> None:
    """Refuse a request that says something which the other side does not see."""
    other = SELLER if unit.actor.party == CUSTOMER else CUSTOMER
    eyes = replace(unit, actor=replace(unit.actor, party=other))
    own = [(one, unit.actor) for one in operations]
    shown = opened.projections.document(other)
    try:
        done_by(eyes, opened, own)
        seen = _is_seen(shown, making(unit, opened.reading, own)(shown), other)
    except Refused:
        seen = False
    if not seen:
        sentence = (
            "the other side does not see all of this, so it cannot agree to it; share it first, or do it yourself"
        )
        raise refused("not-shared", sentence)


def _is_seen(before: PlanDocument, after: PlanDocument, party: str) -> bool:
    """Tell whether a party sees all that a change of what it sees makes of it; what is only named no more was seen."""
    left = kept(visible(after, party))
    known = [(one.path, one.after) for one in differences(left, kept(before))]
    return all((one.path, one.after) in known for one in differences(left, kept(after)))


def _open(unit: Unit, plan_id: str, number: int) -> ChangeRequest:
    found = next((one for one in requests(unit, plan_id) if one.number == number), None)
    if found is None:
        raise refused("unknown-request", f"the plan has no change request {number}")
    if found.state != "open":
        raise refused("request-settled", f"change request {number} was {found.state} already")
    return found


def _shown(unit: Unit, plan_id: str, one: ChangeRequest) -> ChangeRequest:
    """Return a request as the actor may see it: without who asked, where its side keeps that person to itself."""
    seen = seen_of(unit.actor, open_plan(unit, plan_id).reading.document)
    is_ours = unit.actor.party in {None, one.party} or one.by.person is None
    return replace(one, shows_by=is_ours or any(person.id == one.by.person for person in seen.people))


def _settled(unit: Unit, plan_id: str, request: ChangeRequest, state: State, changed: Changed) -> Requested:
    settle(unit, plan_id, request.number, state=state, by=changed.entry.number)
    follow_invitations(unit, changed.after.stored, changed.after.projections)  # who proposed another time hears of it
    return Requested(
        changed=changed, request=_shown(unit, plan_id, replace(request, state=state, settled_by=changed.entry.number))
    )
