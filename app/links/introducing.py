"""Saying who one is at a link that believes it, or that asks for its password beside it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from app.accounts.lockout import ORIGIN, Patience, count_attempt, forget, network_of
from app.accounts.passwords import fits
from app.accounts.words import read_email
from app.actors import SYSTEM
from app.operations.lookup import refused

from .entering import link_at
from .links import PROVING, refuse_over
from .people import joined

if TYPE_CHECKING:
    from datetime import datetime

    from app.store import Database
    from app.store.share_links import ShareLink

    from .entering import Entered, Found

PASSWORD = Patience(kind="link-password", free=10, first=timedelta(seconds=30), most=timedelta(minutes=15))
"""At one link from one network."""
LINK = Patience(kind="link", free=200, first=timedelta(seconds=30), most=timedelta(minutes=15))
"""At one link from everywhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What somebody says about themselves."""

    name: str = ""
    person: str | None = None
    """One of the party's people, where they are shown: at an open link."""
    email: str = ""
    password: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Came:
    """Somebody who came in, and what its browser or tool shows from now on; nobody sees that again."""

    entered: Entered
    secret: str


def introduce(database: Database, secret: str, said: Said, *, origin: str, now: datetime) -> Came:
    """Let somebody in who says who it is."""
    found = link_at(database, secret)
    refuse_over(found.link, now)
    if found.link.level in PROVING:
        raise refused("code-needed", "this link asks for your e-mail address, proved by a code; ask for one")
    if found.link.level == "password":
        _refuse_wrong(database, found, said.password, origin=origin, now=now)
    email = read_email(said.email) if said.email.strip() else None
    with database.writing(workspace=found.workspace, actor=SYSTEM, now=now) as unit:
        person = said.person if found.link.level == "open" else None
        entered, own = joined(unit, found.link, name=said.name, person=person, email=email, proved=False)
    return Came(entered=entered, secret=own)


def _refuse_wrong(database: Database, found: Found, password: str, *, origin: str, now: datetime) -> None:
    """Refuse a wrong password; each try is counted before it is looked at."""
    link: ShareLink = found.link
    there = f"{link.id} {network_of(origin)}"
    with database.writing(workspace=found.workspace, actor=SYSTEM, now=now) as unit:
        count_attempt(unit, PASSWORD, there)
        count_attempt(unit, LINK, link.id)
        count_attempt(unit, ORIGIN, network_of(origin))
    if not fits(password, link.password):
        raise refused("wrong-link-password", f"this is not the link's password; ask {link.made_by_name} for it")
    with database.writing(workspace=found.workspace, actor=SYSTEM, now=now) as unit:
        forget(unit, PASSWORD, there)
