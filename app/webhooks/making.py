"""Webhooks are made, changed and removed by whoever looks after those of the workspace."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

from app.accounts.words import read_name
from app.document.identifiers import read_id
from app.document.problems import Wrong
from app.names import unknown
from app.operations.lookup import refused
from app.store import webhooks as kept
from app.store.plans import find_plan
from app.store.webhooks import Webhook
from scheduler.plan import SELLER

from .events import EVENTS
from .signing import drawn

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.store import Unit

    from .outside import Outside

MOST = 20
"""Webhooks of one workspace."""
BOTH_HOLD = timedelta(hours=24)
"""For so long the secret before signs too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """How a webhook shall be."""

    url: str
    name: str = "Webhook"
    party: str = SELLER
    """Whose eyes it has."""
    events: tuple[str, ...] = ()
    """Types of events; all where none is named."""
    plans: tuple[str, ...] | None = None
    """For which plans it is; for all where absent."""


def make_webhook(unit: Unit, wanted: Wanted, outside: Outside) -> Webhook:
    """Keep a new webhook; its secret is shown to nobody again but whoever asked for it."""
    if len(kept.webhooks_here(unit)) >= MOST:
        raise refused("too-many-webhooks", f"the workspace has {MOST} webhooks; remove one that nobody needs")
    read = _read(unit, wanted, outside)
    webhook = Webhook(
        id=str(uuid4()),
        workspace=unit.workspace,
        name=read.name,
        url=read.url,
        party=read.party,
        events=read.events,
        all_plans=read.plans is None,
        plans=read.plans or (),
        secret=drawn(),
        made_at=unit.now,
        made_by=unit.actor.id,
    )
    kept.add_webhook(unit, webhook)
    return webhook


def change_webhook(unit: Unit, webhook_id: str, wanted: Wanted, outside: Outside) -> Webhook:
    """Keep how a webhook shall be from now on; what it was told before stays as it is."""
    held = webhook_of(unit, webhook_id, to_change=True)
    read = _read(unit, wanted, outside)
    events = [*read.events]
    plain = {"name": read.name, "url": read.url, "party": read.party, "events": events}
    kept.keep_webhook(unit, held.id, **plain, all_plans=read.plans is None)
    kept.keep_plans(unit, held.id, read.plans or ())
    return webhook_of(unit, webhook_id)


def wanted_of(webhook: Webhook) -> Wanted:
    """Return how a webhook is, for whoever changes a part of it."""
    return Wanted(
        url=webhook.url,
        name=webhook.name,
        party=webhook.party,
        events=webhook.events,
        plans=None if webhook.all_plans else webhook.plans,
    )


def replace_secret(unit: Unit, webhook_id: str) -> Webhook:
    """Draw a new secret; the one before signs too for a day, so that the receiver can be told meanwhile."""
    held, until = webhook_of(unit, webhook_id, to_change=True), unit.now + BOTH_HOLD
    secret = drawn()
    kept.keep_webhook(unit, held.id, secret=secret, secret_before=held.secret, secret_before_until=until)
    return replace(held, secret=secret, secret_before=held.secret, secret_before_until=until)


def remove_webhook(unit: Unit, webhook_id: str) -> None:
    """Remove a webhook; nothing that waits for it is sent."""
    kept.remove_webhook(unit, webhook_of(unit, webhook_id).id)


def webhook_of(unit: Unit, webhook_id: str, *, to_change: bool = False) -> Webhook:
    """Return a webhook of the workspace; refused where there is none of that id."""
    found = kept.webhook_with(unit, webhook_id, to_change=to_change)
    if found is None:
        raise refused("unknown-webhook", "the workspace has no such webhook; look at those that it has")
    return found


def _read(unit: Unit, wanted: Wanted, outside: Outside) -> Wanted:
    """Return what is wanted as it is kept, or refuse it."""
    outside.refuse_wrong(wanted.url)
    return replace(
        wanted,
        party=_party(wanted.party),
        name=read_name(wanted.name, of="what the webhook is called"),
        events=tuple(_events(wanted.events)),
        plans=None if wanted.plans is None else _plans(unit, wanted.plans),
    )


def _party(named: str) -> str:
    try:
        return read_id(named)
    except Wrong:
        message = "name whose eyes it has: seller, customer, or the id of another party"
        raise refused("bad-audience", message) from None


def _events(named: Iterable[str]) -> list[str]:
    for one in named:
        if one not in EVENTS:
            raise unknown("event", one, [(each, "") for each in EVENTS])
    return [each for each in EVENTS if each in {*named}]


def _plans(unit: Unit, named: tuple[str, ...]) -> tuple[str, ...]:
    if not named:
        raise refused("no-plan-named", "no plan is named; name at least one, or let it be for all plans")
    for one in named:
        if find_plan(unit, one) is None:
            raise refused("unknown-plan", f"there is no plan {one!r}; look whether its id is whole")
    return tuple(sorted({*named}))
