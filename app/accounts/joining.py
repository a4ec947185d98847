"""Coming in by an identity provider: its subject is what counts, and a verified address is what joins it first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

from app.actors import SYSTEM
from app.callers import MEMBER
from app.store import members as kept
from app.store.oidc import Start, add_start, forget_starts, take_start
from app.store.one_time import use_invitations
from app.store.users import User, add_user, keep_user, user_by_email, user_by_subject
from app.store.workspaces import workspaces

from .codes import refused
from .secrets import digest, drawn
from .sessions import begin_session, end_all_sessions
from .signing_in import NOBODY
from .words import read_email

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from app.store import Database, Unit

    from .provider import Identity, Provider

LASTS = timedelta(minutes=10)
"""How long somebody may take to sign in at the provider."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """A sign-in that began."""

    address: str
    """Where the browser is sent."""
    state: str
    """What it keeps meanwhile, so that nobody signs it in as somebody else."""


def begin(database: Database, provider: Provider, leads_to: str, now: datetime) -> Begun:
    """Begin to sign somebody in at the provider."""
    state, nonce, verifier = drawn(""), drawn(""), drawn("")
    address = provider.start(state=state, nonce=nonce, verifier=verifier)
    start = Start(digest=digest(state), nonce=nonce, verifier=verifier, leads_to=leads_to, made_at=now)
    with database.writing(workspace=NOBODY, actor=SYSTEM, now=now) as unit:
        forget_starts(unit, before=now - LASTS)
        add_start(unit, start)
    return Begun(address=address, state=state)


def finish(
    database: Database, provider: Provider, *, code: str, state: str, agent: str, now: datetime
) -> tuple[str, str]:
    """Return what the browser shows from now on, and where it goes; of two uses of one state one comes in."""
    with database.writing(workspace=NOBODY, actor=SYSTEM, now=now) as unit:
        start = take_start(unit, digest(state))
    if start is None or now - start.made_at > LASTS:
        raise refused("sign-in-over", "this sign-in was used or took too long; begin again")
    who = provider.finish(code, nonce=start.nonce, verifier=start.verifier, now=int(now.timestamp()))
    with database.writing(workspace=NOBODY, actor=SYSTEM, now=now) as unit:
        return begin_session(unit, _user(unit, who, provider.domains), agent=agent), start.leads_to


def _user(unit: Unit, who: Identity, domains: Collection[str]) -> str:
    known = user_by_subject(unit, who.issuer, who.subject)
    if known is None and who.email is not None:
        known = user_by_email(unit, read_email(who.email))
        if known is None:
            return _new(unit, who, who.email, domains)
        _link(unit, known, who)
    if known is None:
        raise refused("not-invited", "nobody invited this account, or its address is not verified; ask an admin")
    if known.disabled_at is not None:
        raise refused("shut-out", "this account is shut out; ask the one who answers for it")
    return known.id


def _link(unit: Unit, user: User, who: Identity) -> None:
    """Let a user come in by the provider from now on; whoever made the account without proving the address is out."""
    if user.subject is not None:
        raise refused("other-account", "another account of your organisation has this address here; ask the operator")
    keep_user(unit, user.id, issuer=who.issuer, subject=who.subject, proved_at=user.proved_at or unit.now)
    if user.proved_at is None:
        keep_user(unit, user.id, password=None)
        end_all_sessions(unit, user.id)


def _new(unit: Unit, who: Identity, email: str, domains: Collection[str]) -> str:
    """Keep a user who is invited, or whose domain may come in without."""
    written = read_email(email)
    roles = {one.workspace: one.role for one in use_invitations(unit, written)}
    if not roles and written.rpartition("@")[2].casefold() in domains:
        roles = {one.id: MEMBER for one in workspaces(unit)[:1]}
    if not roles:
        raise refused("not-invited", "nobody invited this account, or its address is not verified; ask an admin")
    user = User(
        id=str(uuid4()),
        email=written,
        name=" ".join(who.name.split())[:200],
        issuer=who.issuer,
        subject=who.subject,
        proved_at=unit.now,
        made_at=unit.now,
    )
    add_user(unit, user)
    for workspace, role in roles.items():
        kept.join_workspace(unit, user.id, role=role or MEMBER, workspace=workspace or "")
    return user.id
