"""What of a plan is a side's own, so that its participants change it themselves; one rule for each row's `own`."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from app.allowed import Own
from app.operations.agreements import SIDES
from app.operations.lookup import critical_date_of, party_of, person_of, sides_of, step_of
from app.verbs.people import Delegate
from app.verbs.progress import SkipStep
from app.verbs.steps import AddStep, EditStep, ReorderSteps, UnlinkSteps
from app.verbs.why import AddToWhy
from scheduler.plan import CUSTOMER

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from app.actors import Actor
    from app.document import PlanDocument
    from app.document.wire.steps import Step

Operation = Any
"""One of the verbs that a rule is for; which fields these have, their classes say."""
SAYINGS = frozenset({"pains", "consequences", "criteria", "concerns"})
"""Lists of `why` in which the customer speaks for itself."""

LOOSENING = frozenset(
    {
        "after",
        "start_no_earlier_than",
        "finish_no_earlier_than",
        "start_no_later_than",
        "finish_no_later_than",
        "must_start_on",
        "must_finish_on",
    }
)
"""Fields of a step that say when it is, whatever it took until then."""


def bound_step(document: PlanDocument, operation: Operation) -> Step | None:
    """Return the step whose critical date an operation makes say nothing, though its side does the step alone.

    A critical date is for all sides: it counts for nothing once its step is left out, pinned, or waits for nothing any
    more. That nobody removes such a step, the operation itself says.
    """
    if isinstance(operation, EditStep):
        loosens = bool(operation.set.keys() & LOOSENING)
    else:
        loosens = isinstance(operation, SkipStep | UnlinkSteps)
    return step_of(document, operation.step) if loosens and is_bound(document, operation.step) else None


def is_bound(document: PlanDocument, step: str) -> bool:
    """Tell whether a critical date binds a step."""
    return any(date.step == step for date in document.critical_dates)


def _anything(_: PlanDocument, __: Operation, ___: Actor) -> bool:
    return True


def _on_steps_with_others(document: PlanDocument, operation: Operation, actor: Actor) -> bool:
    return actor.party in sides_of(step_of(document, operation.step))


def _on_steps_alone(document: PlanDocument, operation: Operation, actor: Actor) -> bool:
    """Tell whether all that an operation changes is done by a side alone, before it and after."""
    if isinstance(operation, AddStep):
        waiting = [step_of(document, name) for name in operation.before]
        return _are_alone([operation.new, *waiting], actor)
    if isinstance(operation, ReorderSteps):
        return _are_alone([step_of(document, name) for name in operation.steps], actor)
    step = step_of(document, operation.step)
    if not isinstance(operation, EditStep):
        return _are_alone([step], actor)
    return _are_alone([step], actor) and _stays_alone(operation, actor)


def _are_alone(steps: Iterable[Step], actor: Actor) -> bool:
    return all(sides_of(one) == (actor.party,) and one.owners.keys() <= {actor.party} for one in steps)


def _stays_alone(operation: EditStep, actor: Actor) -> bool:
    side, owners = operation.set.get("side", actor.party), operation.set.get("owners") or {}
    return side in (actor.party, [actor.party]) and isinstance(owners, dict) and owners.keys() <= {actor.party}


def _on_owners(document: PlanDocument, operation: Operation, actor: Actor) -> bool:
    if actor.party not in sides_of(step_of(document, operation.step)):
        return False
    if operation.party is not None:
        return party_of(document, operation.party) == actor.party
    return isinstance(operation, Delegate) or _is_ours(document, operation.person, actor)


def _on_people(document: PlanDocument, operation: Operation, actor: Actor) -> bool:
    if operation.do == "add_person":
        return bool(operation.new.party == actor.party)
    party = operation.set.get("party", actor.party) if operation.do == "edit_person" else actor.party
    return party == actor.party and _is_ours(document, operation.person, actor)


def _on_calendars(document: PlanDocument, operation: Operation, actor: Actor) -> bool:
    name = operation.calendar
    if name == actor.party:
        return True
    if name in {*SIDES, *(one.id for one in document.parties)}:
        return False
    return name not in document.calendars or document.calendars[name].by == actor.party


def _on_what_was_added(document: PlanDocument, operation: Operation, actor: Actor) -> bool:
    if operation.do.endswith("_party"):
        own = {one.id for one in document.parties if actor.party in {one.by, one.id}}
        return operation.party in own and (operation.do == "edit_party" or operation.party != actor.party)
    return operation.phase in {one.id for one in document.phases if one.by == actor.party}


def _by_its_word(document: PlanDocument, operation: Operation, actor: Actor) -> bool:
    step_of(document, operation.step)
    return operation.person is None or _is_oneself(document, operation.person, actor)


def _by_its_confirmation(document: PlanDocument, operation: Operation, actor: Actor) -> bool:
    date = critical_date_of(document, operation.critical_date)
    if (date.party or CUSTOMER) != actor.party:
        return False
    if operation.do == "reconfirm_critical_date":
        return date.confirmed is not None and date.confirmed.by == actor.person
    return operation.standing == "confirmed" and _is_oneself(document, operation.by, actor)


def _on_answers(document: PlanDocument, operation: Operation, actor: Actor) -> bool:
    asked = step_of(document, operation.step).help
    return asked is None or _is_ours(document, asked.owner, actor)


def _on_questions(document: PlanDocument, operation: Operation, actor: Actor) -> bool:
    asked = step_of(document, operation.step).help
    return asked is None or _is_ours(document, asked.asked_by, actor)


def _on_decisions(document: PlanDocument, operation: Operation, actor: Actor) -> bool:
    if operation.do == "record_decision":
        who, step = operation.decided_by, operation.step
    else:
        taken = [one for one in (document.why.decisions if document.why else ()) if one.id == operation.decision]
        who, step = next(((one.decided_by, one.step) for one in taken), (actor.person, None))
    is_theirs = step is None or actor.party in sides_of(step_of(document, step))
    return actor.party in SIDES and _is_ours(document, who, actor) and is_theirs


def _on_sayings(document: PlanDocument, operation: Operation, actor: Actor) -> bool:
    if actor.party not in SIDES or operation.to not in SAYINGS:
        return False
    if isinstance(operation, AddToWhy):
        return _is_ours(document, operation.new.get("by"), actor)
    said = getattr(document.why, operation.to) if document.why else ()
    by = next((one.by for one in said if one.id == operation.entry), actor.person)
    new = operation.set.get("by", by) if operation.do == "edit_in_why" else by
    return _is_ours(document, by, actor) and _is_ours(document, new, actor)


def _is_ours(document: PlanDocument, name: object, actor: Actor) -> bool:
    """Tell whether somebody, by id or name, is one of a side's people."""
    found = person_of(document, name) if isinstance(name, str) else None
    return found is not None and found.party == actor.party


def _is_oneself(document: PlanDocument, name: str, actor: Actor) -> bool:
    found = person_of(document, name)
    return found is not None and found.id == actor.person


RULES: Mapping[Own, Callable[[PlanDocument, Operation, Actor], bool]] = MappingProxyType(
    {
        Own.ANYTHING: _anything,
        Own.SHARED_STEP: _on_steps_with_others,
        Own.STEP: _on_steps_alone,
        Own.OWNER: _on_owners,
        Own.PERSON: _on_people,
        Own.CALENDAR: _on_calendars,
        Own.ADDED: _on_what_was_added,
        Own.WORD: _by_its_word,
        Own.CONFIRMATION: _by_its_confirmation,
        Own.ANSWER: _on_answers,
        Own.QUESTION: _on_questions,
        Own.DECISION: _on_decisions,
        Own.SAYING: _on_sayings,
    }
)
"""How each is told; what is not there at all is refused by the operation itself."""
