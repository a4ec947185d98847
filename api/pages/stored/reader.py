"""Who reads a page of a stored plan, and where: what every part of the page is made of."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.access import may_change
from app.accounts.membership import members_of
from app.brief import brief
from app.plans.eyes import known_in
from app.projection import Audience
from scheduler.plan import CUSTOMER, SELLER
from scheduler.timeline import day_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from app.actors import Actor
    from app.brief import Brief
    from app.callers import Caller
    from app.feeds import Addresses
    from app.plans import Clash, Opened
    from app.projection import Projection
    from app.store import Unit
    from scheduler.plan import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Somebody, a party or a step, to choose."""

    id: str
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Here:
    """Who somebody is who came in by a link, and what else there is to do about that."""

    says: str
    ways: tuple[tuple[str, str], ...] = ()
    """Addresses, each with what it does."""
    leave: str = ""
    """Where a form goes by which the browser is that one no more; empty for who has said no name."""
    key: str = ""
    name: str = ""
    visits: str = ""
    """That it is kept who opens the plan, where that is so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What the page says besides the plan, after a form was sent or a row was opened."""

    step: str = ""
    """The row that stands open."""
    done: bool = False
    """Whether something was just done, so that the page says what it moved."""
    refused: str = ""
    """Why something was not done."""
    clashes: Sequence[Clash] = ()
    """What somebody else changed meanwhile."""
    issued: str = ""
    """The address that lets somebody in, which is shown this once."""
    feed: Addresses | None = None
    """The addresses of a new feed, likewise."""
    typed: Mapping[str, str] = field(default_factory=dict)
    """What the form held that was refused: nothing of it is lost."""
    here: Here | None = None
    """Who reads, where that one came in by a link."""


@dataclass(frozen=True, kw_only=True)
class Reader:
    """Somebody in front of a stored plan."""

    actor: Actor
    """Who reads, and who that is among the plan's people."""
    unit: Unit
    caller: Caller
    opened: Opened
    projection: Projection
    brief: Brief
    at: str
    """The address of the page, to which its forms are sent."""
    key: str
    """What each form shows, so that no other site can send it for the reader; empty where no cookie lets in."""
    told: Told
    may_change: bool
    """Whether the page offers anything to be done."""
    mails: bool
    """Whether the service sends mail."""
    invites: bool = False
    """Whether it reads answers to invitations, too."""

    @property
    def party(self) -> str:
        """Return whose eyes the page is for."""
        return self.actor.party or SELLER

    @property
    def is_seller(self) -> bool:
        """Tell whether the seller's side reads."""
        return self.party == SELLER

    @property
    def is_side(self) -> bool:
        """Tell whether one of the two sides reads that agree with each other."""
        return self.party in {SELLER, CUSTOMER}

    @property
    def today(self) -> date:
        """Return the day as of which the plan is shown."""
        return day_of(self.projection.schedule.as_of)

    @property
    def people(self) -> tuple[Person, ...]:
        """Return everybody in the plan whom the reader sees."""
        return self.projection.schedule.plan.people

    @property
    def colleagues(self) -> tuple[Person, ...]:
        """Return the plan's people of the reader's side."""
        return tuple(person for person in self.people if person.party == self.party)

    @property
    def asks(self) -> str:
        """Return whom a member asks who may only look: the one who answers for the plan; empty where nobody does."""
        owner = self.opened.stored.owner
        return next((one.name or one.email for one in members_of(self.unit) if one.is_in and one.id == owner), "")

    @property
    def is_unknown(self) -> bool:
        """Tell whether the reader has to say who it is before it changes anything."""
        return self.actor.kind == "participant" and self.actor.person is None


def reader_of(  # noqa: PLR0913 - who, what, where, and what was told
    unit: Unit,
    caller: Caller,
    opened: Opened,
    *,
    at: str,
    key: str = "",
    told: Told | None = None,
    mails: bool = False,
    invites: bool = False,
) -> Reader:
    """Return a reader with what there is to see."""
    actor = known_in(opened.reading.document, unit.actor)
    audience = Audience(party=actor.party or SELLER, person=actor.person)
    projection = opened.projections.of(audience)
    return Reader(
        actor=actor,
        unit=unit,
        caller=caller,
        opened=opened,
        projection=projection,
        brief=brief(projection),
        at=at,
        key=key,
        told=told or Told(),
        may_change=may_change(unit, caller, opened.stored),
        mails=mails,
        invites=invites,
    )
