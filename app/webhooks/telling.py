"""What webhooks are told of a change, written in the change's transaction.

All of it is made of what the webhook's audience sees before and after: where that is the same, the webhook hears
nothing, and no number of its goes up. Webhooks are the workspace's, so another party's eyes see no more than the
seller's do.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

from app.answers.events import (
    MOST_MOVES,
    EventBody,
    EventName,
    EventPlan,
    EventStep,
    WebhookEvent,
    dates_of,
    headline_of,
    moves_of,
)
from app.jobs import enqueue
from app.projection import Audience, narrowed
from app.store.deliveries import Delivery, add_delivery, keep_deliveries, made_now, waiting_since, with_ids
from app.store.external_ids import names_of
from app.store.views import newest_views
from app.store.webhooks import Count, count_of, keep_count, webhooks_for
from scheduler.plan import CUSTOMER, SELLER

from .events import OF_VERBS, happened
from .jobs import DELIVER

if TYPE_CHECKING:
    from app.projection import Projection, Projections
    from app.store import Unit
    from app.store.webhooks import Webhook

    from .events import Happened

OF_LATE, MOST_COUNTED = timedelta(minutes=10), 9_000
"""What a webhook was to be told since, and was not yet, stands before what comes, as far as it is counted."""


def tell_webhooks(unit: Unit, plan: str, before: Projections | None, after: Projections, verb: str) -> None:
    """Have every webhook of a plan told what its audience saw a verb do; the plan is held by this transaction."""
    if before is after and verb not in OF_VERBS:
        return
    seen = dict[str, _Seen | None]()
    for webhook in webhooks_for(unit, plan):
        if webhook.party not in seen:
            seen[webhook.party] = _seen(unit, plan, before, after, webhook.party, verb)
        what = seen[webhook.party]
        if what is not None and what.happened:
            _tell(unit, plan, webhook, what)


def name_events(unit: Unit, plan: str) -> None:
    """Say in what was told of a plan in this very transaction what another system calls it since."""
    names = tuple(EventName(system=one.system, id=one.id) for one in names_of(unit, plan))
    for delivery in made_now(unit, plan):
        event = WebhookEvent.model_validate_json(delivery.body)
        if event.data.audience == SELLER:
            named = event.data.model_copy(
                update={"plan": event.data.plan.model_copy(update={"external_ids": names})},
            )
            body = event.model_copy(update={"data": named}).model_dump_json()
            keep_deliveries(unit, with_ids([delivery.id]), body=body)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    """What an audience saw happen to a plan."""

    before: Projection | None
    after: Projection
    happened: list[Happened]
    revision: int | None
    """The number that the seller has for what it sees now; None for others, whom each webhook counts for."""
    names: tuple[EventName, ...] = field(default=())

    @property
    def is_changed(self) -> bool:
        """Tell whether the document that it sees is another one."""
        return any(one.type == "plan.changed" for one in self.happened)


def _seen(unit: Unit, plan: str, before: Projections | None, after: Projections, party: str, verb: str) -> _Seen | None:
    now = seen_by(after, party)
    if now is None:
        return None
    was = None if before is None else seen_by(before, party)
    told = happened(was, now, verb)
    if party != SELLER or not told:
        return _Seen(before=was, after=now, happened=told, revision=None)
    newest = newest_views(unit, plan).get(SELLER)
    names = tuple(EventName(system=one.system, id=one.id) for one in names_of(unit, plan))
    return _Seen(before=was, after=now, happened=told, revision=newest.number if newest else 1, names=names)


def seen_by(projections: Projections, party: str) -> Projection | None:
    """Return what a party sees of what the seller sees; None where the plan has no such party."""
    own = projections.of(Audience(party=SELLER))
    if party == SELLER:
        return own
    if party not in {CUSTOMER, *(one.id for one in own.document.parties)}:
        return None
    return narrowed(own, Audience(party=party))


def _tell(unit: Unit, plan: str, webhook: Webhook, seen: _Seen) -> None:
    known = count_of(unit, webhook.id, plan)
    count = known or Count(sequence=0, revision=1)
    revision = seen.revision or count.revision + seen.is_changed
    told = [one for one in seen.happened if webhook.wants(one.type)]
    waiting = waiting_since(unit, webhook.id, unit.now - OF_LATE, limit=MOST_COUNTED) if told else 0
    for behind, one in enumerate(told, start=waiting):
        number = count.sequence + 1 + behind - waiting
        body = _written(unit, plan, webhook, seen, one, sequence=number, revision=revision)
        delivery = Delivery(
            id=str(uuid4()),
            webhook=webhook.id,
            plan=plan,
            type=one.type,
            sequence=number,
            made_at=unit.now,
            body=body,
            queued=True,
        )
        add_delivery(unit, delivery)
        enqueue(
            unit, DELIVER, delivery.id, behind=behind
        )  # where the webhook is paused, the job lets it rest: it alone is sure
    new = Count(sequence=count.sequence + len(told), revision=revision)
    if new != known:
        keep_count(unit, webhook.id, plan, new, is_new=known is None)


def _written(  # noqa: PLR0913 - all that an event tells
    unit: Unit, plan: str, webhook: Webhook, seen: _Seen, one: Happened, *, sequence: int, revision: int
) -> str:
    moves = moves_of(seen.before, seen.after)
    body = EventBody(
        audience=webhook.party,
        sequence=sequence,
        plan=EventPlan(id=plan, title=seen.after.document.title, revision=revision, external_ids=seen.names),
        step=None if one.step is None else EventStep.of(one.step),
        headline=headline_of(seen.after),
        critical_dates=dates_of(seen.before, seen.after),
        moves=tuple(moves[:MOST_MOVES]),
        more_moves=max(0, len(moves) - MOST_MOVES),
    )
    return WebhookEvent(type=one.type, timestamp=unit.now, data=body).model_dump_json()
