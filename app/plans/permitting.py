"""Who came in by a link does what `app.allowed` lets it do: the one check that every change of a plan passes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.allowed import LOGGED, VERBS, Needs
from app.operations.agreements import refuse_unproved
from app.operations.lookup import refused
from app.verbs import OPERATION
from app.verbs.members import EditPerson
from scheduler.refusals import Refused

from .eyes import seen_of
from .owning import RULES, bound_step

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.actors import Actor
    from app.document import PlanDocument
    from app.store.log import Entry
    from app.verbs import Verb

PARTICIPANT = "participant"
EMAIL = "email"


def refuse_unpermitted(actor: Actor, logged: str) -> None:
    """Refuse what is about to be written into the log, or done without a line, where its author may not do it."""
    if actor.kind == PARTICIPANT:
        _refuse_unknown(actor, LOGGED.get(logged, Needs.MEMBERSHIP))


def refuse_beyond_own(document: PlanDocument, operation: Verb, actor: Actor) -> None:
    """Refuse an operation of a participant on what is not its side's, as far as it sees the document."""
    if actor.kind != PARTICIPANT:
        return
    row = VERBS[operation.do]
    if row.needs is Needs.MEMBERSHIP:
        sentence = f"{operation.do!r} is for the seller's people; ask for it as a change request, which they answer"
        raise refused("by-request", sentence)
    _refuse_unknown(actor, row.needs)
    seen = seen_of(actor, document)
    if not RULES[row.own](seen, operation, actor):
        sentence = f"{operation.do!r} is for {row.own.value}; ask for anything else as a change request"
        raise refused("by-request", sentence)
    bound = bound_step(seen, operation)
    if bound is not None:
        sentence = f"a critical date binds {bound.title}, and that is for all sides; ask for this as a change request"
        raise refused("by-request", sentence)
    if _sets_email(operation):
        _refuse_unknown(actor, Needs.PROOF)


def refuse_beyond_own_again(
    documents: tuple[PlanDocument, ...], asked: Sequence[Mapping[str, Any]], actor: Actor
) -> None:
    """Refuse to take operations back, or to do them again, on what is not its side's any more, or bound by now.

    `documents` are the plan as it is and as it would be: what an operation is about stands in one of them, or in none.
    """
    for one in asked if actor.kind == PARTICIPANT else ():
        operation = OPERATION.validate_python(one)
        for document in documents:
            try:
                refuse_beyond_own(document, operation, actor)
            except Refused as wrong:
                if not wrong.problems[0].code.startswith("unknown-"):
                    raise
            else:
                break


def _refuse_unknown(actor: Actor, needs: Needs) -> None:
    """Refuse somebody of whom less is known than is needed."""
    if needs is Needs.MEMBERSHIP:
        raise refused("members-only", "only a member of the workspace does this; ask the one who answers for the plan")
    if needs >= Needs.NAME and actor.person is None:
        raise refused("not-named", "say who you are first, at the address of your link; then do this again")
    if needs is Needs.PROOF:
        refuse_unproved(actor)


def _sets_email(operation: Verb) -> bool:
    """Tell whether an operation says where mail reaches somebody: that is where codes go that prove who one is."""
    return isinstance(operation, EditPerson) and EMAIL in operation.set


def is_joining(asked: dict[str, Any], entry: Entry) -> bool:
    """Tell whether an operation let somebody who came in by a link join the people, or learned its proved address."""
    if entry.by.kind != PARTICIPANT or entry.by.person is None:
        return False
    if asked["do"] == "add_person":
        return bool(asked["new"]["id"] == entry.by.person)
    return asked["do"] == "edit_person" and asked["person"] == entry.by.person and EMAIL in asked["set"]
