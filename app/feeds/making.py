"""Feeds are made by whoever may read a plan, for itself; each can be taken back alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import uuid4

from app.accounts.secrets import FEED, digest, drawn
from app.operations.lookup import refused
from app.plans import open_plan
from app.plans.eyes import known_in
from app.seen import audience_of
from app.store.feeds import Feed, add_feed, feeds_in, revoke_feeds, with_id
from scheduler.plan import SELLER

if TYPE_CHECKING:
    from datetime import datetime

    from app.store import Unit

MOST = 50
"""Feeds that one reader has of a plan at once."""
PAST, AHEAD = 14, 42
"""Days that a feed shows where nothing else is chosen: two weeks back and six ahead."""
FAR, LONG_AGO = 3_660, 90
"""Days that a feed looks ahead at most, and back: what is over for longer only makes files large."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What a reader wants to see; as it stands its own steps, of the last two weeks and the next six."""

    name: str = "Calendar"
    """What the reader calls the feed."""
    whole: bool = False
    """The whole plan, not only the reader's own steps."""
    side: bool = False
    """All steps that the reader's side does, alone or with others."""
    ahead: int | None = AHEAD
    """Days to look ahead; without end where None."""
    past: int = PAST
    bars: bool = False
    """Tasks as bars from start to finish."""
    remind: int | None = None
    """Days before an entry on which to be reminded of it."""
    invited: bool = False
    """Also what the reader is invited to by mail, which its calendar then shows twice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A new feed, and its secret, which is shown this once."""

    feed: Feed
    secret: str


def make_feed(unit: Unit, plan_id: str, choice: Choice, *, expires_at: datetime | None = None) -> Made:
    """Keep a new feed of a plan for the unit's actor; it shows what that actor's party may see.

    Raises Refused where the plan is not to be found, nobody is known whose steps to show, or there are too many.
    """
    opened = open_plan(unit, plan_id)
    actor = known_in(opened.reading.document, unit.actor)
    _check(choice)
    party = actor.party or SELLER
    if not choice.whole and not choice.side and actor.person is None:
        raise refused(
            "whose-steps",
            "you are none of the plan's people, so no steps are yours; take your side's, or the whole plan",
        )
    if actor.person is not None:
        audience_of(opened.reading.document, party=party, person=actor.person)
    if len(feeds_of(unit, plan_id)) >= MOST:
        raise refused("too-many-feeds", f"you have {MOST} feeds of this plan; take one back that nobody reads")
    feed = Feed(
        id=str(uuid4()),
        workspace=unit.workspace,
        plan=plan_id,
        name=choice.name.strip(),
        party=party,
        person=None if choice.whole or choice.side else actor.person,
        side=choice.side,
        ahead=choice.ahead,
        past=choice.past,
        bars=choice.bars,
        remind=choice.remind,
        reader=actor.person,
        invited=choice.invited,
        by_kind=actor.kind,
        by_id=actor.id,
        made_at=unit.now,
        expires_at=expires_at,
    )
    secret = drawn(FEED)
    add_feed(unit, feed, digest(secret))
    return Made(feed=feed, secret=secret)


def feeds_of(unit: Unit, plan_id: str) -> list[Feed]:
    """Return the feeds that the unit's actor has of a plan."""
    mine = (unit.actor.kind, unit.actor.id)
    return [feed for feed in feeds_in(unit, plan_id) if (feed.by_kind, feed.by_id) == mine]


def revoke_feed(unit: Unit, plan_id: str, feed_id: str) -> None:
    """Let nobody read a feed of the unit's actor any more."""
    if feed_id not in {feed.id for feed in feeds_of(unit, plan_id)}:
        raise refused("unknown-feed", "you have no such feed of this plan; look at those that you have")
    revoke_feeds(unit, where=with_id(feed_id))


def _check(choice: Choice) -> None:
    if choice.whole and choice.side:
        raise refused("bad-feed", "a feed holds the whole plan or the steps of your side, not both; choose one")
    if not 1 <= len(choice.name.strip()) <= LONGEST_NAME:
        raise refused("bad-feed", f"the name of a feed has 1 to {LONGEST_NAME} characters")
    for what, days, most in (
        ("ahead", choice.ahead, FAR),
        ("past", choice.past, LONG_AGO),
        ("remind", choice.remind, 30),
    ):
        if days is not None and not 0 <= days <= most:
            raise refused("bad-feed", f"'{what}' is a number of days from 0 to {most:,}, not {days}")


LONGEST_NAME = 100
