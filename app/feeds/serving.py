"""Serving feeds: what was made is kept until the plan, its day or the feed is another one.

Calendar apps ask every hour whether something changed, and mostly nothing did: that is told without making anything. On
SQLite it is told without a query too, as long as nobody wrote to the database.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from hashlib import sha256
from threading import Lock
from typing import TYPE_CHECKING

from app.accounts.secrets import FEED, digest
from app.actors import Actor
from app.store.feeds import Subscription, keep_last_use, subscription_of
from app.store.plans import find_plan

from .content import feed_content, last_changed

if TYPE_CHECKING:
    from datetime import datetime

    from app.store import Database
    from app.store.feeds import Feed
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

    def __init__(self, database: Database, *, public: str | None = None, room: int = ROOM) -> None:
        """Begin with nothing kept; `public` is where readers find the service."""
        self._database = database
        self._public = public
        self._room = room
        self._lock = Lock()
        self._known: OrderedDict[str, Subscription] = OrderedDict()
        self._made: OrderedDict[str, tuple[object, Served]] = OrderedDict()
        self.size = 0
        """Bytes of what is kept."""
        self._version: int | None = None
        self._used: dict[str, datetime] = {}

    def at_hand(self, secret: str, now: datetime) -> Served | None:
        """Return a feed's file where it is known, without asking the database for anything, that it is still right."""
        version = self._database.version()
        with self._lock:
            if version is None or version != self._version:
                return None
            subscription = self._known.get(digest(secret))
            if subscription is None or not subscription.lets_in(now):
                return None
            state, served = self._made.get(subscription.feed.id, (None, None))
            if state != _state(subscription.feed, subscription.plan):
                return None
            self._used[subscription.feed.id] = now
            return served

    def served(self, secret: str, now: datetime) -> Served | None:
        """Return a feed's file; None for a secret that lets nobody in, for whatever reason."""
        if not secret.startswith(FEED):
            return None
        version, key = self._database.version(), digest(secret)
        subscription = subscription_of(self._database, key)
        if subscription is None or not subscription.lets_in(now):
            return None
        with self._lock:
            self._remember(version, key, subscription)
            self._used[subscription.feed.id] = now
            state, served = self._made.get(subscription.feed.id, (None, None))
        return (
            served if state == _state(subscription.feed, subscription.plan) else self._made_anew(subscription.feed, now)
        )

    def keep_last_use(self) -> None:
        """Write when feeds were last read; called now and then, and at the end."""
        with self._lock:
            used, self._used = self._used, {}
        if used:
            keep_last_use(self._database, used)

    def _remember(self, version: int | None, key: str, subscription: Subscription) -> None:
        if version != self._version:
            self._known.clear()
            self._version = version
        self._known[key] = subscription
        if len(self._known) > MOST_KNOWN:
            self._known.popitem(last=False)

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


MOST_KNOWN = 100_000
"""Feeds that are remembered by their secrets' digests."""


def _state(feed: Feed, plan: StoredPlan) -> object:
    """Return all that decides what is in a feed: each change of a plan, and each passing day, makes another one."""
    choice = (feed.party, feed.person, feed.ahead, feed.past, feed.bars, feed.remind)
    return (plan.id, plan.revision, plan.entries, plan.day, choice)
