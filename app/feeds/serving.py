"""Serving feeds: what was made is kept until the plan, its day or the feed is another one.

Calendar apps ask every hour whether something changed, and mostly nothing did: that is told without making anything.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from hashlib import sha256
from threading import Lock
from typing import TYPE_CHECKING

from app.accounts.secrets import FEED, digest
from app.actors import Actor
from app.store.feeds import keep_last_use, subscription_of
from app.store.plans import find_plan

from .content import feed_content, last_changed

if TYPE_CHECKING:
    from datetime import datetime

    from app.store import Database
    from app.store.feeds import Feed, Subscription
    from app.store.plans import StoredPlan

ROOM = 64_000_000
"""Bytes of files that are kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """A feed's file, as it is now."""

    tag: str
    """Of the bytes, so that every process gives the same one; it tells nothing of what its reader does not see."""
    changed: datetime
    content: bytes


class Subscriptions:
    """The feeds of one database."""

    def __init__(self, database: Database, *, public: str, room: int = ROOM) -> None:
        """Begin with nothing kept; `public` is where readers find the service."""
        self._database = database
        self._public = public
        self._room = room
        self._lock = Lock()
        self._made: OrderedDict[str, tuple[object, Served]] = OrderedDict()
        self.size = 0
        """Bytes of what is kept."""
        self._used: dict[str, datetime] = {}

    def served(self, secret: str, now: datetime) -> tuple[Subscription, Served] | None:
        """Return whose feed a secret opens, and its file; None for one that lets nobody in, for whatever reason."""
        if not secret.startswith(FEED):
            return None
        subscription = subscription_of(self._database, digest(secret))
        if subscription is None or not self.lets_in(subscription, now):
            return None
        feed, plan = subscription.feed, subscription.plan
        with self._lock:
            state, served = self._made.get(feed.id, (None, None))
        if served is None or state != _state(feed, plan):
            served = self._made_anew(feed, now)
        return None if served is None else (subscription, served)

    def lets_in(self, subscription: Subscription, now: datetime) -> bool:
        """Tell whether a subscription holds at a moment, as far as nothing was written since, and count that as use."""
        if not subscription.lets_in(now):
            return False
        with self._lock:
            self._used[subscription.feed.id] = now
        return True

    def keep_last_use(self) -> None:
        """Write when feeds were last read; called now and then, and at the end."""
        with self._lock:
            used, self._used = self._used, {}
        if used:
            keep_last_use(self._database, used)

    def _made_anew(self, feed: Feed, now: datetime) -> Served | None:
        reader = Actor(kind="participant", id=feed.by_id, name=feed.name, party=feed.party, person=feed.person)
        with self._database.reading(workspace=feed.workspace, actor=reader, now=now) as unit:
            plan = find_plan(unit, feed.plan)
            if plan is None:
                return None
            content = feed_content(unit, feed, plan, public=self._public)
            changed = last_changed(unit, feed, plan)
        served = Served(tag=f'"{sha256(content).hexdigest()[:32]}"', changed=changed, content=content)
        with self._lock:
            self._keep(feed.id, _state(feed, plan), served)
        return served

    def _keep(self, feed: str, state: object, served: Served) -> None:
        _, before = self._made.pop(feed, (None, None))
        self._made[feed] = (state, served)
        self.size += len(served.content) - (len(before.content) if before else 0)
        while self.size > self._room:
            _, (_, dropped) = self._made.popitem(last=False)
            self.size -= len(dropped.content)


def _state(feed: Feed, plan: StoredPlan) -> object:
    """Return all that decides what is in a feed: each change of a plan, and each passing day, makes another one."""
    choice = (feed.party, feed.person, feed.ahead, feed.past, feed.bars, feed.remind, feed.invited, feed.anew_at)
    return (plan.id, plan.revision, plan.entries, plan.day, choice)
