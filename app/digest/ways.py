"""The way into a plan that stands in digests: for one mailbox alone, and kept from the first digest on."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from app.accounts.secrets import SHARE, digest, drawn
from app.store.digests import keep_way, way_of
from app.store.share_links import ShareLink, add_link, links_of

if TYPE_CHECKING:
    from app.store import Unit
    from app.store.participants import Participant

LABEL = "Daily digest"


def way_into(unit: Unit, parent: ShareLink, one: Participant, email_key: str) -> str:
    """Return the secret of somebody's own way in, which is made with the first digest and stands in all of them.

    It is a link for one address, which a mailed code proves: so that its secret may be kept, other than that of
    any other link. It ends with the link by which its reader first came in.
    """
    holding = {link.id for link in links_of(unit, one.plan) if link.holds(unit.now)}
    for before, kept in way_of(unit, one.plan, email_key):
        if before in holding:
            return kept
    secret, link = drawn(SHARE), _link(unit, parent, one)
    add_link(unit, link, digest(secret))
    keep_way(unit, one.plan, email_key, link=link.id, secret=secret)
    return secret


def _link(unit: Unit, parent: ShareLink, one: Participant) -> ShareLink:
    return ShareLink(
        id=str(uuid4()),
        plan=one.plan,
        party=parent.party,
        level="listed",
        label=LABEL,
        listed=(one.email or "",),
        person=one.person,
        handed_on_from=parent.id,
        keeps_visits=parent.keeps_visits,
        made_at=unit.now,
        made_by=parent.made_by,
        made_by_name=parent.made_by_name,
        expires_at=parent.expires_at,
    )
