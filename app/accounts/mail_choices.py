"""What a reader chooses about mail: at the address that stands in each mail, without an account, or with one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.mail import KINDS, STOPPABLE, Kind
from app.store.mail_choices import keep_kinds_off, kinds_off, mail_chosen_by
from app.store.members import name_of_workspace

from .codes import refused
from .secrets import digest

if TYPE_CHECKING:
    from collections.abc import Collection

    from app.store import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A kind of mail, and whether somebody gets it."""

    kind: Kind
    on: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Who opened the address that stands in a mail."""

    email: str
    workspace: str
    """The id of the one that wrote: another one's mails are chosen by its own."""
    workspace_name: str
    kind: Kind
    """What the mail was about."""


def choices_of(unit: Unit, email: str) -> tuple[Choice, ...]:
    """Return every kind that can be turned off, and whether an address gets it from the unit's workspace."""
    off = kinds_off(unit, email)
    return tuple(Choice(kind=kind, on=kind.id not in off) for kind in STOPPABLE)


def choose(unit: Unit, email: str, wanted: Collection[str]) -> None:
    """Let an address get these kinds of mail from the unit's workspace, and no others that can be turned off."""
    keep_kinds_off(unit, email, {kind.id for kind in STOPPABLE} - set(wanted))


def reader_at(unit: Unit, secret: str) -> Reader:
    """Return whose address of choices this is; raise Refused with `address-used` for one that leads nowhere."""
    mail = mail_chosen_by(unit, digest(secret))
    if mail is None or mail.workspace is None:
        raise refused("address-used", "this address has run out; a newer mail has another one")
    name = name_of_workspace(unit, mail.workspace)
    return Reader(email=mail.address, workspace=mail.workspace, workspace_name=name, kind=KINDS[mail.kind])


def choices_at(unit: Unit, secret: str) -> tuple[Reader, tuple[Choice, ...]]:
    """Return who reads there, and what that one gets; looking changes nothing."""
    reader = reader_at(unit, secret)
    return reader, choices_of(replace(unit, workspace=reader.workspace), reader.email)


def choose_at(unit: Unit, secret: str, wanted: Collection[str]) -> None:
    """Let whoever reads there get these kinds of mail only."""
    reader = reader_at(unit, secret)
    choose(replace(unit, workspace=reader.workspace), reader.email, wanted)


def stop_at(unit: Unit, secret: str) -> None:
    """Let whoever reads there get no mail any more of the kind that the address stood in."""
    reader = reader_at(unit, secret)
    own = replace(unit, workspace=reader.workspace)
    keep_kinds_off(own, reader.email, kinds_off(own, reader.email) | {reader.kind.id})
