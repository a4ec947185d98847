"""Somebody is forgotten in one plan: in every revision, the log, and all that belongs to it, in one transaction.

The plan stays what it was, under a pseudonym: dates, links and who did what. A new revision ends it, so that whoever
keeps an older state in memory, or by a tag, asks anew; who sees no difference is told of none.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from app.document import read_plain
from app.plans.opening import LIMITS, opened_on, stored_plan
from app.plans.recording import Deed, record
from app.projection import Projections
from app.store import baselines, change_requests, comments, feeds, participants
from app.store.calendar_entries import rewrite_seen
from app.store.deliveries import forget_told
from app.store.digests import forget_ways_of
from app.store.history import revision_text, rewrite_revisions
from app.store.invitations import forget_invitations
from app.store.kept_answers import forget_answers
from app.store.log import Entry, entries, rewrite_entry
from app.store.share_links import keep_link, links_of
from app.store.sharing import set_shared, shared_with
from app.store.sweeping import rewrite_plan
from app.store.users import key_of
from scheduler.plan import SELLER

from .documents import masked_document, masked_operation
from .tracing import Traces, traces_in

if TYPE_CHECKING:
    from app.actors import Actor
    from app.store import Unit
    from app.store.baselines import Signature
    from app.store.plans import StoredPlan

    from .masking import Mask
    from .somebody import Somebody

ERASE = "erase_person"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Erasing:
    """One plan in which somebody is forgotten."""

    unit: Unit
    plan: str
    traces: Traces
    mask: Mask

    def document(self, text: bytes) -> bytes:
        """Return the text of a revision with the pseudonym."""
        if not self.knows(text.decode()):
            return text
        masked = masked_document(json.loads(text), self.mask, self.traces.ids, self.traces.is_theirs)
        return json.dumps(masked, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()

    def knows(self, text: str) -> bool:
        """Tell whether the person may be in the text of a document."""
        return self.mask.finds(text) or any(f'"{one}"' in text for one in self.traces.ids)

    def actor(self, actor: Actor, *, own: bool) -> Actor:
        """Return who wrote a line, under the pseudonym where it is this person."""
        if not own:
            return replace(actor, name=self.mask.text(actor.name)) if actor.kind == "tool" else actor
        person = None if actor.person is None else self.traces.ids.get(actor.person, actor.person)
        return replace(actor, name=self.traces.who.pseudonym, person=person)


def erase_in_plan(unit: Unit, plan: str, who: Somebody) -> bool:
    """Forget somebody in a plan; tell whether anything was found. Done again, it finds nothing."""
    stored, traces = stored_plan(unit, plan, to_change=True), traces_in(unit, plan, who)
    erasing = _Erasing(unit=unit, plan=plan, traces=traces, mask=traces.mask)
    newest = revision_text(unit, plan, stored.revision)
    is_seen = erasing.document(newest) != newest
    before = opened_on(unit, stored, stored.day).projections if is_seen else None
    found = [
        stored.owner is not None and stored.owner == who.user,
        rewrite_revisions(unit, plan, erasing.document),
        _rewrite_log(erasing),
        _rewrite_requests(erasing),
        _rewrite_signatures(erasing),
        _forget_ways_in(erasing),
        _forget_membership(erasing),
        forget_told(unit, plan, erasing.knows),
        forget_invitations(unit, plan, lambda one: one.person in traces.ids or who.has(one.email)),
        rewrite_plan(unit, plan, erasing.mask.value),
    ]
    _rewrite_rest(erasing)
    if not any(found):
        return False
    unit.cache.forget(plan)
    owner = None if stored.owner == who.user else stored.owner
    kept = replace(stored, owner=owner)
    after = opened_on(unit, stored, stored.day).projections if before is None else _opened_anew(unit, stored)
    record(unit, kept, before or after, after, Deed(verb=ERASE, private=SELLER))
    return True


def _opened_anew(unit: Unit, stored: StoredPlan) -> Projections:
    """Return the newest revision as it is kept now, with its dates as of the day that the plan has come to."""
    written = json.loads(revision_text(unit, stored.id, stored.revision))
    day = stored.day.isoformat()
    return Projections(
        read_plain({**written, "revision": stored.revision}, file=str(written["title"]), as_of=day, limits=LIMITS)
    )


def _rewrite_log(erasing: _Erasing) -> bool:
    lines = entries(erasing.unit, erasing.plan)
    changed = [(one, new) for one in lines if (new := _masked_line(erasing, one)) != one]
    for _, new in changed:
        rewrite_entry(erasing.unit, erasing.plan, new)
    return changed != []


def _masked_line(erasing: _Erasing, line: Entry) -> Entry:
    """Return a line without the person; why this one did something is its own words."""
    own = line.number in erasing.traces.lines
    return replace(
        line,
        by=erasing.actor(line.by, own=own),
        asked=_masked_operations(erasing, line.asked),
        why=None if own or line.why is None else erasing.mask.text(line.why),
    )


def _masked_operations(erasing: _Erasing, asked: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [masked_operation(one, erasing.mask, erasing.traces.ids) for one in asked]


def _rewrite_requests(erasing: _Erasing) -> bool:
    changed = False
    for one in change_requests.requests(erasing.unit, erasing.plan):
        masked = _masked_operations(erasing, one.operations)
        if masked != one.operations:
            change_requests.rewrite_request(erasing.unit, erasing.plan, one.number, masked)
            changed = True
    return changed


def _rewrite_signatures(erasing: _Erasing) -> bool:
    """Let baselines stay signed: the day, the side and whether an address was proved, by somebody with a pseudonym."""
    changed = False
    for baseline in baselines.baselines(erasing.unit, erasing.plan):
        for one in baseline.signatures:
            if _is_theirs(erasing, one) and one.name != erasing.traces.who.pseudonym:
                person = None if one.person is None else erasing.traces.ids.get(one.person, one.person)
                signed = replace(one, name=erasing.traces.who.pseudonym, person=person)
                baselines.rewrite_signature(erasing.unit, erasing.plan, baseline.number, signed)
                changed = True
    return changed


def _is_theirs(erasing: _Erasing, signature: Signature) -> bool:
    named = signature.person in erasing.traces.ids and erasing.mask.is_name(signature.name)
    return named or signature.entry in erasing.traces.lines


def _forget_ways_in(erasing: _Erasing) -> bool:
    """Let the person in no more, whoever that one handed something on to still."""
    unit, plan, traces = erasing.unit, erasing.plan, erasing.traces
    changed = False
    for one in links_of(unit, plan):
        own = one.person is not None and one.person in traces.ids
        listed = [email for email in one.listed if not traces.who.has(email)]
        values: dict[str, Any] = (
            {"person": traces.ids[one.person], "revoked_at": unit.now} if one.person and own else {}
        )
        values |= {"listed": listed} if len(listed) != len(one.listed) else {}
        values |= {"made_by_name": traces.who.pseudonym} if _made_by(one.made_by, one.made_by_name, traces) else {}
        if values:
            keep_link(unit, one.id, **values)
            changed = True
    if traces.gone:
        participants.forget_participants(unit, plan, traces.gone)
    participants.forget_codes(unit, plan, traces.who.has)
    if traces.who.email is not None:
        forget_ways_of(unit, plan, key_of(traces.who.email))
    return changed or traces.gone != frozenset()


def _made_by(maker: str, name: str, traces: Traces) -> bool:
    return maker in {traces.who.user, *traces.participants} and name != traces.who.pseudonym


def _forget_membership(erasing: _Erasing) -> bool:
    user = erasing.traces.who.user
    if user is None or user not in shared_with(erasing.unit, erasing.plan):
        return False
    set_shared(erasing.unit, erasing.plan, user, shared=False)
    return True


def _rewrite_rest(erasing: _Erasing) -> None:
    """Let all follow that hangs on what was found: the words of comments, feeds, what calendars remember, answers."""
    unit, plan, traces = erasing.unit, erasing.plan, erasing.traces
    comments.erase_texts(unit, plan, traces.lines)
    comments.rewrite_mentions(unit, plan, traces.ids)
    makers = {*traces.gone} | ({traces.who.user} if traces.who.user else set())
    feeds.forget_feeds_by(unit, plan, makers)
    for before, after in traces.ids.items():
        feeds.rename_person(unit, plan, before, after)
    rewrite_seen(unit, plan, lambda seen: _seen(erasing, seen))
    forget_answers(unit, erasing.mask.finds, plan=plan)


def _seen(erasing: _Erasing, seen: dict[str, Any]) -> dict[str, Any]:
    people = {"people": [erasing.traces.ids.get(one, one) for one in seen["people"]]} if "people" in seen else {}
    return {**seen, "summary": erasing.mask.text(str(seen["summary"])), **people}
