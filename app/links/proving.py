"""Proving an e-mail address by a code of six digits: ten minutes, five tries, and no word about who is listed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from hmac import compare_digest
from secrets import randbelow
from typing import TYPE_CHECKING

from app.accounts.lockout import ORIGIN, Patience, count_attempt, network_of
from app.accounts.secrets import ASKED, digest, drawn
from app.accounts.words import read_email, read_name
from app.actors import SYSTEM
from app.operations.lookup import refused
from app.plans import open_plan
from app.projection.visible import visible
from app.store.participants import MailedCode, add_code, keep_participant, participants_of, try_code, use_code
from app.store.users import key_of

from .entering import link_at
from .introducing import Came
from .letters import code_letter
from .links import refuse_over
from .people import joined, learn_email, people_of, with_email

if TYPE_CHECKING:
    from datetime import datetime

    from app.accounts.letters import Post
    from app.store import Database, Unit
    from app.store.participants import Participant
    from app.store.share_links import ShareLink

LASTS = timedelta(minutes=10)
TRIES = 5
ADDRESS = Patience(kind="code", free=5, first=timedelta(minutes=5), most=timedelta(hours=12))
"""Codes for one address at one link."""
LINK = Patience(kind="link-codes", free=100, first=timedelta(minutes=1), most=timedelta(hours=1))
"""Codes at one link."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """Who asks for a code."""

    email: str
    name: str = ""
    """What somebody is called whom the plan does not know."""
    participant: Participant | None = None
    """Who proves its address, having come in already."""


def ask_code(database: Database, secret: str, asking: Asking, *, origin: str, post: Post, now: datetime) -> str:
    """Mail a code, if it may prove anything, and return what the browser keeps until it is typed.

    Whoever asks is told the same: nobody learns which addresses are listed.
    """
    found = link_at(database, secret)
    link, email = found.link, read_email(asking.email)
    refuse_over(link, now)
    if not post.is_there:
        raise refused("no-mail", f"this service sends no mail, so no address can be proved; ask {link.made_by_name}")
    if asking.participant is None and link.person is None:
        read_name(asking.name)
    with database.writing(workspace=found.workspace, actor=SYSTEM, now=now) as unit:
        count_attempt(unit, ADDRESS, f"{link.id} {key_of(email)}")
        count_attempt(unit, LINK, link.id)
        count_attempt(unit, ORIGIN, network_of(origin))
    kept, code = drawn(ASKED), f"{randbelow(10**6):06}"
    with database.writing(workspace=found.workspace, actor=SYSTEM, now=now) as unit:
        proves = _may_prove(unit, link, email, asking.participant)
        add_code(
            unit,
            MailedCode(
                key=digest(kept),
                link=link.id,
                participant=asking.participant.id if asking.participant else None,
                email=email,
                name=asking.name.strip() or None,
                digest=_digest(kept, code if proves else drawn("")),
                tries=0,
                expires_at=now + LASTS,
            ),
        )
        if proves:
            post.send(unit, code_letter(email, code, by=link.made_by_name))
    return kept


def enter_code(database: Database, secret: str, kept: str, code: str, *, now: datetime) -> Came | None:
    """Let somebody in with the code that was mailed; None where it is in already, and its address is proved now."""
    found = link_at(database, secret)
    link = found.link
    refuse_over(link, now)
    with database.writing(workspace=found.workspace, actor=SYSTEM, now=now) as unit:
        known = try_code(unit, digest(kept), link.id, most=TRIES)
    typed = "".join(code.split())
    if known is None or not compare_digest(known.digest, _digest(kept, typed)):
        raise _wrong()
    with database.writing(workspace=found.workspace, actor=SYSTEM, now=now) as unit:
        if not use_code(unit, known.key):
            raise _wrong()
        if known.participant is not None:
            _proved(unit, link, known.participant, known.email)
            return None
        entered, own = joined(unit, link, name=known.name or "", email=known.email, proved=True)
    return Came(entered=entered, secret=own)


def _wrong() -> Exception:
    sentence = "this code is wrong, was used or has run out; look at the newest mail, or ask for another code"
    return refused("wrong-code", sentence)


def _may_prove(unit: Unit, link: ShareLink, email: str, one: Participant | None) -> bool:
    """Tell whether a code is mailed; refuse one who came in already and says another address than the plan's."""
    people = people_of(visible(open_plan(unit, link.plan).reading.document, link.party), link.party)
    if one is not None:
        known = next((who.email for who in people if who.id == one.person and who.email), None)
        return known is None or key_of(known) == key_of(email)
    if link.person is not None:
        people = tuple(who for who in people if who.id == link.person)
    if link.level == "code":
        return link.person is None or with_email(people, email) is not None or not any(who.email for who in people)
    listed = {key_of(address) for address in link.listed}
    return link.level == "listed" and (key_of(email) in listed or with_email(people, email) is not None)


def _proved(unit: Unit, link: ShareLink, participant: str, email: str) -> None:
    """Keep that somebody proved an address; the plan learns it where it knew none."""
    one = next(one for one in participants_of(unit, link.plan) if one.id == participant)
    keep_participant(unit, one.id, email=email, proved_at=unit.now)
    learn_email(unit, link, replace(one, email=email, proved_at=unit.now))


def _digest(kept: str, code: str) -> str:
    """Return what is kept of a code: without what the browser keeps, nobody finds it by trying all."""
    return digest(f"{kept} {code}")
